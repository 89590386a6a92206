import type * as z from 'zod'
import type { AnyData, BookEvent, Draft } from '../events/recorded-event.ts'
import type { LiveEvent } from '../facts/table-changes.ts'
import type { Frozen } from './frozen.ts'

/**
 * What the compiler knows of events of a type, with a schema of their data. Of a union of definitions it is a union that
 * `switch (event.type)` narrows; where the schema is not known it is what is said of any event.
 */
export interface EventTypes<T extends string, D extends z.ZodObject> {
  /** The data as a caller gives it. */
  readonly given: IsAny<D> extends true ? AnyData : Frozen<z.input<D>>
  /** What a ledger takes: where the schema is not known anything, and the ledger tells what is wrong. */
  readonly draft: IsAny<D> extends true ? unknown : Draft<T, Frozen<z.input<D>>>
  /** As a ledger gives it: the data in the form of the current version. */
  readonly recorded: BookEvent<T, DataRead<D>>
  /** As figures look at it. */
  readonly live: LiveEvent<T, DataRead<D>>
}

type DataRead<D extends z.ZodObject> = IsAny<D> extends true ? AnyData : Frozen<z.output<D>>

type IsAny<D> = 0 extends 1 & D ? true : false

/** The types that something carries for the compiler. */
export type TypesOf<X extends { readonly types?: unknown }> = NonNullable<X['types']>
