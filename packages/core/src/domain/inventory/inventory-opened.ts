import * as z from 'zod'
import { occur } from '../../kernel/change.ts'
import { defineEvent } from '../../kernel/define-event.ts'
import { subjectId, text } from '../../kernel/schemas.ts'
import { occurrence } from '../book/occurrence.ts'

/** 启动大起底排查. An inventory of all units and organizations begins. */
export const inventoryOpened = defineEvent({
  type: 'InventoryOpened',
  title: { zh: '启动大起底排查', en: 'Inventory opened' },
  doc: {
    zh: '启动大起底排查',
    en: 'An inventory of all units and organizations begins.',
  },
  data: z.strictObject({ inventoryId: subjectId, name: text }),
  changes: (data, { id: eventId, type }) => [occur(occurrence, { eventId }, { type, data })],
  example: { inventoryId: 'inv-2019', name: '2019 年大起底排查' },
})
