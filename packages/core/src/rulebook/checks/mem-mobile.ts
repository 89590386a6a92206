import { absence } from '../../domain/member/absence.ts'
import { mobileMembership } from '../../domain/member/mobile-membership.ts'
import { beginningOf, plusMonths } from '@taizhang/kernel/define'
import { each } from '../around.ts'
import { defineCheck } from '../define-check.ts'

const absences = each(absence)

/** 流动党员没有纳入流入地党组织. */
export const memMobile = defineCheck({
  id: 'MEM-MOBILE',
  says: ({ months }) => ({
    zh: `党员外出流动连续满 ${months} 个月的，转移组织关系；没有转移的，作为流动党员纳入流入地党组织`,
    en: `Who has been away as a mobile member for ${months} months is transferred, or received by an organization where he lives.`,
  }),
  next: {
    zh: '地点固定的，转移组织关系；不转的，联系流入地党组织接收，并记入台账；已经返回的补录',
    en: 'Transfer the membership where the place is fixed; else have an organization there receive the member, and record it; record a return.',
  },
  looks: (look) => [
    look({
      subjects: absences,
      near: { received: (facts, { id }) => facts.where(mobileMembership, 'memberId', id) },
      turns: ({ row }, { months }) => [plusMonths(beginningOf(row).from, months)],
      holds: ({ subject: { row }, on, received }, { months }) => {
        const { from } = beginningOf(row)
        const { kind, receivedBy } = row.attributes
        if (kind !== 'mobile' || receivedBy !== undefined || received.length > 0 || on < plusMonths(from, months))
          return undefined
        return {
          message: {
            zh: `自 ${from} 起外出流动，满 ${months} 个月，没有转移组织关系，也没有流入地党组织接收的记录`,
            en: `Away as a mobile member since ${from}, for ${months} months; neither transferred nor recorded as received elsewhere.`,
          },
        }
      },
    }),
  ],
  texts: [
    {
      id: 'MEM-MOBILE',
      title: { zh: '流动党员没有纳入流入地党组织', en: 'Mobile member whom nobody received' },
      severity: 'notice',
      citation: {
        zh: '《中国共产党党员教育管理工作条例》（2019-05-06）第二十五条：外出 6 个月以上并且地点相对固定的，应当转移组织关系；第三十二条：没有转移的，保持经常联系，流入地党组织协助管理。台账不记地点是否固定，故为提醒',
        en: 'Regulations on members (党员教育管理工作条例, 2019-05-06), art. 25: who is away for six months or more at a fixed place is transferred; art. 32: else the branch keeps in touch, and the organization there helps. The book does not say whether the place is fixed, hence a notice',
      },
      parameters: { months: 6 },
      from: '2019-05-06',
      until: '2024-11-11',
    },
    {
      id: 'MEM-MOBILE',
      title: { zh: '流动党员没有纳入流入地党组织', en: 'Mobile member whom nobody received' },
      severity: 'warning',
      citation: {
        zh: '中共中央办公厅《关于进一步加强和改进流动党员管理工作的意见》（2024-11-11 公布）：连续 6 个月以上不能参加正式组织关系所在党支部活动的是流动党员，及时纳入流入地（单位）基层党组织（据中央组织部负责人答记者问的转载，没有见到原文）；《中国共产党党员教育管理工作条例》（2019-05-06）第二十五、三十二条',
        en: 'Opinions on mobile members (流动党员, published 2024-11-11): who cannot take part in the own branch for six months without a break is one, and is to be taken into an organization where he lives (after copies of the Organization Department’s answers; the text itself was not seen); regulations on members (党员教育管理工作条例, 2019-05-06), arts. 25 and 32',
      },
      parameters: { months: 6 },
      from: '2024-11-11',
    },
  ],
})
