import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { asBefore } from '../earlier.ts'
import { subjectId } from '../schemas.ts'
import { employment } from '../words.ts'
import { membership } from './membership.ts'

const first = { memberId: subjectId, organizationId: subjectId, unitId: subjectId.optional() }

/** 组织关系转接. The member moves to another organization of the book; without unitId the unit is cleared. */
export const memberTransferred = defineEvent({
  type: 'MemberTransferred',
  title: { zh: '组织关系转接', en: 'Member transferred' },
  doc: {
    zh: '组织关系转到册内另一党组织；不写 unitId、employment 则清除',
    en: 'The member moves to another organization of the book; without unitId the unit is cleared, without employment that.',
  },
  data: z.strictObject({ ...first, employment: employment.optional() }),
  earlier: asBefore(first),
  changes: ({ memberId, organizationId, unitId = null, employment: given = null }) => [
    amend(membership, { memberId }, { organizationId, unitId, employment: given }),
  ],
  example: { memberId: 'p3', organizationId: 'o2' },
})
