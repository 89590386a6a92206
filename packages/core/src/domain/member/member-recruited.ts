import * as z from 'zod'
import { closeIfOpen, open, plusYears, defineEvent } from '@taizhang/kernel/define'
import { refuse } from '@taizhang/kernel'
import { approvedLater, unlessRefused } from '../admit.ts'
import { civilDate, subjectId } from '../schemas.ts'
import { candidacy } from './candidacy.ts'
import { membership } from './membership.ts'
import { employment, memberPost, work } from '../words.ts'

const first = {
  memberId: subjectId,
  organizationId: subjectId,
  unitId: subjectId.optional(),
  post: memberPost,
  isInvestor: z.boolean().optional(),
  introducers: z.array(subjectId).optional(),
  approvedOn: civilDate.optional(),
}

/**
 * 接收预备党员. The branch meeting admits a probationary member; the candidacy ends, probation is a year. Without a day of approval this is
 * awaited, unless the book says that it is unknown.
 */
export const memberRecruited = defineEvent({
  type: 'MemberRecruited',
  title: { zh: '接收预备党员', en: 'Member recruited' },
  doc: {
    zh: '支部大会接收为预备党员；同一人的培养终止，预备期一年；没有写审批日期的待审批，补记旧事而日期不详的写 approvalUnknown',
    en: 'The branch meeting admits a probationary member; the candidacy ends, probation is a year. Without a day of approval this is awaited, or unknown.',
  },
  data: z.strictObject({
    ...first,
    work: work.optional(),
    employment: employment.optional(),
    approvalUnknown: z.boolean().optional(),
  }),
  earlier: [
    {
      data: z.strictObject(first),
      // Version 1 did not say whether an approval was still to come.
      upcast: (older) => (older['approvedOn'] === undefined ? { ...older, approvalUnknown: true } : older),
    },
  ],
  admit: ({ memberId, approvedOn, introducers = [] }, _rules, { effectiveOn }) =>
    unlessRefused(
      approvedLater(approvedOn, effectiveOn),
      !introducers.includes(memberId) ||
        refuse(
          'introduces-itself',
          { zh: '入党介绍人不能是本人', en: 'nobody introduces himself' },
          { path: 'data.introducers' },
        ),
    ),
  changes: ({ memberId, isInvestor = false, approvalUnknown = false, ...attributes }, { effectiveOn }) => [
    closeIfOpen(candidacy, { personId: memberId }),
    open(
      membership,
      { memberId },
      {
        ...attributes,
        isInvestor,
        status: 'probationary',
        recruitedOn: effectiveOn,
        joinedOn: effectiveOn,
        probationEndsOn: plusYears(effectiveOn, 1),
        approvalAwaited: attributes.approvedOn === undefined && !approvalUnknown ? true : undefined,
      },
    ),
  ],
  example: {
    memberId: 'p9',
    organizationId: 'o17',
    unitId: 'u12',
    post: 'middle-or-above',
    work: 'management',
    introducers: ['p3', 'p4'],
    approvedOn: '2019-07-20',
  },
})
