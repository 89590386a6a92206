import { activityRecorded } from '../../domain/outcomes/activity-recorded.ts'
import { activity } from '../../domain/outcomes/activity.ts'
import { openEnd, defineStock } from '@taizhang/kernel/define'
import { amountOf, type Facts, type Row } from '@taizhang/kernel'
import { productFlow, productMeasure, unitFlow } from '../activity-flow.ts'
import { eventCounts } from '../counting.ts'

/** 25: 生产突破. */
export const productionMilestones = defineStock({
  id: 'production-milestones',
  title: { zh: '达到的年产量', en: 'Production reached' },
  doc: {
    zh: '截至当日各单位最近一次生产突破所达到的年产量之和，按产品分',
    en: 'The yearly output that each producer last reached by the day, added up by product.',
  },
  measure: 'various',
  measureOf: productMeasure,
  of: activity,
  subjects: levels,
  by: 'product',
  byOf: ({ attributes }) => attributes.product,
  counts: ({ row }) => amountOf(row.attributes.quantity),
})

/** Milestones, each holding until the next one of the same product and producer. */
function levels(facts: Facts): readonly Row<typeof activity>[] {
  // Events come by day and book order; rows alone would not tell two of one day apart.
  const milestones = facts
    .events(activityRecorded.type)
    .filter(
      ({ data, effectiveOn }) =>
        data['kind'] === 'production-milestone' && eventCounts(facts, data['organizationId'], effectiveOn),
    )
    .flatMap(({ id }) => facts.where(activity, 'eventId', id))
  const producers = Map.groupBy(milestones, ({ attributes: { product, organizationId, unitId } }) =>
    JSON.stringify([product, organizationId, unitId]),
  )
  return [...producers.values()].flatMap((own) => own.map((row, at) => ({ ...row, to: own[at + 1]?.from ?? openEnd })))
}

/** 29: 应急转产. */
export const emergencyProduction = productFlow('emergency-production', {
  id: 'emergency-production',
  title: { zh: '应急转产产量', en: 'Emergency production' },
  doc: {
    zh: '期内应急转产和无偿提供的数量，按产品分，各用其计量单位',
    en: 'What was made or given in emergencies in the window, by product, each in its own measure.',
  },
})

/** 29: 应急转产企业. */
export const emergencyProducers = unitFlow('emergency-production', {
  id: 'emergency-producers',
  title: { zh: '应急转产企业数', en: 'Emergency producers' },
  doc: { zh: '期内应急转产的单位数，一家计一次', en: 'Different units with emergency production in the window.' },
})
