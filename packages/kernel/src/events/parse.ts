import type * as z from 'zod'
import { canonicalText, plainJson } from './canonical.ts'
import { civilDateAt, plusDays, type CivilDate, type Instant } from '../time/civil-date.ts'
import { schemaOf, type AnyEvent } from '../define/define-event.ts'
import { upcastData, type Definitions } from '../define/definitions.ts'
import { refusalsOf } from '../errors/issues.ts'
import type { Draft, RecordedEvent } from './recorded-event.ts'
import { refuse, type Refusal } from '../errors/refusal.ts'
import { envelopesOf } from '../define/envelopes.ts'

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly Refusal[] }

/** How far the last day that an event may have taken effect on lies ahead of its recording. */
const daysAheadMax = 366

/** Checks the form of a draft: plain JSON, the envelope, the type, the data. What comes out is what is stored. */
export const parseDraft = (definitions: Definitions, value: unknown): Parsed<Draft> =>
  parse<Draft>(definitions, value, envelopesOf(definitions.texts).draft, (definition) => definition.version)

/** Checks the form of a recorded event, as `export` prints it. */
export const parseRecorded = (definitions: Definitions, value: unknown): Parsed<RecordedEvent> =>
  parse<RecordedEvent>(
    definitions,
    value,
    envelopesOf(definitions.texts).recorded,
    (_, event) => event.version,
    // What a newer program may have written there: this one is too old for it.
    'unknown-member',
  )

function parse<T extends Draft>(
  definitions: Definitions,
  value: unknown,
  schema: z.ZodObject,
  versionOf: (definition: AnyEvent, event: T) => number,
  unknownMember = 'invalid',
): Parsed<T> {
  const plain = plainJson(value)
  if (!plain.ok) return { ok: false, refusals: [plain.refusal] }
  const envelope = schema.safeParse(plain.value, { reportInput: true })
  const { type, data } =
    typeof plain.value === 'object' && plain.value !== null ? (plain.value as Record<string, unknown>) : {}
  const definition = typeof type === 'string' ? definitions.events.get(type) : undefined
  const refusals = envelope.success ? [] : [...refusalsOf(envelope.error, [], unknownMember)]
  if (typeof type === 'string' && !definition) refusals.push(unknownType(type))
  if (definition && typeof data === 'object' && data !== null && !Array.isArray(data)) {
    // Told also where something else in the envelope is not known: the data is that of its own version nevertheless.
    const version = versionOf(definition, plain.value as T)
    if (version > definition.version) refusals.push(unknownVersion(definition, version))
    const checked = schemaOf(definition, version)?.safeParse(data, { reportInput: true })
    if (checked && !checked.success) refusals.push(...refusalsOf(checked.error, ['data']))
  }
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, value: plain.value as T }
}

const unknownType = (type: string): Refusal =>
  refuse(
    'unknown-type',
    {
      zh: `没有 ${type.slice(0, 80)} 这种记录；可用的种类见 taizhang events`,
      en: `there is no event of type ${type.slice(0, 80)}; taizhang events lists the types`,
    },
    { path: 'type' },
  )

const unknownVersion = ({ type, title, version: known }: AnyEvent, version: number): Refusal =>
  refuse(
    'unknown-version',
    {
      zh: `${title.zh}（${type}）是第 ${version} 版，本程序只认识到第 ${known} 版：请使用更新的版本`,
      en: `${title.en} (${type}) is of version ${version}; this program knows up to ${known}: use a newer one`,
    },
    { path: 'version' },
  )

/** The last day that an event of a batch recorded at an instant may have taken effect on. */
export const effectiveLast = ({ utcOffsetMinutes }: Definitions, recordedAt: Instant): CivilDate =>
  plusDays(civilDateAt(recordedAt, utcOffsetMinutes), daysAheadMax)

/**
 * What is wrong with an event's own dates and references; `first` is the first day of its domain, `last` the {@link effectiveLast} of its
 * batch.
 */
export function admitEnvelope(
  event: Draft,
  { first, last }: { readonly first: CivilDate; readonly last: CivilDate },
): readonly Refusal[] {
  const refusals: Refusal[] = []
  if (event.effectiveOn < first || event.effectiveOn > last) {
    refusals.push(
      refuse(
        'effective-out-of-range',
        {
          zh: `生效日期 ${event.effectiveOn} 不在 ${first} 至 ${last}（录入后 ${daysAheadMax} 天）之间`,
          en: `effectiveOn ${event.effectiveOn} is not between ${first} and ${last} (${daysAheadMax} days after recording)`,
        },
        { path: 'effectiveOn' },
      ),
    )
  }
  if (event.corrects !== undefined && event.reason === undefined) {
    refusals.push(
      refuse(
        'reason-missing',
        { zh: '更正其他记录时必须写明 reason', en: 'an event that corrects another needs a reason' },
        { path: 'reason' },
      ),
    )
  }
  return refusals
}

/** What the ledger stamps, and what the recording program says of its own doing: a retry has another trace id. */
const stamped = new Set(['book', 'position', 'batch', 'recordedAt', 'version', 'data', 'metadata'])

/**
 * The text by which two events are told equal: canonical, without what the ledger stamps and without its metadata, its data in the form of the newest version. So a
 * draft that was recorded before an upgrade is the same event after it; its id and actor count.
 */
export function contentText({ events }: Definitions, event: Draft & { readonly version: number }): string {
  const definition = events.get(event.type)
  const data = definition ? upcastData(definition, event) : event.data
  return canonicalText({ ...Object.fromEntries(Object.entries(event).filter(([name]) => !stamped.has(name))), data })
}
