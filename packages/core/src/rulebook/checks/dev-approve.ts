import { plusDays, plusMonths } from '@taizhang/kernel'
import { memberships } from '../around.ts'
import { defineCheck } from '../define-check.ts'

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
        zh: '《中国共产党发展党员工作细则》（2014）（仅据摘录，条款和施行日期未核对）',
        en: 'Rules on the recruitment of members (发展党员工作细则, 2014; known from excerpts only, its date has not been checked)',
      },
      parameters: { monthsMax: 3, monthsSpecial: 6 },
      from: '2014-06-10',
    },
  ],
})
