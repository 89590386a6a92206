import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId, text } from '../schemas.ts'
import { correction } from './correction.ts'

/** 限期改正结束. The time to correct ends, with its outcome. */
export const correctionEnded = defineEvent({
  type: 'CorrectionEnded',
  title: { zh: '限期改正结束', en: 'Correction ended' },
  doc: {
    zh: '限期改正结束，如已改正、另作处置',
    en: 'The time to correct ends, with its outcome.',
  },
  data: z.strictObject({ memberId: subjectId, outcome: text }),
  changes: ({ memberId }) => [close(correction, { memberId })],
  example: { memberId: 'p3', outcome: '已改正' },
})
