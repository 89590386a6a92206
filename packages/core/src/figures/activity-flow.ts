import { activityRecorded } from '../domain/outcomes/activity-recorded.ts'
import { measureOf, products, type activityKinds } from '../domain/outcomes/activity-kinds.ts'
import { amountOf } from '@taizhang/kernel'
import { eventCounts } from './counting.ts'
import {
  countEvents,
  defineFlow,
  type Flow,
  type FlowEntry,
  type LiveEventOf,
  type Measure,
} from '@taizhang/kernel/define'
import { recentYears } from './windows.ts'
import { whatEventsName } from './scoped-as.ts'

type Kind = keyof typeof activityKinds
type Recorded = LiveEventOf<typeof activityRecorded>
type Entry = Partial<Omit<FlowEntry, 'on' | 'events'>>
type Words<I extends string> = Pick<Flow<I>, 'id' | 'title' | 'doc' | 'by'>

const ofKind = (kind: Kind, counted: (activity: Recorded) => Entry | undefined) =>
  countEvents(activityRecorded, (activity, facts) =>
    activity.data.kind === kind && eventCounts(facts, activity.data.organizationId, activity.effectiveOn)
      ? counted(activity)
      : undefined,
  )

/** A flow of the quantities of activities of one kind, in the measure of that kind; `byOf` gives what `words.by` names. */
export const activityFlow = <const I extends string>(
  kind: Kind,
  words: Words<I>,
  byOf?: (activity: Recorded) => string | undefined,
): Flow<I> =>
  defineFlow({
    ...words,
    measure: measureOf({ kind }) ?? 'various',
    scopedAs: whatEventsName,
    since: recentYears,
    entries: ofKind(kind, (activity) => ({ ...amountOf(activity.data.quantity), by: byOf?.(activity) })),
  })

/** As {@link activityFlow}, by product: each is counted in a measure of its own. */
export const productFlow = <const I extends string>(kind: Kind, words: Words<I>): Flow<I> => ({
  ...activityFlow(kind, { ...words, by: 'product' }, ({ data }) => data.product),
  measureOf: productMeasure,
})

/** What a product is counted in. */
export const productMeasure = (product: string): Measure =>
  Object.hasOwn(products, product) ? products[product as keyof typeof products].measure : 'various'

/** A flow of the different units that activities of one kind name. */
export const unitFlow = <const I extends string>(
  kind: Kind,
  words: Words<I>,
  byOf?: (activity: Recorded) => string | undefined,
): Flow<I> =>
  defineFlow({
    ...words,
    measure: 'units',
    scopedAs: whatEventsName,
    since: recentYears,
    distinct: true,
    entries: ofKind(kind, (activity) => {
      const { unitId } = activity.data
      return unitId === undefined ? undefined : { subject: unitId, by: byOf?.(activity) }
    }),
  })

/** For a flow that is counted by year. */
export const yearOf = ({ effectiveOn }: Recorded): string => effectiveOn.slice(0, 4)
