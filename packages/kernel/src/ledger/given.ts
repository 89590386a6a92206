import type { Instant } from '../time/civil-date.ts'
import { titleOf, type Definitions } from '../define/definitions.ts'
import { refusalsOf } from '../errors/issues.ts'
import { parseDraft, type Parsed } from '../events/parse.ts'
import type { Draft } from '../events/recorded-event.ts'
import { fail, LedgerError, refusalsMax, refuse, type Refusal, type Words } from '../errors/refusal.ts'
import { eventId, instant, type TextSchemas } from '../define/schemas.ts'
import type { Identified } from '../events/stamp.ts'
import { expectFunction, expectList, expectObject, expectText, expectWhole, wrong } from '../doors/doors.ts'

/** Time and identity come in with every call: who records, when, and how ids are made. */
export interface RecordOptions {
  /** The clock's reading. A batch is never recorded before the one before it. */
  readonly now: Date
  /** Makes an id for each draft without one: a lower-case UUID, best version 7. */
  readonly newId: () => string
  /** Who records: opaque, never a personal name. A draft that names somebody else is refused, unless {@link ownActors} says otherwise. */
  readonly actor: string
  /** Whether drafts may name their own actors, as in an import; `actor` is then for those that name none. */
  readonly ownActors?: boolean | undefined
  /** Says that the clock is right although it is more than 20 years ahead of the last batch; otherwise such a batch is refused. */
  readonly clockAhead?: boolean | undefined
  /** For drafts without one of their own. It counts for what makes two events equal: a trace id, which a retry has anew, belongs in `metadata`. */
  readonly correlationId?: string | undefined
}

/** What a batch is recorded with. */
export interface BatchOptions extends RecordOptions {
  /**
   * The size that the book must have, as in `If-Match`: where others have recorded since, nothing is recorded and the outcome says `moved-on`.
   * A batch that is recorded already is told as such nevertheless.
   */
  readonly expectedSize?: number | undefined
}

/** What a caller gave to be recorded: read before anything is waited for, so that it is the caller's again at once. */
export interface Given {
  readonly ok: true
  readonly drafts: readonly Identified[]
  readonly clock: Instant
  readonly clockAhead: boolean
  readonly expectedSize: number | undefined
}

/** What is wrong with the form of drafts, before any book is looked at. */
export interface Malformed {
  readonly ok: false
  readonly kind: 'invalid'
  readonly refusals: readonly Refusal[]
}

/** Reads what is to be recorded. Throws `LedgerError` (usage) where an option is malformed. */
export function givenOf(
  definitions: Definitions,
  drafts: readonly unknown[],
  options: BatchOptions,
): Given | Malformed {
  expectList(drafts, 'drafts')
  expectRecordOptions(definitions.texts, options)
  const { expectedSize } = options
  if (expectedSize !== undefined) expectWhole(expectedSize, 'expectedSize')
  const clock = clockOf(options.now)
  const found: Identified[] = []
  for (const value of drafts) {
    const parsed = ofActor(parsedDraft(definitions, value), options)
    if (!parsed.ok) return { ok: false, kind: 'invalid', refusals: formRefusals(definitions, drafts, options) }
    found.push(identified(definitions, parsed.value, options))
  }
  return { ok: true, drafts: found, clock, clockAhead: options.clockAhead === true, expectedSize }
}

/** What is wrong with the form of drafts: that of the first hundred bad ones. */
export function formRefusals(
  definitions: Definitions,
  drafts: readonly unknown[],
  options?: RecordOptions,
): readonly Refusal[] {
  const refusals: Refusal[] = []
  let bad = 0
  for (const [draft, value] of drafts.entries()) {
    const parsed = ofActor(parsedDraft(definitions, value), options)
    if (parsed.ok) continue
    refusals.push(...parsed.refusals.map((refusal) => ({ ...refusal, draft })))
    if (++bad >= refusalsMax) break
  }
  return refusals
}

