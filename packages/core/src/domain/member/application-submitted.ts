import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { candidacy } from './candidacy.ts'

/** 递交入党申请. A person applies for membership. */
export const applicationSubmitted = defineEvent({
  type: 'ApplicationSubmitted',
  title: { zh: '递交入党申请', en: 'Application submitted' },
  doc: {
    zh: '递交入党申请书',
    en: 'A person applies for membership.',
  },
  data: z.strictObject({ personId: subjectId, organizationId: subjectId }),
  changes: ({ personId, organizationId }) => [open(candidacy, { personId }, { organizationId, stage: 'applicant' })],
  example: { personId: 'p9', organizationId: 'o17' },
})
