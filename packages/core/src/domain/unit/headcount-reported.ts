import * as z from 'zod'
import { set, defineEvent } from '@taizhang/kernel/define'
import { count, subjectId } from '../schemas.ts'
import { headcount } from './headcount.ts'

/** 填报从业人员数. The unit's employees from that date. */
export const headcountReported = defineEvent({
  type: 'HeadcountReported',
  title: { zh: '填报从业人员数', en: 'Headcount reported' },
  doc: {
    zh: '单位自该日起的从业人员数',
    en: "The unit's employees from that date.",
  },
  data: z.strictObject({ unitId: subjectId, employees: count }),
  changes: ({ unitId, employees }) => [set(headcount, { unitId }, { employees })],
  example: { unitId: 'u12', employees: 320 },
})
