import { membershipEnded } from '../../domain/member/membership-ended.ts'
import { membershipSuspended } from '../../domain/member/membership-suspended.ts'
import type { membership } from '../../domain/member/membership.ts'
import { openEnd, plusMonths, type Facts } from '@taizhang/kernel'
import { begunWith, eventsNaming, memberships, type FactSubject } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** Members removed while suspended, from the day of the removal on: it ended the fact, so there is no other end. */
function* removed(facts: Facts): Generator<FactSubject<typeof membership>> {
  for (const { id, row } of memberships(facts)) {
    if (row.attributes.status !== 'suspended' || row.closedBy === null) continue
    const ending = eventsNaming(facts, membershipEnded.type, 'memberId', id).find(
      ({ position }) => position === row.closedBy,
    )
    if (ending?.data['reason'] === 'removed') yield { id, row, from: row.to, to: openEnd }
  }
}

/** 停止党籍后的除名. Nothing is said where the book does not know when the suspension began. */
export const memSuspended = defineCheck({
  id: 'MEM-SUSPENDED',
  says: ({ monthsMin }) => ({
    zh: `停止党籍满 ${monthsMin} 个月后，方可按自行脱党予以除名`,
    en: `A suspended member is not removed before ${monthsMin} months of suspension.`,
  }),
  next: {
    zh: '核对停止党籍和除名的日期：记错的更正；确系提前除名的，向上级党组织报告',
    en: 'Check the dates of the suspension and of the removal and correct what is wrong; report a removal that was too early.',
  },
  looks: (look) => [
    look({
      subjects: removed,
      judgedOn: ({ row }) => row.to,
      holds: ({ subject: { id, row }, facts }, { monthsMin }) => {
        const first = begunWith(row, ({ attributes: { status } }) => status === 'suspended')
        const known = eventsNaming(facts, membershipSuspended.type, 'memberId', id).some(
          ({ position }) => position === first.openedBy,
        )
        if (!known || row.to >= plusMonths(first.from, monthsMin)) return undefined
        return {
          message: {
            zh: `${first.from} 停止党籍，${row.to} 除名，不足 ${monthsMin} 个月`,
            en: `Suspended on ${first.from} and removed on ${row.to}, before ${monthsMin} months were over.`,
          },
          rows: first === row ? [] : [first],
        }
      },
    }),
  ],
  texts: [
    {
      id: 'MEM-SUSPENDED',
      title: { zh: '停止党籍后过早除名', en: 'Removed too early' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党党员教育管理工作条例》（2019）第二十四条（施行日期未核对）',
        en: 'Regulations on members (党员教育管理工作条例, 2019), art. 24 (its date has not been checked)',
      },
      parameters: { monthsMin: 24 },
      from: '2019-05-06',
    },
  ],
})
