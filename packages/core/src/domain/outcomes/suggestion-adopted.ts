import * as z from 'zod'
import { occur, defineEvent, occurrence } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { suggester, wholeQuantity } from '../words.ts'

/** 建议采纳. An enterprise adopted suggestions. */
export const suggestionAdopted = defineEvent({
  type: 'SuggestionAdopted',
  title: { zh: '建议采纳', en: 'Suggestion adopted' },
  doc: {
    zh: '企业采纳的建议',
    en: 'The enterprise adopted suggestions.',
  },
  data: z.strictObject({
    by: suggester,
    quantity: wholeQuantity,
    organizationId: subjectId.optional(),
    unitId: subjectId.optional(),
  }),
  changes: (data, { id: eventId, type }) => [occur(occurrence, { eventId }, { type, data })],
  example: { by: 'party', quantity: { value: 9, qualifier: 'exact' }, organizationId: 'o17', unitId: 'u12' },
})
