import * as z from 'zod'
import { open, plusYears, type Change, type EventContext } from '@taizhang/kernel/define'
import { refuse, type Refusal } from '@taizhang/kernel'
import { inOrderOfDays, unlessRefused } from '../admit.ts'
import { civilDate, subjectId } from '../schemas.ts'
import { employment, memberPost, membershipStatus, work } from '../words.ts'
import { membership } from './membership.ts'

/** The data with which a member entered the book from outside in version 1. */
export const enrolmentBefore = {
  memberId: subjectId,
  organizationId: subjectId,
  unitId: subjectId.optional(),
  status: membershipStatus,
  post: memberPost.optional(),
  isInvestor: z.boolean().optional(),
  joinedOn: civilDate.optional(),
}

/** The data with which a member enters the book from outside. */
export const enrolment = {
  ...enrolmentBefore,
  fullSince: civilDate.optional(),
  probationEndsOn: civilDate.optional(),
  work: work.optional(),
  employment: employment.optional(),
}

type Enrolment = z.output<z.ZodObject<typeof enrolment>>

/** A membership opens. Probation ends on the day that is given, else a year after joining where that day is known (docs/semantics.md, 25). */
export const enrol = ({ memberId, post = 'other', isInvestor = false, ...rest }: Enrolment): Change => {
  const { status, joinedOn, probationEndsOn } = rest
  const yearLater = joinedOn === undefined ? undefined : plusYears(joinedOn, 1)
  return open(
    membership,
    { memberId },
    {
      ...rest,
      post,
      isInvestor,
      probationEndsOn: status === 'probationary' ? (probationEndsOn ?? yearLater) : undefined,
    },
  )
}

/** Refuses days that cannot be: joined after the event, full before joining, and what only members of another status have. */
export const admitEnrolment = (
  {
    status,
    joinedOn,
    fullSince,
    probationEndsOn,
  }: Pick<Enrolment, 'status' | 'joinedOn' | 'fullSince' | 'probationEndsOn'>,
  _rules: unknown,
  { effectiveOn }: Pick<EventContext, 'effectiveOn'>,
): true | Refusal =>
  unlessRefused(
    inOrderOfDays({
      code: 'joined-after',
      path: 'joinedOn',
      first: joinedOn,
      last: effectiveOn,
      words: (first, last) => ({ zh: `入党日期 ${first} 晚于 ${last}`, en: `joined on ${first}, after ${last}` }),
    }),
    fullInOrder(joinedOn, fullSince),
    fullInOrder(fullSince, effectiveOn),
    onlyOf('fullSince', fullSince, status !== 'probationary'),
    onlyOf('probationEndsOn', probationEndsOn, status === 'probationary'),
  )

const fullInOrder = (first: string | undefined, last: string | undefined): true | Refusal =>
  inOrderOfDays({
    code: 'full-out-of-order',
    path: 'fullSince',
    first,
    last,
    words: (a, b) => ({
      zh: `转正日期应在入党日期之后、记录的日期之前：${a} 晚于 ${b}`,
      en: `the day of becoming full lies between joining and the event's day: ${a} is after ${b}`,
    }),
  })

const onlyOf = (path: string, day: string | undefined, fits: boolean): true | Refusal =>
  day === undefined ||
  fits ||
  refuse(
    'not-of-this-status',
    { zh: `这种状态的党员没有 ${path}`, en: `a member of this status has no ${path}` },
    { path: `data.${path}` },
  )
