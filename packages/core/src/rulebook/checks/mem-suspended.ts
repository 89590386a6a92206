import { membershipEnded } from '../../domain/member/membership-ended.ts'
import { membershipSuspended } from '../../domain/member/membership-suspended.ts'
import type { membership } from '../../domain/member/membership.ts'
import { openEnd, plusMonths } from '@taizhang/kernel/define'
import { type Facts } from '@taizhang/kernel'
import { begunWith, eventsNaming, memberships, type FactSubject } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** Members removed while suspended, from the day of the removal on: it ended the fact, so there is no other end. */
function* removed(facts: Facts): Generator<FactSubject<typeof membership>> {
  for (const { id, row } of memberships(facts)) {
    const { status, suspendedFor } = row.attributes
    if (status !== 'suspended' || suspendedFor === 'abroad' || row.closedBy === undefined) continue
    const ending = eventsNaming(facts, membershipEnded.type, 'memberId', id).find(
      ({ position }) => position === row.closedBy,
    )
    if (ending?.data['reason'] === 'removed' || ending?.data['reason'] === 'left-removed')
      yield { id, row, from: row.to, to: openEnd }
  }
}

/** 停止党籍后的除名. Nothing is said where the book does not know when the suspension began. */
export const memSuspended = defineCheck({
  id: 'MEM-SUSPENDED',
  says: ({ monthsMin }) => ({
    zh: `与党组织失去联系而停止党籍的，满 ${monthsMin} 个月后确实无法取得联系，方可按自行脱党予以除名`,
    en: `A member who was suspended because nobody finds him is not removed before ${monthsMin} months of suspension.`,
  }),
  next: {
    zh: '核对停止党籍的原因和两个日期：记错的更正；不是因失去联系停止党籍的，本条不适用；确系提前除名的，报告上级党组织',
    en: 'Check why the member was suspended, and both dates; correct what is wrong. The rule does not apply where the member had not been lost; report a removal that was too early.',
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
            zh: `${first.from} 停止党籍，${row.to} 除名，不足 ${monthsMin} 个月；因失去联系停止党籍的，除名过早`,
            en: `Suspended on ${first.from} and removed on ${row.to}, before ${monthsMin} months were over: too early if the member was lost.`,
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
      severity: 'warning',
      citation: {
        zh: '《中国共产党党员教育管理工作条例》（2019-05-06）第二十四条：失去联系 6 个月以上、查找不到的，停止党籍；停止党籍 2 年后确实无法取得联系的，按自行脱党除名。因出国停止党籍的不在此列；停止的原因台账没有记录，故为警示',
        en: 'Regulations on members (党员教育管理工作条例, 2019-05-06), art. 24: suspended when lost for six months, removed when still not found after two years. It does not cover those suspended for living abroad; the book does not say why somebody was suspended, hence a warning',
      },
      parameters: { monthsMin: 24 },
      from: '2019-05-06',
    },
  ],
})
