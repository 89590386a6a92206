import * as z from 'zod'
import { set, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { fen, year } from '../words.ts'
import { revenue } from './revenue.ts'

/** 填报年营业收入. The revenue of the unit in a year, in fen. */
export const revenueReported = defineEvent({
  type: 'RevenueReported',
  title: { zh: '填报年营业收入', en: 'Revenue reported' },
  doc: {
    zh: '单位一年的营业收入（分）',
    en: 'The revenue of the unit in a year, in fen.',
  },
  data: z.strictObject({ unitId: subjectId, year, amountFen: fen }),
  changes: ({ unitId, ...attributes }) => [set(revenue, { unitId }, attributes)],
  example: { unitId: 'u12', year: 2017, amountFen: 2_600_000_000 },
})
