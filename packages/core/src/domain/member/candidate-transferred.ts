import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { candidacy } from './candidacy.ts'

/** 培养关系转接. The candidate moves to another organization; the stage keeps its dates. */
export const candidateTransferred = defineEvent({
  type: 'CandidateTransferred',
  title: { zh: '培养关系转接', en: 'Candidate transferred' },
  doc: {
    zh: '培养关系转到另一党组织，阶段日期不变',
    en: 'The candidate moves to another organization; the stage keeps its dates.',
  },
  data: z.strictObject({ personId: subjectId, organizationId: subjectId }),
  changes: ({ personId, organizationId }) => [amend(candidacy, { personId }, { organizationId })],
  example: { personId: 'p9', organizationId: 'o2' },
})
