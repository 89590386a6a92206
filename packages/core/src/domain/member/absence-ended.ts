import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { absence } from './absence.ts'

/** 党员返回. The member is back. */
export const absenceEnded = defineEvent({
  type: 'AbsenceEnded',
  title: { zh: '党员返回', en: 'Absence ended' },
  doc: {
    zh: '外出的党员返回',
    en: 'The member is back.',
  },
  data: z.strictObject({ memberId: subjectId }),
  changes: ({ memberId }) => [close(absence, { memberId })],
  example: { memberId: 'p3' },
})
