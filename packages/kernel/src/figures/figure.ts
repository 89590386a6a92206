import type { CivilDate } from '../time/civil-date.ts'
import type { AnyEvent, LiveEventOf } from '../define/define-event.ts'
import type { Facts } from '../facts/facts.ts'
import type { LiveEvent } from '../facts/table-changes.ts'
import type { Words } from '../errors/refusal.ts'
import type { AnyRelation } from '../define/relation.ts'
import type { Row } from '../facts/row.ts'
import type { Amount } from './amount.ts'

/**
 * The unit in which a figure counts: a word of the domain. Two words mean the same everywhere: `percent`, and `various`, which says that
 * each part has a measure of its own and that there is no total.
 */
export type Measure = string

/** A definition whose words by default are its title. */
type Titled<D extends Pick<Described<string>, 'doc'>> = Omit<D, 'doc'> & Partial<Pick<D, 'doc'>>

interface Described<I extends string> {
  readonly id: I
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
export type OnDay<R extends AnyRelation, N extends Near, S extends AnyRelation = AnyRelation> = N & {
  readonly row: Row<R>
  /** The scope as it stands on that day; present where the figure is counted by scope. */
  readonly scope: Row<S>
}

/** What a stock's count also looks at under some scopes. No other scope pays for it. */
export interface Further {
  /** Whether it looks at it under that scope. */
  readonly under: (scope: Row) => boolean
  /** How to find it, on whatever days it holds, by names of its own. */
  readonly near: Readonly<Record<string, (facts: Facts, row: Row) => readonly Row[]>>
  /** The relations by whose links a change comes to the subject. */
  readonly relations: readonly AnyRelation[]
}

/**
 * A figure counted on a date: the sum over the facts of one relation of what each counts on that day. Written for one subject on
 * one day; the engine makes the step function over all days of it.
 */
export interface Stock<
  I extends string = string,
  R extends AnyRelation = AnyRelation,
  N extends Near = Near,
  S extends AnyRelation = AnyRelation,
>
  extends Described<I>, ToldApart {
  readonly kind: 'stock'
  /** The relation whose facts are the scopes that it is counted by, each by its own key; none where it is not counted by scope. */
  readonly scopedBy?: S
  /** Whether stores of tables keep by how much it changes from day to day. It must look at relations alone, and count whole, exact numbers. */
  readonly kept?: boolean
  readonly of: R
  /** What to count in the place of a row, where that is not simply the row itself. */
  readonly subjects?: (facts: Facts, row: Row<R>) => readonly Row<R>[]
  /** How to find what is near a subject, on whatever days it holds. What it asks of the facts tells when it is to be asked again. */
  readonly near: { readonly [K in keyof N]: (facts: Facts, row: Row<R>) => N[K] }
  /** Of rows it looks at what they say on the day, not at when they end: they may end otherwise and still say the same on it. */
  readonly counts: (subject: OnDay<R, N, S>) => number | boolean | Amount
  /** Which of what `by` names the subject is; needed where there is a `by`. */
  readonly byOf?: (row: Row<R>) => string | undefined
  /** What else its count looks at under some of the scopes: those that have conditions. */
  readonly further?: Further
  /** Whether it counts subjects for something that is not there. */
  readonly absent?: boolean
  /** Subjects with the same text count once, whatever they count each; those without count not at all. */
  readonly distinct?: (row: Row<R>) => string | undefined
}

/** One stock over another, in percent: an exact fraction, printed rounded half up to one decimal. */
export interface Rate<I extends string = string> extends Described<I> {
  readonly kind: 'rate'
  readonly scopedBy?: AnyRelation
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
  /** Names what it is about, by the columns of keys; by default the data of its events does. */
  readonly about?: Readonly<Record<string, unknown>>
}

/** What events count one by one: each is asked again only where something that it looked at is another. */
export interface EventEntries {
  (facts: Facts): readonly FlowEntry[]
  readonly each: readonly EachEvent[]
}

/** What each live event of a type counts. */
export interface EachEvent {
  readonly type: string
  readonly entries: (event: LiveEvent, facts: Facts) => readonly FlowEntry[]
}

/** A figure counted over a window of days. */
export interface Flow<I extends string = string> extends Described<I>, ToldApart {
  readonly kind: 'flow'
  readonly scopedBy?: undefined
  /** Where the window starts when none is given (report-figures: 近年来, 近三年). */
  readonly since: CivilDate
  /**
   * By what it tells in which scope its entries are, if it can be asked of one scope: stocks counted by scope, one for each relation whose facts the events
   * name by the columns of their keys. An entry is in the scopes in which the first of these that it names counts: as it stood on the day of the event,
   * or, where the event ended it, right before. What never had a row is in none.
   */
  readonly scopedAs?: readonly Stock[]
  /** The value of a window is the number of different subjects of its entries, instead of their sum. */
  readonly distinct?: boolean
  /** Of {@link countEvents}, or of any other function, which is asked for all entries again whenever something that it looked at is another. */
  readonly entries: EventEntries | ((facts: Facts) => Iterable<FlowEntry>)
}

/** One flow over another in the same window, in percent. */
export interface FlowRate<I extends string = string> extends Described<I> {
  readonly kind: 'flow-rate'
  readonly scopedBy?: undefined
  readonly measure: 'percent'
  readonly since: CivilDate
  readonly part: Flow
  readonly whole: Flow
}

/** What is counted: on a day (a stock, a rate of two) or over a window of days (a flow, a rate of two). */
export type Figure<I extends string = string> = Stock<I> | Rate<I> | Flow<I> | FlowRate<I>

/**
 * Defines a stock; see {@link Stock}.
 *
 * @example
 * const worth = defineStock({
 *   id: 'worth',
 *   title: { zh: '设备价值', en: 'Worth' },
 *   measure: 'yuan',
 *   of: machine,
 *   counts: ({ row }) => row.attributes.worthYuan,
 * })
 * worth.kind // => 'stock'
 */
export function defineStock<
  const I extends string,
  R extends AnyRelation,
  N extends Near = Record<never, never>,
  S extends AnyRelation = AnyRelation,
>(definition: Titled<Omit<Stock<I, R, N, S>, 'kind' | 'near'>> & Partial<Pick<Stock<I, R, N, S>, 'near'>>): Stock<I> {
  // Inside the engine the subject's own type does not matter: it only hands rows of `of` and `near` to `counts`.
  return { kind: 'stock', near: {}, doc: definition.title, ...definition } as unknown as Stock<I>
}

/**
 * Defines a rate of two stocks counted in the same way.
 *
 * @example
 * const title = { zh: '存放率', en: 'Share of the machines that stand in rooms' }
 * const share = defineRate({ id: 'share-placed', title, part: placed, whole: machines })
 * share.measure // => 'percent'
 */
export const defineRate = <const I extends string>(
  definition: Titled<Omit<Rate<I>, 'kind' | 'measure' | 'scopedBy'>>,
): Rate<I> => ({
  kind: 'rate',
  measure: 'percent',
  doc: definition.title,
  ...(definition.whole.scopedBy === undefined ? {} : { scopedBy: definition.whole.scopedBy }),
  ...definition,
})

/**
 * Defines a flow; see {@link Flow}.
 *
 * @example
 * const services = defineFlow({
 *   id: 'services',
 *   title: { zh: '保养次数', en: 'Services' },
 *   measure: 'times',
 *   since: '2020-01-01',
 *   entries: countEvents(machineServiced, () => ({})),
 * })
 * services.kind // => 'flow'
 */
export const defineFlow = <const I extends string>(
  definition: Titled<Omit<Flow<I>, 'kind' | 'scopedBy'>>,
): Flow<I> => ({
  kind: 'flow',
  doc: definition.title,
  ...definition,
})

/**
 * Defines a rate of two flows; see {@link FlowRate}.
 *
 * @example
 * const title = { zh: '保养与购入之比', en: 'Services per purchase' }
 * const bought = defineFlow({ ...services, id: 'bought', entries: countEvents(machineBought, () => ({})) })
 * defineFlowRate({ id: 'care', title, part: services, whole: bought }).since // => '2020-01-01'
 */
export const defineFlowRate = <const I extends string>(
  definition: Titled<Omit<FlowRate<I>, 'kind' | 'measure' | 'scopedBy' | 'since'>>,
): FlowRate<I> => ({
  kind: 'flow-rate',
  measure: 'percent',
  doc: definition.title,
  since: definition.whole.since,
  ...definition,
})

/**
 * The entries of a flow that counts live events of one type: those for which `counted` gives an answer, each as 1 unless it gives
 * another value.
 *
 * @example
 * const spent = countEvents(machineBought, ({ data }) => (data.worthYuan > 100 ? { value: data.worthYuan } : undefined))
 * spent(view.facts).map(({ on, value }) => [on, value]) // => [['2020-01-02', 1200], ['2020-04-01', 300]]
 */
export const countEvents = <E extends AnyEvent>(
  definition: E,
  counted: (event: LiveEventOf<E>, facts: Facts) => Partial<FlowEntry> | undefined,
): EventEntries =>
  entriesOfEach([
    {
      type: definition.type,
      entries: (event, facts) => {
        const entry = counted(event, facts)
        return entry ? [{ on: event.effectiveOn, value: 1, events: [event.position], about: event.data, ...entry }] : []
      },
    },
  ])

/**
 * The entries of a flow that counts events of several types.
 *
 * @example
 * const moves = countTogether(
 *   countEvents(machineBought, () => ({})),
 *   countEvents(machineMoved, () => ({})),
 * )
 * moves(view.facts).length // => 3
 */
export const countTogether = (...several: readonly EventEntries[]): EventEntries =>
  entriesOfEach(several.flatMap(({ each }) => each))

function entriesOfEach(each: readonly EachEvent[]): EventEntries {
  const all = (facts: Facts): readonly FlowEntry[] =>
    each.flatMap(({ type, entries }) => facts.events(type).flatMap((event) => entries(event, facts)))
  return Object.assign(all, { each })
}
