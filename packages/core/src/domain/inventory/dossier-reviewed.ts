import * as z from 'zod'
import { occur, defineEvent, occurrence } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'

/** 档案核查. An organization\'s dossier was reviewed. */
export const dossierReviewed = defineEvent({
  type: 'DossierReviewed',
  title: { zh: '档案核查', en: 'Dossier reviewed' },
  doc: {
    zh: '核查一组织一档',
    en: "An organization's dossier was reviewed.",
  },
  data: z.strictObject({ organizationId: subjectId }),
  changes: (data, { id: eventId, type }) => [occur(occurrence, { eventId }, { type, data })],
  example: { organizationId: 'o17' },
})
