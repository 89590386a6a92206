import * as z from 'zod'
import { occur, defineEvent, occurrence } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { fen } from '../words.ts'

/** 税前列支. A unit deducted Party expenses before tax, from so much payroll. */
export const preTaxExpenseClaimed = defineEvent({
  type: 'PreTaxExpenseClaimed',
  title: { zh: '税前列支', en: 'Pre-tax expense claimed' },
  doc: {
    zh: '单位税前列支党组织工作经费；payrollFen 为职工年度工资薪金总额',
    en: 'The unit deducted Party expenses before tax; payrollFen is its payroll of the year.',
  },
  data: z.strictObject({ unitId: subjectId, amountFen: fen, payrollFen: fen.optional() }),
  changes: (data, { id: eventId, type }) => [occur(occurrence, { eventId }, { type, data })],
  example: { unitId: 'u12', amountFen: 3500000, payrollFen: 2100000000 },
})
