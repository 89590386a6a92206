import * as z from 'zod'
import { occur } from '../define/change.ts'
import { defineEvent } from '../define/define-event.ts'
import { civilDate, plainTexts } from '../define/schemas.ts'
import { occurrence } from './occurrence.ts'
import { qualifier, reportedQuantity } from './quantity.ts'

/** The type of the event that says what somebody reported. */
export const figureReportedType = 'FigureReported'

/**
 * 填报数字. The event `FigureReported`: a figure that somebody reported, to compare with the derived one.
 *
 * @param texts the schemas of the domain's texts
 * @example reporting().type // => 'FigureReported'
 */
export const reporting = ({ id, text } = plainTexts) => {
  const data = { figureId: id, scope: id.optional(), quantity: reportedQuantity, asOf: civilDate, source: text }
  // Version 1 knew fewer qualifiers, and these mean what they meant.
  const first = { ...data, quantity: reportedQuantity.extend({ qualifier }) }
  return defineEvent({
    type: figureReportedType,
    title: { zh: '填报数字', en: 'Figure reported' },
    doc: {
      zh: '他处填报的数字，与台账推算的对照',
      en: 'A figure that somebody reported, to be held against what the ledger derives.',
    },
    data: z.strictObject(data),
    earlier: [{ data: z.strictObject(first), upcast: (older) => older }],
    changes: (data, { id: eventId, type }) => [occur(occurrence, { eventId }, { type, data })],
    example: {
      figureId: 'members',
      scope: 'enterprise',
      quantity: { value: 610, qualifier: 'exact' },
      asOf: '2018-12-31',
      source: '区两新工委年终报表',
    },
  })
}

/** What a report says. */
export type ReportedData = z.output<ReturnType<typeof reporting>['data']>
