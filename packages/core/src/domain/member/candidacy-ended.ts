import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId, text } from '../schemas.ts'
import { candidacy } from './candidacy.ts'

/** 终止培养. The candidacy ends. */
export const candidacyEnded = defineEvent({
  type: 'CandidacyEnded',
  title: { zh: '终止培养', en: 'Candidacy ended' },
  doc: {
    zh: '终止培养',
    en: 'The candidacy ends.',
  },
  data: z.strictObject({ personId: subjectId, reason: text }),
  changes: ({ personId }) => [close(candidacy, { personId })],
  example: { personId: 'p9', reason: '离职' },
})
