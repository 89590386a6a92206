import * as z from 'zod'
import { set, defineEvent } from '@taizhang/kernel/define'
import { atMost, unlessRefused } from '../admit.ts'
import { asBefore } from '../earlier.ts'
import { count, subjectId } from '../schemas.ts'
import { headcount } from './headcount.ts'

const first = { unitId: subjectId, employees: count }

/** 填报从业人员数. The unit's employees from that date; of them, where known, the full-time staff and those on duty. */
export const headcountReported = defineEvent({
  type: 'HeadcountReported',
  title: { zh: '填报从业人员数', en: 'Headcount reported' },
  doc: {
    zh: '单位自该日起的从业人员数；其中专职的、在岗的，知道的可以写',
    en: "The unit's employees from that date; of them, where known, the full-time staff and those on duty.",
  },
  data: z.strictObject({ ...first, fullTime: count.optional(), onDuty: count.optional() }),
  earlier: asBefore(first),
  admit: ({ employees, fullTime, onDuty }) =>
    unlessRefused(atMost('fullTime', fullTime, employees), atMost('onDuty', onDuty, employees)),
  changes: ({ unitId, employees, fullTime, onDuty }) => [
    set(headcount, { unitId }, { employees, fullTime: fullTime ?? null, onDuty: onDuty ?? null }),
  ],
  example: { unitId: 'u12', employees: 320, onDuty: 300 },
})
