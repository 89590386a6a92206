import { activityRecorded } from '../../domain/outcomes/activity-recorded.ts'
import { activity } from '../../domain/outcomes/activity.ts'
import { openEnd, defineStock } from '@taizhang/kernel/define'
import { amountOf, type Facts, type LiveEvent, type Row } from '@taizhang/kernel'
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
  subjects: level,
  by: 'product',
  byOf: ({ attributes }) => attributes.product,
  counts: ({ row }) => amountOf(row.attributes.quantity),
})

/** A milestone holds until the next one of the same product and producer. */
function level(facts: Facts, row: Row<typeof activity>): readonly Row<typeof activity>[] {
  // Events come by day and book order; rows alone would not tell two of one day apart.
  const own = namingAsMuch(facts, row)
    .filter(({ data, effectiveOn }) => isMilestone(data) && eventCounts(facts, data['organizationId'], effectiveOn))
    .flatMap(({ id }) => facts.where(activity, 'eventId', id))
  const at = own.findIndex(({ key }) => key.eventId === row.key.eventId)
  return at < 0 ? [] : [{ ...row, to: own[at + 1]?.from ?? openEnd }]
}

const isMilestone = (data: LiveEvent['data']): boolean => data['kind'] === 'production-milestone'

/** The activities of the same product and producer. */
function namingAsMuch(facts: Facts, { attributes }: Row<typeof activity>): readonly LiveEvent[] {
  const names = ['unitId', 'organizationId', 'product'] as const
  const by = names.find((name) => attributes[name] !== undefined) ?? 'product'
  return facts
    .naming(activityRecorded.type, by, attributes[by])
    .filter(({ data }) => names.every((name) => data[name] === attributes[name]))
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
