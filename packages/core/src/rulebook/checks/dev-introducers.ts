import { membershipEnded } from '../../domain/member/membership-ended.ts'
import { membership } from '../../domain/member/membership.ts'
import { holdsOn } from '@taizhang/kernel/define'
import { type CivilDate, type Facts, type Row } from '@taizhang/kernel'
import { isFull, isOnDisciplinaryProbation, memberships, eventsNaming, recruitedBy } from '../around.ts'
import { defineCheck } from '../define-check.ts'
import { probationCancelled } from '../../domain/member/probation-cancelled.ts'
import { recruitmentRejected } from '../../domain/member/recruitment-rejected.ts'

type Membership = Row<typeof membership>

/**
 * 入党介绍人. Full members on the day of the meeting, of whatever organization. Where the branch has too few itself, somebody from outside the
 * book may be one: of another branch of the superior.
 */
export const devIntroducers = defineCheck({
  id: 'DEV-INTRODUCERS',
  says: ({ introducersMin }) => ({
    zh: `申请入党的人，应当有 ${introducersMin} 名正式党员作介绍人`,
    en: `A recruit has ${introducersMin} introducers who are full members.`,
  }),
  next: {
    zh: '核对介绍人：漏记的，更正接收预备党员的记录，补上介绍人；介绍人不在本台账的，注明其组织关系',
    en: 'Check the introducers: correct the record of the recruitment and name them; where one is not in this book, note where he belongs.',
  },
  looks: (look) => [
    look({
      subjects: memberships,
      judgedOn: ({ row }) => row.attributes.recruitedOn ?? row.from,
      holds: ({ subject: { row }, facts }, { introducersMin }) => {
        const { recruitedOn, introducers = [] } = row.attributes
        if (recruitedOn === undefined) return undefined
        const named = [...new Set(introducers)]
        const full = named
          .flatMap((memberId) => fullOn(facts, 'memberId', memberId, recruitedOn))
          .filter((one) => !isOnDisciplinaryProbation(facts, one.key.memberId, recruitedOn))
        const ofBranch = fullOn(facts, 'organizationId', recruitedBy(row), recruitedOn)
        const outside =
          ofBranch.length < introducersMin ? named.filter((id) => mayBeOutside(facts, id, recruitedOn)) : []
        if (full.length + outside.length >= introducersMin) return undefined
        return {
          message: {
            zh: `${recruitedOn} 接收时，记有介绍人 ${named.length} 名，其中当日为本台账正式党员的 ${full.length} 名`,
            en: `Recruited on ${recruitedOn}; introducers on record: ${named.length}, full members of the book on that day: ${full.length}.`,
          },
          rows: full,
        }
      },
    }),
  ],
  texts: [
    {
      id: 'DEV-INTRODUCERS',
      title: { zh: '入党介绍人不符', en: 'Introducers' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党章程》第五条、《中国共产党发展党员工作细则》（2014；2026 年修订）第十四条：要有两名正式党员作介绍人；受留党察看处分、尚未恢复党员权利的不能作介绍人，2026 年起受其他处分在影响期内的不宜作，台账不记处分，不判断。支部正式党员不够的，由上级党组织所属其他支部的正式党员担任，是通行做法',
        en: 'Party constitution, art. 5; rules on recruitment (发展党员工作细则, 2014; revised 2026), art. 14: two full members, none of them on probation within the Party, and from 2026 on preferably none under another penalty; the book records no penalties, so these are not judged. That they come from the superior’s other branches where the branch has too few is practice',
      },
      parameters: { introducersMin: 2 },
    },
  ],
})

const fullOn = (
  facts: Facts,
  column: 'memberId' | 'organizationId',
  id: string,
  day: CivilDate,
): readonly Membership[] => facts.where(membership, column, id).filter((row) => holdsOn(row, day) && isFull(row))

/** Whether the book does not know a person on a day, and nothing in it says that he was no member then. */
function mayBeOutside(facts: Facts, memberId: string, day: CivilDate): boolean {
  const rows = facts.where(membership, 'memberId', memberId)
  if (rows.some((row) => holdsOn(row, day))) return false
  const isRecruitedLater = rows.some(({ attributes }) => (attributes.recruitedOn ?? attributes.joinedOn ?? '') > day)
  const hasEnded = [membershipEnded, probationCancelled, recruitmentRejected].some(({ type }) =>
    eventsNaming(facts, type, 'memberId', memberId).some(({ effectiveOn }) => effectiveOn <= day),
  )
  return !isRecruitedLater && !hasEnded
}
