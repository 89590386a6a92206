import type { AnyRelation, AttributesOf, KeyOf, OpeningOf, PatchOf, SettingOf } from './relation.ts'

/** What an event does to a fact; see the functions of the same names. */
export type Verb = 'open' | 'amend' | 'close' | 'set' | 'closeIfOpen' | 'occur' | 'mustHold'

/** What an event does to one fact. A change depends on nothing but the event that makes it. */
export interface Change {
  readonly verb: Verb
  readonly relation: AnyRelation
  readonly key: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, unknown>>
  /** Attribute values that the fact must have just before: `undefined` expects nothing, `null` that it has none. */
  readonly expect: Readonly<Record<string, unknown>>
}

const none = {}
const change = (
  verb: Verb,
  relation: AnyRelation,
  key: Readonly<Record<string, string>>,
  values: Readonly<Record<string, unknown>> = none,
  expect: Readonly<Record<string, unknown>> = none,
): Change => ({ verb, relation, key, values, expect })

interface Expecting<R extends AnyRelation> {
  readonly expect?: PatchOf<R>
}

/**
 * The fact begins to hold. Refused when it holds already, or where its parents do not hold.
 *
 * @example open(room, { roomId: 'r3' }, { name: '301', floor: 3 }).verb // => 'open'
 */
export const open = <R extends AnyRelation>(relation: R, key: KeyOf<R>, attributes: OpeningOf<R>): Change =>
  change('open', relation, key, attributes)

/**
 * Attributes change from that day on. Refused when the fact does not hold, or not with what is expected.
 *
 * @example amend(machine, { machineId: 'm1' }, { name: 'new lathe' }, { expect: { name: 'lathe' } }).verb // => 'amend'
 */
export const amend = <R extends AnyRelation>(
  relation: R,
  key: KeyOf<R>,
  patch: PatchOf<R>,
  { expect }: Expecting<R> = {},
): Change => change('amend', relation, key, patch, expect)

/**
 * The day is the first on which the fact no longer holds. Refused when it does not hold.
 *
 * @example close(room, { roomId: 'r1' }).verb // => 'close'
 */
export const close = <R extends AnyRelation>(relation: R, key: KeyOf<R>, { expect }: Expecting<R> = {}): Change =>
  change('close', relation, key, none, expect)

/**
 * Amends the fact if it holds, else opens it. `null` clears an attribute.
 *
 * @example set(room, { roomId: 'r1' }, { name: '101', floor: 1 }).verb // => 'set'
 */
export const set = <R extends AnyRelation>(relation: R, key: KeyOf<R>, attributes: SettingOf<R>): Change =>
  change('set', relation, key, attributes)

/**
 * Closes the fact if it holds.
 *
 * @example closeIfOpen(placement, { machineId: 'm1' }).verb // => 'closeIfOpen'
 */
export const closeIfOpen = <R extends AnyRelation>(relation: R, key: KeyOf<R>): Change =>
  change('closeIfOpen', relation, key)

/**
 * Something that happened: a fact of one day. Refused when the fact holds on it already.
 *
 * @example occur(occurrence, { eventId: crypto.randomUUID() }, { type: 'MachineServiced', data: { machineId: 'm1' } }).verb // => 'occur'
 */
export const occur = <R extends AnyRelation>(relation: R, key: KeyOf<R>, attributes: AttributesOf<R>): Change =>
  change('occur', relation, key, attributes)

/**
 * Changes nothing; another fact must hold on that day (a merger's `into`). Judged like a reference, once per batch.
 *
 * @example mustHold(room, { roomId: 'r1' }).verb // => 'mustHold'
 */
export const mustHold = <R extends AnyRelation>(relation: R, key: KeyOf<R>): Change => change('mustHold', relation, key)
