import * as z from 'zod'
import { defineRelation } from '@taizhang/kernel/define'
import { civilDate, id } from '../schemas.ts'
import { organization } from '../organization/organization.ts'
import { employment, memberPost, membershipStatus, suspensionCause, work } from '../words.ts'

/** 党员组织关系: a member belongs to an organization. */
export const membership = defineRelation({
  name: 'membership',
  title: { zh: '党员', en: 'membership' },
  key: ['memberId'],
  attributes: {
    organizationId: id,
    unitId: id.optional(),
    status: membershipStatus,
    post: memberPost,
    isInvestor: z.boolean(),
    recruitedOn: civilDate.optional(),
    joinedOn: civilDate.optional(),
    approvedOn: civilDate.optional(),
    introducers: z.array(id).optional(),
    probationEndsOn: civilDate.optional(),
    /** The approval of the recruitment is still to come. */
    approvalAwaited: z.boolean().optional(),
    /** The day from which Party age (党龄) counts. */
    fullSince: civilDate.optional(),
    work: work.optional(),
    employment: employment.optional(),
    suspendedFor: suspensionCause.optional(),
  },
  refersTo: { organizationId: organization },
})
