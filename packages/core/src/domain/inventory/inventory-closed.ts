import * as z from 'zod'
import { occur } from '../../kernel/change.ts'
import { defineEvent } from '../../kernel/define-event.ts'
import { subjectId } from '../../kernel/schemas.ts'
import { occurrence } from '../book/occurrence.ts'

/** 排查结束. The inventory ends. */
export const inventoryClosed = defineEvent({
  type: 'InventoryClosed',
  title: { zh: '排查结束', en: 'Inventory closed' },
  doc: {
    zh: '大起底排查结束',
    en: 'The inventory ends.',
  },
  data: z.strictObject({ inventoryId: subjectId }),
  changes: (data, { id: eventId, type }) => [occur(occurrence, { eventId }, { type, data })],
  example: { inventoryId: 'inv-2019' },
})
