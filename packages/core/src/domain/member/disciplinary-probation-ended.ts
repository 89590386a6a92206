import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { disciplinaryProbation } from './disciplinary-probation.ts'

/** 留党察看期满. The member has all rights again. */
export const disciplinaryProbationEnded = defineEvent({
  type: 'DisciplinaryProbationEnded',
  title: { zh: '留党察看期满', en: 'Probation within the Party ended' },
  doc: {
    zh: '恢复党员权利',
    en: 'The member has all rights again.',
  },
  data: z.strictObject({ memberId: subjectId }),
  changes: ({ memberId }) => [close(disciplinaryProbation, { memberId })],
  example: { memberId: 'p3' },
})
