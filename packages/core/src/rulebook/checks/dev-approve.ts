import { plusDays, plusMonths } from '../../kernel/civil-date.ts'
import { memberships } from '../around.ts'
import { defineCheck } from '../check.ts'

/** 审批时限. The day so many months after the meeting is still in time, the next is the first that is late. Nothing is said where no approval is recorded. */
export const devApprove = defineCheck({
  id: 'DEV-APPROVE',
  says: ({ monthsMax, monthsSpecial }) => ({
    zh: `上级党委应当在支部大会后 ${monthsMax} 个月内审批，特殊情况不超过 ${monthsSpecial} 个月`,
    en: `Admission is approved within ${monthsMax} months of the branch meeting, in special cases within ${monthsSpecial}.`,
  }),
  next: {
    zh: '核对支部大会和审批日期：记错的更正；属特殊情况的，附情况说明',
    en: 'Check the dates of the meeting and of the approval and correct what is wrong; file the reason of a special case.',
  },
  looks: (look) => [
    look({
      subjects: memberships,
      judgedOn: ({ row }) => row.attributes.recruitedOn ?? row.from,
      turns: ({ row: { attributes } }, { monthsMax, monthsSpecial }) =>
        [monthsMax, monthsSpecial].map(
          (months) => attributes.recruitedOn && plusDays(plusMonths(attributes.recruitedOn, months), 1),
        ),
      holds: ({ subject: { row }, on }, { monthsMax, monthsSpecial }) => {
        const { recruitedOn, approvedOn } = row.attributes
        if (recruitedOn === undefined || approvedOn === undefined) return undefined
        const isPast = (months: number): boolean => {
          const lastDay = plusMonths(recruitedOn, months)
          return lastDay < approvedOn && lastDay < on
        }
        if (!isPast(monthsMax)) return undefined
        const special = !isPast(monthsSpecial)
        const months = special ? monthsMax : monthsSpecial
        return {
          severity: special ? 'warning' : 'violation',
          message: {
            zh: `${recruitedOn} 支部大会接收，${approvedOn} 才审批，超过 ${months} 个月`,
            en: `Admitted by the meeting of ${recruitedOn} and approved on ${approvedOn}, more than ${months} months later.`,
          },
        }
      },
    }),
  ],
  texts: [
    {
      id: 'DEV-APPROVE',
      title: { zh: '接收预备党员审批超期', en: 'Approval late' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党发展党员工作细则》（2014-05-28 印发，2014-06-10 公布）第四章（条目未核对）：接收预备党员的决议应当在三个月内审批，特殊情况可适当延长，不得超过六个月。期限自支部上报起算，台账没有上报日期，按支部大会之日计，超过三个月的为警示',
        en: 'Rules on the recruitment of members (发展党员工作细则, issued 2014-05-28, published 2014-06-10), ch. 4 (the article has not been checked): approved within three months, in special cases within six. The time runs from the branch’s report; the book has the day of the meeting instead, so more than three months are a warning',
      },
      parameters: { monthsMax: 3, monthsSpecial: 6 },
      from: '2014-06-10',
    },
  ],
})
