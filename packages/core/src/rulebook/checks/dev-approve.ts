import { plusDays, plusMonths } from '@taizhang/kernel/define'
import type { Words } from '@taizhang/kernel'
import { memberships } from '../around.ts'
import { defineCheck } from '../define-check.ts'

const title = { zh: '接收预备党员审批超期', en: 'Approval late' }
/** The day on which the revised rules of 2026 were published. */
const revised = '2026-05-18'

const notYet = (recruitedOn: string, months: number): Words => ({
  zh: `${recruitedOn} 支部大会接收，超过 ${months} 个月没有审批`,
  en: `Admitted by the meeting of ${recruitedOn}; not approved after more than ${months} months.`,
})

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
        if (recruitedOn === undefined || (approvedOn === undefined && !row.attributes.approvalAwaited)) return undefined
        const isPast = (months: number): boolean => {
          const lastDay = plusMonths(recruitedOn, months)
          return (approvedOn === undefined || lastDay < approvedOn) && lastDay < on
        }
        if (!isPast(monthsMax)) return undefined
        const special = !isPast(monthsSpecial)
        const months = special ? monthsMax : monthsSpecial
        return {
          severity: special ? 'warning' : 'violation',
          message:
            approvedOn === undefined
              ? notYet(recruitedOn, months)
              : {
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
      title,
      severity: 'violation',
      citation: {
        zh: '《中国共产党发展党员工作细则》（2014-05-28 印发，2014-06-10 公布）第二十六条：党支部上报的接收预备党员的决议，应当在三个月内审批，特殊情况可适当延长，不得超过六个月。条文没有写从哪天起算，台账没有上报日期，按支部大会之日计，超过三个月的为警示',
        en: 'Rules on the recruitment of members (发展党员工作细则, issued 2014-05-28, published 2014-06-10), art. 26: what the branch reports is approved within three months, in special cases within six. It does not say from what day; the book has no day of the report, so it is the day of the meeting, and more than three months are a warning',
      },
      parameters: { monthsMax: 3, monthsSpecial: 6 },
      from: '2014-06-10',
      until: revised,
    },
    {
      id: 'DEV-APPROVE',
      title,
      severity: 'violation',
      citation: {
        zh: '《中国共产党发展党员工作细则》（2026-05-11 修订发布，2026-05-18 公开）第二十五条：期限与 2014 年第二十六条相同，三个月内审批，特殊情况不得超过六个月。按支部大会之日计，超过三个月的为警示',
        en: 'Rules on the recruitment of members (发展党员工作细则, revised edition issued 2026-05-11, published 2026-05-18), art. 25: three months, in special cases six, as in art. 26 of 2014. Counted from the day of the meeting, so more than three months are a warning',
      },
      parameters: { monthsMax: 3, monthsSpecial: 6 },
      from: revised,
    },
  ],
})
