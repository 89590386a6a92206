import type { scope } from '../domain/book/scope.ts'
import type { CivilDate } from '../kernel/civil-date.ts'
import type { Facts } from '../kernel/facts.ts'
import type { LiveEvent } from '../kernel/event-store.ts'
import type { Words } from '../kernel/refusal.ts'
import type { AnyRelation } from '../kernel/relation.ts'
import type { Row } from '../kernel/row.ts'

export type Measure = 'units' | 'persons' | 'organizations' | 'batches' | 'events' | 'percent'

interface Described {
  readonly id: string
  readonly title: Words
  /** The definition in words. */
  readonly doc: Words
  readonly measure: Measure
}

/** Lists of other facts that a subject's count looks at, by name. */
export type Near = Readonly<Record<string, readonly Row[]>>

/** A subject on one day, with what is near it on that day. */
export type OnDay<R extends AnyRelation, N extends Near> = N & {
  readonly row: Row<R>
  /** The scope as it stands on that day; present where the figure is counted by scope. */
  readonly scope: Row<typeof scope>
}

/**
 * A figure counted on a date: the sum over the facts of one relation of what each counts on that day. Written for one subject on
 * one day; the engine makes the step function over all days of it.
 */
export interface Stock<R extends AnyRelation = AnyRelation, N extends Near = Near> extends Described {
  readonly kind: 'stock'
  readonly scoped: boolean
  readonly of: R
  /** How to find what is near a subject, on whatever days it holds. */
  readonly near: { readonly [K in keyof N]: (facts: Facts, row: Row<R>) => N[K] }
  readonly counts: (subject: OnDay<R, N>) => number | boolean
  /** Whether it counts subjects for something that is not there. */
  readonly absent?: boolean
  /** Subjects with the same text count once, whatever they count each; those without count not at all. */
  readonly distinct?: (row: Row<R>) => string | undefined
}

/** One stock over another, in percent: an exact fraction, printed rounded half up to one decimal. */
export interface Rate extends Described {
  readonly kind: 'rate'
  readonly scoped: boolean
  readonly measure: 'percent'
  readonly part: Stock
  readonly whole: Stock
}

/** What one event adds to a flow. */
export interface FlowEntry {
  readonly on: CivilDate
  readonly value: number
  /** What the flow is also counted by. */
  readonly by?: string | undefined
  /** Positions of the events behind it. */
  readonly events: readonly number[]
}

/** A figure counted over a window of days. */
export interface Flow extends Described {
  readonly kind: 'flow'
  readonly scoped: false
  /** Where the window starts when none is given (report-figures: 近年来, 近三年). */
  readonly since: CivilDate
  /** The name of what `FlowEntry.by` tells apart. */
  readonly by?: string
  readonly entries: (facts: Facts) => Iterable<FlowEntry>
}

export type Figure = Stock | Rate | Flow

/** Defines a stock; see {@link Stock}. */
export function defineStock<R extends AnyRelation, N extends Near = Record<never, never>>(
  definition: Omit<Stock<R, N>, 'kind' | 'near'> & Partial<Pick<Stock<R, N>, 'near'>>,
): Stock {
  // Inside the engine the subject's own type does not matter: it only hands rows of `of` and `near` to `counts`.
  return { kind: 'stock', near: {}, ...definition } as unknown as Stock
}

/** Defines a rate of two stocks counted in the same way. */
export const defineRate = (definition: Omit<Rate, 'kind' | 'measure' | 'scoped'>): Rate => ({
  kind: 'rate',
  measure: 'percent',
  scoped: definition.whole.scoped,
  ...definition,
})

/** Defines a flow; see {@link Flow}. */
export const defineFlow = (definition: Omit<Flow, 'kind' | 'scoped'>): Flow => ({
  kind: 'flow',
  scoped: false,
  ...definition,
})

/** 近年来, the window of the report unless its row says otherwise. */
export const recentYears: CivilDate = '2018-01-01'

/** 近三年. */
export const lastThreeYears: CivilDate = '2018-07-01'

/** A flow that counts live events of one type, those for which `by` gives an answer; `by` names what they are told apart by. */
export const countEvents =
  (type: string, counted: (event: LiveEvent, facts: Facts) => { readonly by?: string | undefined } | undefined) =>
  (facts: Facts): readonly FlowEntry[] =>
    facts.events(type).flatMap((event) => {
      const entry = counted(event, facts)
      return entry ? [{ on: event.effectiveOn, value: 1, events: [event.position], ...entry }] : []
    })
