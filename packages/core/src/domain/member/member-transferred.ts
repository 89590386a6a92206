import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { membership } from './membership.ts'

/** 组织关系转接. The member moves to another organization of the book; without unitId the unit is cleared. */
export const memberTransferred = defineEvent({
  type: 'MemberTransferred',
  title: { zh: '组织关系转接', en: 'Member transferred' },
  doc: {
    zh: '组织关系转到册内另一党组织；不写 unitId 则清除',
    en: 'The member moves to another organization of the book; without unitId the unit is cleared.',
  },
  data: z.strictObject({ memberId: subjectId, organizationId: subjectId, unitId: subjectId.optional() }),
  changes: ({ memberId, organizationId, unitId = null }) => [
    amend(membership, { memberId }, { organizationId, unitId }),
  ],
  example: { memberId: 'p3', organizationId: 'o2' },
})
