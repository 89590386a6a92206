import type * as z from 'zod'
import type { CivilDate } from '../time/civil-date.ts'
import type { Change } from './change.ts'
import type { EventTypes, TypesOf } from './event-types.ts'
import type { Frozen } from './frozen.ts'
import type { Evidence } from '../events/recorded-event.ts'
import type { Refusal, Words } from '../errors/refusal.ts'

/** The rules that events of a domain may adopt or switch off. */
export interface AdoptableRules {
  /** The numbers that a rule takes, by the check that it is on. */
  readonly parameters: ReadonlyMap<string, z.ZodType>
  /** The rules that a book has without any event. */
  readonly byDefault: ReadonlySet<string>
}

/** What an event's changes may look at besides its data. */
export interface EventContext {
  readonly id: string
  readonly type: string
  readonly book: string
  readonly effectiveOn: string
  readonly evidence?: Evidence | undefined
}

/** A version of an event that is no longer recorded, but that books hold. */
export interface EarlierVersion {
  /** What its data was checked by. */
  readonly data: z.ZodObject
  /** What it refused beyond its data. */
  readonly admit?: (
    data: Readonly<Record<string, unknown>>,
    rules: AdoptableRules,
    event: EventContext,
  ) => true | Refusal
  /** Makes the next version's data of this one's. */
  readonly upcast: (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>
}

/** An event's data as its definition looks at it: nobody changes it. */
// oxlint-disable-next-line typescript/no-explicit-any -- of an event of whatever data, as AnyEvent is
type Given<D extends z.ZodObject> = 0 extends 1 & D ? any : Frozen<z.output<D>>

/** A kind of event. Types, validation, JSON Schema, the catalogue and the command line's help all come from this value. */
export interface EventDefinition<T extends string = string, D extends z.ZodObject = z.ZodObject> {
  readonly type: T
  /** The number of the current version: one more than there are {@link earlier} ones. */
  readonly version: number
  readonly title: Words
  readonly doc: Words
  /** Strict: an unknown key is an error. No defaults: what the caller gave is what is stored. */
  readonly data: D
  /** The little that this version refuses beyond what the relations refuse. Events of earlier versions are not held against it. */
  readonly admit?: (data: Given<D>, rules: AdoptableRules, event: EventContext) => true | Refusal
  readonly changes: (data: Given<D>, event: EventContext, rules: AdoptableRules) => readonly Change[]
  /** The id of the event that this one takes back. */
  readonly withdraws?: (data: Given<D>) => string
  /** Cannot be withdrawn or corrected. */
  readonly permanent?: boolean
  /** The versions before, the first of all first. */
  readonly earlier: readonly EarlierVersion[]
  readonly example: z.input<D>
  /** The day of the example, where it is not just any. */
  readonly exampleOn?: CivilDate
  /** The document of the example, where the event needs one. */
  readonly exampleEvidence?: Evidence
  /** For the compiler alone: nothing is there when the program runs. */
  readonly types?: EventTypes<T, D>
}

/** The definition of an event of whatever type. */
// oxlint-disable-next-line typescript/no-explicit-any -- an event of whatever data; only code that asks the definition uses it
export type AnyEvent = EventDefinition<string, any>

/** Live events of a definition, as figures look at them. */
export type LiveEventOf<E extends AnyEvent> = TypesOf<E>['live']

/**
 * Defines an event: its type, the schema of its data, and what it changes.
 *
 * A change of its data, an optional field too, is a new version: the schema before goes into `earlier`, with how its data becomes that of
 * the next.
 *
 *
 * @example
 * const machinePlaced = defineEvent({
 *   type: 'MachinePlaced',
 *   title: { zh: '放置设备', en: 'Machine placed' },
 *   data: z.strictObject({ machineId: subjectId, roomId: subjectId, by: text.optional() }),
 *   earlier: [{ data: z.strictObject({ machineId: subjectId, roomId: subjectId }), upcast: (data) => data }],
 *   changes: ({ machineId, roomId }) => [open(placement, { machineId }, { roomId })],
 *   example: { machineId: 'm1', roomId: 'r1' },
 * })
 * machinePlaced.version // => 2
 */
export const defineEvent = <const T extends string, D extends z.ZodObject>(
  definition: Omit<EventDefinition<T, D>, 'version' | 'earlier' | 'doc' | 'types'> & {
    /** By default the title says it all. */
    readonly doc?: Words
    readonly earlier?: readonly EarlierVersion[]
  },
): EventDefinition<T, D> => {
  const { earlier = [], doc = definition.title } = definition
  return { ...definition, doc, earlier, version: earlier.length + 1 }
}

/** What data of a version is checked by; `undefined` where there is no such version. */
export const schemaOf = ({ version: current, data, earlier }: AnyEvent, version: number): z.ZodObject | undefined =>
  version === current ? (data as z.ZodObject) : earlier[version - 1]?.data

/** What an event's own version refuses beyond its data. */
export const admitted = (
  { version: current, admit, earlier }: AnyEvent,
  event: EventContext & { readonly version: number; readonly data: Readonly<Record<string, unknown>> },
  rules: AdoptableRules,
): true | Refusal =>
  (event.version === current ? admit : earlier[event.version - 1]?.admit)?.(event.data, rules, event) ?? true
