import type * as z from 'zod'
import type { Change } from './change.ts'
import type { CivilDate } from './civil-date.ts'
import type { Evidence } from './recorded-event.ts'
import type { Refusal, Words } from './refusal.ts'

/** What an event's changes may look at besides its data. */
export interface EventContext {
  readonly id: string
  readonly type: string
  readonly book: string
  readonly effectiveOn: string
  readonly evidence?: Evidence | undefined
}

/** A kind of event. Types, validation, JSON Schema, the catalogue and the command line's help all come from this value. */
export interface EventDefinition<T extends string = string, D extends z.ZodObject = z.ZodObject> {
  readonly type: T
  readonly version: number
  readonly title: Words
  readonly doc: Words
  /** Strict: an unknown key is an error. No defaults: what the caller gave is what is stored. */
  readonly data: D
  /** The little that it refuses beyond what the relations refuse. */
  readonly admit?: (data: z.output<D>) => true | Refusal
  readonly changes: (data: z.output<D>, event: EventContext) => readonly Change[]
  /** The id of the event that this one takes back. */
  readonly withdraws?: (data: z.output<D>) => string
  /** Cannot be withdrawn or corrected. */
  readonly permanent?: boolean
  /** Brings older data up to this version: `upcast[1]` makes version 2 of version 1. */
  readonly upcast?: Readonly<
    Record<number, (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>>
  >
  readonly example: z.input<D>
  /** The day of the example, where it is not just any. */
  readonly exampleOn?: CivilDate
}

// oxlint-disable-next-line typescript/no-explicit-any -- an event of whatever data; only code that asks the definition uses it
export type AnyEvent = EventDefinition<string, any>

/** Defines an event. The definition is the whole of it: one file, and one line in its folder's list. */
export const defineEvent = <const T extends string, D extends z.ZodObject>(
  definition: Omit<EventDefinition<T, D>, 'version'> & { readonly version?: number },
): EventDefinition<T, D> => ({ version: 1, ...definition })