/** Fails (usage) where who records, or how ids are made, is malformed; the time is looked at when it is used. */
export function expectRecordOptions({ text }: TextSchemas, options: Omit<RecordOptions, 'now'>): void {
  expectObject(options, 'options')
  expectFunction(options.newId, 'newId')
  expectForm('actor', options.actor, text)
  const { correlationId, ownActors, clockAhead } = options
  if (correlationId !== undefined) expectForm('correlationId', correlationId, text)
  for (const [name, value] of Object.entries({ ownActors, clockAhead }))
    if (value !== undefined && typeof value !== 'boolean')
      wrong('bad-choice', name, { zh: 'true 或 false', en: 'true or false' }, value)
}

function parsedDraft(definitions: Definitions, value: unknown): Parsed<Draft> {
  const parsed = parseDraft(definitions, value)
  return parsed.ok && parsed.value.type === definitions.opening.type
    ? { ok: false, refusals: [opensTwice(titleOf(definitions, definitions.opening.type))] }
    : parsed
}

/** A draft of another actor than who records, where the caller does not say that drafts may name their own. */
function ofActor(parsed: Parsed<Draft>, options: RecordOptions | undefined): Parsed<Draft> {
  if (!parsed.ok || options === undefined || options.ownActors === true) return parsed
  const { actor } = parsed.value
  return actor === undefined || actor === options.actor ? parsed : { ok: false, refusals: [otherActor] }
}

function identified(
  definitions: Definitions,
  draft: Draft,
  { newId, actor, correlationId = draft.correlationId }: RecordOptions,
): Identified {
  const version = definitions.events.get(draft.type)?.version ?? 1
  const made = draft.id ?? newId()
  if (draft.id === undefined) expectForm('newId()', made, eventId)
  const correlated =
    correlationId === undefined ? draft : { ...draft, correlationId: draft.correlationId ?? correlationId }
  return { ...correlated, id: made, actor: draft.actor ?? actor, version }
}

/** A clock's reading that can be recorded: instants are compared as texts, so their years have four digits. */
export function clockOf(now: Date): Instant {
  if (!(now instanceof Date)) wrong('bad-instant', 'now', { zh: '时刻（Date）', en: 'a Date' }, now)
  const clock = Number.isNaN(now.getTime()) ? '' : now.toISOString()
  expectForm('now', clock, instant)
  return clock
}

const aheadYearsMax = 20
const aheadMsMax = aheadYearsMax * 365.25 * 86_400_000

/** Fails (usage) where a clock is so far ahead of the last batch that it must be wrong: its time would stick to every later batch. */
export function expectClock(clock: Instant, last: Instant | undefined): void {
  if (last === undefined || Date.parse(clock) - Date.parse(last) <= aheadMsMax) return
  fail(
    'usage',
    'clock-ahead',
    {
      zh: `时钟是 ${clock}，比上一批（${last}）晚 ${aheadYearsMax} 年以上`,
      en: `the clock says ${clock}, over ${aheadYearsMax} years after the last batch (${last})`,
    },
    { parameter: 'now', clock, last },
  )
}

/** What the calling program itself gives is its own mistake where it is malformed: thrown, and never stored. */
function expectForm(name: string, value: string, schema: typeof instant): void {
  expectText(value, name)
  if (!value.isWellFormed())
    wrong('bad-text', name, { zh: '没有孤立代理码元的文本', en: 'text without lone surrogates' }, value)
  const checked = schema.safeParse(value, { reportInput: true })
  if (!checked.success)
    throw usage(refusalsOf(checked.error, [name]).map((refusal) => ({ ...refusal, parameter: name })))
}

/** The first of what is wrong with what the caller gave. */
export const usage = ([first, ...rest]: readonly Refusal[]): LedgerError =>
  new LedgerError('usage', { ...(first ?? refuse('invalid', { zh: '输入有误', en: 'invalid input' })), errors: rest })

const otherActor = refuse(
  'other-actor',
  {
    zh: '录入者由录入程序给出，记录不能另写 actor',
    en: 'who records is said by the recording program: a draft cannot name another actor',
  },
  { path: 'actor' },
)

const opensTwice = (title: Words): Refusal =>
  refuse(
    'opens-twice',
    { zh: `台账只启用一次：“${title.zh}”由 init 录入`, en: `a book opens once: “${title.en}” is recorded by init` },
    { path: 'type' },
  )
