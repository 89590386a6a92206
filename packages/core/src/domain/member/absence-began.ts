import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { subjectId, text } from '../schemas.ts'
import { absenceKind } from '../words.ts'
import { absence } from './absence.ts'

/** 党员外出. The member lives elsewhere from that date: mobile, or abroad. */
export const absenceBegan = defineEvent({
  type: 'AbsenceBegan',
  title: { zh: '党员外出', en: 'Absence began' },
  doc: {
    zh: '党员外出流动，或者出国（境）留学、工作',
    en: 'The member lives elsewhere from that date: mobile, or abroad.',
  },
  data: z.strictObject({ memberId: subjectId, kind: absenceKind, destination: text.optional() }),
  changes: ({ memberId, ...attributes }) => [open(absence, { memberId }, attributes)],
  example: { memberId: 'p3', kind: 'mobile', destination: '厦门市' },
})
