import * as z from 'zod'
import { open, plusYears, type Change } from '@taizhang/kernel/define'
import { civilDate, subjectId } from '../schemas.ts'
import { memberPost, membershipStatus } from '../words.ts'
import { membership } from './membership.ts'

/** The data with which a member enters the book from outside. */
export const enrolment = {
  memberId: subjectId,
  organizationId: subjectId,
  unitId: subjectId.optional(),
  status: membershipStatus,
  post: memberPost.optional(),
  isInvestor: z.boolean().optional(),
  joinedOn: civilDate.optional(),
}

type Enrolment = z.output<z.ZodObject<typeof enrolment>>

/** A membership opens. Probation ends a year after joining where that day is known (docs/semantics.md, 25). */
export const enrol = ({ memberId, post = 'other', isInvestor = false, status, joinedOn, ...rest }: Enrolment): Change =>
  open(
    membership,
    { memberId },
    {
      ...rest,
      post,
      isInvestor,
      status,
      joinedOn,
      probationEndsOn: status === 'probationary' && joinedOn !== undefined ? plusYears(joinedOn, 1) : undefined,
    },
  )
