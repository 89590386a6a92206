import * as z from 'zod'
import { occur } from '../../kernel/change.ts'
import { defineEvent } from '../../kernel/define-event.ts'
import { civilDate, id, text } from '../../kernel/schemas.ts'
import { occurrence } from '../book/occurrence.ts'
import { reportedQuantity } from '../words.ts'

/** 填报数字. A figure that somebody reported, to be held against what the ledger derives. */
export const figureReported = defineEvent({
  type: 'FigureReported',
  version: 2,
  title: { zh: '填报数字', en: 'Figure reported' },
  doc: {
    zh: '他处填报的数字，与台账推算的对照',
    en: 'A figure that somebody reported, to be held against what the ledger derives.',
  },
  data: z.strictObject({
    figureId: id,
    scope: id.optional(),
    quantity: reportedQuantity,
    asOf: civilDate,
    source: text,
  }),
  // Version 1 knew fewer qualifiers, and these mean what they meant.
  upcast: { 1: (data) => data },
  changes: (data, { id: eventId, type }) => [occur(occurrence, { eventId }, { type, data })],
  example: {
    figureId: 'members',
    scope: 'enterprise',
    quantity: { value: 610, qualifier: 'exact' },
    asOf: '2018-12-31',
    source: '区两新工委年终报表',
  },
})
