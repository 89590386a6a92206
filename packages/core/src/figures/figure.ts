import type * as z from 'zod'
import type { scope } from '../domain/book/scope.ts'
import type { ActivityMeasure } from '../domain/outcomes/activity-kinds.ts'
import type { CivilDate } from '../kernel/civil-date.ts'
import type { EventDefinition } from '../kernel/define-event.ts'
import type { Facts } from '../kernel/facts.ts'
import type { LiveEvent } from '../kernel/event-store.ts'
import type { Words } from '../kernel/refusal.ts'
import type { AnyRelation } from '../kernel/relation.ts'
import type { Row } from '../kernel/row.ts'
import type { Amount } from './amount.ts'

/** `various`: each of what the figure tells apart has a measure of its own, so there is no total. */
export type Measure =
  | ActivityMeasure
  | 'units'
  | 'organizations'
  | 'batches'
  | 'suggestions'
  | 'pairings'
  | 'items'
  | 'percent'
  | 'various'

interface Described {
  readonly id: string
  readonly title: Words
  /** The definition in words. */
  readonly doc: Words
  readonly measure: Measure
}

interface ToldApart {
  /** The name of what the figure is also counted by. */
  readonly by?: string
  /** The measure of one of these, where they differ. */
  readonly measureOf?: (by: string) => Measure
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
export interface Stock<R extends AnyRelation = AnyRelation, N extends Near = Near> extends Described, ToldApart {
  readonly kind: 'stock'
  readonly scoped: boolean
  readonly of: R
  /** The facts to count where these are not simply the relation's rows. */
  readonly subjects?: (facts: Facts) => readonly Row<R>[]
  /** How to find what is near a subject, on whatever days it holds. */
  readonly near: { readonly [K in keyof N]: (facts: Facts, row: Row<R>) => N[K] }
  readonly counts: (subject: OnDay<R, N>) => number | boolean | Amount
  /** Which of what `by` names the subject is; needed where there is a `by`. */
  readonly byOf?: (row: Row<R>) => string | undefined
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
export interface FlowEntry extends Amount {
  readonly on: CivilDate
  /** What the flow is also counted by. */
  readonly by?: string | undefined
  /** What a distinct flow counts. */
  readonly subject?: string | undefined
  /** Positions of the events behind it. */
  readonly events: readonly number[]
}

/** A figure counted over a window of days. */
export interface Flow extends Described, ToldApart {
  readonly kind: 'flow'
  readonly scoped: false
  /** Where the window starts when none is given (report-figures: 近年来, 近三年). */
  readonly since: CivilDate
  /** The value of a window is the number of different subjects of its entries, instead of their sum. */
  readonly distinct?: boolean
  readonly entries: (facts: Facts) => Iterable<FlowEntry>
}

/** One flow over another in the same window, in percent. */
export interface FlowRate extends Described {
  readonly kind: 'flow-rate'
  readonly scoped: false
  readonly measure: 'percent'
  readonly since: CivilDate
  readonly part: Flow
  readonly whole: Flow
}

export type Figure = Stock | Rate | Flow | FlowRate

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

/** Defines a rate of two flows; see {@link FlowRate}. */
export const defineFlowRate = (definition: Omit<FlowRate, 'kind' | 'measure' | 'scoped' | 'since'>): FlowRate => ({
  kind: 'flow-rate',
  measure: 'percent',
  scoped: false,
  since: definition.whole.since,
  ...definition,
})

/** 近年来, the window of the report unless its row says otherwise. */
export const recentYears: CivilDate = '2018-01-01'

/** 近三年. */
export const lastThreeYears: CivilDate = '2018-07-01'

/** A live event with its data as its definition has it. */
export type LiveEventOf<D extends z.ZodObject> = Omit<LiveEvent, 'data'> & { readonly data: z.output<D> }

/**
 * The entries of a flow that counts live events of one type: those for which `counted` gives an answer, each as 1 unless it gives
 * another value.
 */
export const countEvents =
  <T extends string, D extends z.ZodObject>(
    { type }: EventDefinition<T, D>,
    counted: (event: LiveEventOf<D>, facts: Facts) => Partial<Omit<FlowEntry, 'on' | 'events'>> | undefined,
  ) =>
  (facts: Facts): readonly FlowEntry[] =>
    facts.events(type).flatMap((event) => {
      // Parsed by this very definition when it was recorded.
      const entry = counted(event as LiveEventOf<D>, facts)
      return entry ? [{ on: event.effectiveOn, value: 1, events: [event.position], ...entry }] : []
    })
