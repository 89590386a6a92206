import * as z from 'zod'
import { defineEvent } from '../define/define-event.ts'
import { eventId, plainTexts } from '../define/schemas.ts'

/**
 * 撤回记录. The event `EventWithdrawn`: it takes another event back. That event stays in the book and in every view known before.
 *
 * @param texts the schemas of the domain's texts
 * @example withdrawal().type // => 'EventWithdrawn'
 */
export const withdrawal = ({ text } = plainTexts) =>
  defineEvent({
    type: 'EventWithdrawn',
    title: { zh: '撤回记录', en: 'Event withdrawn' },
    doc: {
      zh: '撤回此前的一条记录；被撤回的记录仍留在册中，并保留在撤回之前的视图里',
      en: 'Takes an event back. It stays in the book and in every view known before.',
    },
    data: z.strictObject({ eventId, reason: text }),
    permanent: true,
    withdraws: ({ eventId }) => eventId,
    changes: () => [],
    example: { eventId: '0190a5c2-7f3e-7c1a-9d0e-3b1f5a2c4d6e', reason: '重复录入' },
  })
