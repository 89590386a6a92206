import * as z from 'zod'
import { occur, defineEvent } from '@taizhang/kernel/define'
import { refuse, type Refusal } from '@taizhang/kernel'
import { activity } from './activity.ts'
import { activityData, activityKinds, measureOf, type ActivityKind } from './activity-kinds.ts'

const data = z.strictObject(activityData)
type Data = z.output<typeof data>

/** 活动记录. Something was done or reached, in the measure of its kind (activity-kinds.ts). */
export const activityRecorded = defineEvent({
  type: 'ActivityRecorded',
  title: { zh: '活动记录', en: 'Activity recorded' },
  doc: {
    zh: '记录一次活动或一项成效；计量单位由 kind 决定，生产类须写 product，政策类须写 policy；金额以分计',
    en: 'Something was done or reached, in the measure of its kind; production names its product, a policy what it is about; money is in fen.',
  },
  data,
  admit: (activity) => refusalOf(activity) ?? true,
  changes: (told, { id: eventId }) => {
    // Without a measure only where it was never admitted: an event that its own batch takes back.
    const measure = measureOf(told)
    return measure === undefined ? [] : [occur(activity, { eventId }, { ...told, measure })]
  },
  example: { kind: 'training', quantity: { value: 60, qualifier: 'more-than' }, organizationId: 'o17' },
})

function refusalOf(told: Data): Refusal | undefined {
  const kind: ActivityKind = activityKinds[told.kind]
  for (const field of ['product', 'policy'] as const) {
    const fields = { path: `data.${field}`, kind: told.kind, found: told[field] }
    if (kind.toldBy === field && told[field] === undefined)
      return refuse(
        'activity-untold',
        {
          zh: `${kind.title.zh}（${told.kind}）须写明 ${field}`,
          en: `${told.kind} needs a ${field}`,
        },
        fields,
      )
    if (kind.toldBy !== field && told[field] !== undefined)
      return refuse(
        'activity-ill-told',
        {
          zh: `${kind.title.zh}（${told.kind}）没有 ${field}，请删去`,
          en: `${told.kind} has no ${field}: leave it out`,
        },
        fields,
      )
  }
  const measure = measureOf(told)
  if (measure === 'tonnes' || Number.isInteger(told.quantity.value)) return undefined
  return refuse(
    'not-whole',
    {
      zh: `${kind.title.zh}按整数计，不能是 ${told.quantity.value}`,
      en: `${told.kind} is counted in whole ${measure}, not ${told.quantity.value}`,
    },
    { path: 'data.quantity.value', measure, found: told.quantity.value },
  )
}
