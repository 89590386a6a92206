import type { Instant } from '../time/civil-date.ts'
import { titleOf, type Definitions } from '../define/definitions.ts'
import { refusalsOf } from '../errors/issues.ts'
import { parseDraft, type Parsed } from '../events/parse.ts'
import type { Draft } from '../events/recorded-event.ts'
import { LedgerError, refusalsMax, refuse, type Refusal, type Words } from '../errors/refusal.ts'
import { eventId, instant, text } from '../define/schemas.ts'
import type { Identified } from '../events/stamp.ts'
import { expectFunction, expectList, expectObject, wrong } from '../doors/doors.ts'

/** Time and identity come in with every call. */
export interface RecordOptions {
  /** The clock's reading. A batch is never recorded before the one before it. */
  readonly now: Date
  /** Makes an id for each draft without one: a lower-case UUID, best version 7. */
  readonly newId: () => string
  /** Who records, for drafts that do not say: opaque, never a personal name. */
  readonly actor: string
}

/** What became of a batch: recorded whole, or refused whole and why. */
export type Outcome =
  | { readonly ok: true; readonly recorded: number; readonly alreadyRecorded: number; readonly size: number }
  /** `invalid`: the form; `impossible`: the facts; `conflict`: an id with other content, or another writer kept winning. */
  | { readonly ok: false; readonly kind: 'invalid' | 'impossible' | 'conflict'; readonly refusals: readonly Refusal[] }

export type Refused = Outcome & { readonly ok: false }

/** What a caller gave to be recorded: read before anything is waited for, so that it is the caller's again at once. */
export interface Given {
  readonly ok: true
  readonly drafts: readonly Identified[]
  readonly clock: Instant
}

/** Reads what is to be recorded. Throws `LedgerError` (usage) where an option is malformed. */
export function givenOf(definitions: Definitions, drafts: readonly unknown[], options: RecordOptions): Given | Refused {
  expectList(drafts, 'drafts')
  expectRecordOptions(options)
  const clock = clockOf(options.now)
  const found: Identified[] = []
  for (const value of drafts) {
    const parsed = parsedDraft(definitions, value)
    if (!parsed.ok) return { ok: false, kind: 'invalid', refusals: formRefusals(definitions, drafts) }
    found.push(identified(definitions, parsed.value, options))
  }
  return { ok: true, drafts: found, clock }
}

/** What is wrong with the form of drafts: that of the first hundred bad ones. */
export function formRefusals(definitions: Definitions, drafts: readonly unknown[]): readonly Refusal[] {
  const refusals: Refusal[] = []
  let bad = 0
  for (const [draft, value] of drafts.entries()) {
    const parsed = parsedDraft(definitions, value)
    if (parsed.ok) continue
    refusals.push(...parsed.refusals.map((refusal) => ({ ...refusal, draft })))
    if (++bad >= refusalsMax) break
  }
  return refusals
}

/** Fails (usage) where who records, when, or how ids are made is malformed. */
export function expectRecordOptions(options: RecordOptions): void {
  expectObject(options, 'options')
  expectFunction(options.newId, 'newId')
  expectForm('actor', options.actor, text)
}

function parsedDraft(definitions: Definitions, value: unknown): Parsed<Draft> {
  const parsed = parseDraft(definitions, value)
  return parsed.ok && parsed.value.type === definitions.opening.type
    ? { ok: false, refusals: [opensTwice(titleOf(definitions, definitions.opening.type))] }
    : parsed
}

function identified(definitions: Definitions, draft: Draft, { newId, actor }: RecordOptions): Identified {
  const version = definitions.events.get(draft.type)?.version ?? 1
  const made = draft.id ?? newId()
  if (draft.id === undefined) expectForm('newId()', made, eventId)
  return { ...draft, id: made, actor: draft.actor ?? actor, version }
}

/** A clock's reading that can be recorded: instants are compared as texts, so their years have four digits. */
export function clockOf(now: Date): Instant {
  if (!(now instanceof Date)) wrong('bad-instant', 'now', { zh: '时刻（Date）', en: 'a Date' }, now)
  const clock = Number.isNaN(now.getTime()) ? '' : now.toISOString()
  expectForm('now', clock, instant)
  return clock
}

/** What the calling program itself gives is its own mistake where it is malformed: thrown, and never stored. */
function expectForm(name: string, value: string, schema: typeof text): void {
  const checked = schema.safeParse(value, { reportInput: true })
  if (!checked.success)
    throw usage(refusalsOf(checked.error, [name]).map((refusal) => ({ ...refusal, parameter: name })))
}

/** The first of what is wrong with what the caller gave. */
export const usage = ([first, ...rest]: readonly Refusal[]): LedgerError =>
  new LedgerError('usage', { ...(first ?? refuse('invalid', { zh: '输入有误', en: 'invalid input' })), errors: rest })

const opensTwice = (title: Words): Refusal =>
  refuse(
    'opens-twice',
    { zh: `台账只启用一次：“${title.zh}”由 init 录入`, en: `a book opens once: “${title.en}” is recorded by init` },
    { path: 'type' },
  )
