import * as z from 'zod'
import { occur, defineEvent, occurrence } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { suggester, wholeQuantity } from '../words.ts'

/** 提案建议. Suggestions were made to an enterprise. */
export const suggestionSubmitted = defineEvent({
  type: 'SuggestionSubmitted',
  title: { zh: '提案建议', en: 'Suggestion submitted' },
  doc: {
    zh: '党组织和党员（party）或其他人员（others）为企业提出建议',
    en: 'The Party organization and its members, or others, made suggestions to the enterprise.',
  },
  data: z.strictObject({
    by: suggester,
    quantity: wholeQuantity,
    organizationId: subjectId.optional(),
    unitId: subjectId.optional(),
  }),
  changes: (data, { id: eventId, type }) => [occur(occurrence, { eventId }, { type, data })],
  example: { by: 'party', quantity: { value: 12, qualifier: 'exact' }, organizationId: 'o17', unitId: 'u12' },
})
