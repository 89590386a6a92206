import * as z from 'zod'
import { occur } from '../../kernel/change.ts'
import { defineEvent } from '../../kernel/define-event.ts'
import { occurrence } from '../book/occurrence.ts'
import { fen, year } from '../words.ts'

/** 财政预算. The budget provides for Party activities; `year` is the year that it is for. */
export const budgetAppropriated = defineEvent({
  type: 'BudgetAppropriated',
  title: { zh: '财政预算', en: 'Budget appropriated' },
  doc: {
    zh: '财政预算安排两新组织党建活动经费',
    en: 'The budget provides money for Party activities.',
  },
  data: z.strictObject({ amountFen: fen, year: year.optional() }),
  changes: (data, { id: eventId, type }) => [occur(occurrence, { eventId }, { type, data })],
  example: { amountFen: 120000000, year: 2019 },
})
