import { beginningOf } from '@taizhang/kernel/define'
import { memberships } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 日期颠倒: refused of newer events, found of older ones. */
export const memDates = defineCheck({
  id: 'MEM-DATES',
  says: () => ({
    zh: '入党日期不晚于列入台账，审批日期不早于支部大会',
    en: 'Nobody joins after entering the book, and no recruitment is approved before the meeting.',
  }),
  next: {
    zh: '对照入党志愿书核对日期并更正',
    en: 'Compare the dates with the application form and correct them.',
  },
  looks: (look) => [
    look({
      subjects: memberships,
      holds: ({ subject: { row } }) => {
        const { joinedOn, recruitedOn, approvedOn } = row.attributes
        const { from } = beginningOf(row)
        if (joinedOn !== undefined && joinedOn > from)
          return {
            message: {
              zh: `入党日期 ${joinedOn} 晚于列入台账的日期 ${from}`,
              en: `Joined on ${joinedOn}, after entering the book on ${from}.`,
            },
          }
        if (recruitedOn === undefined || approvedOn === undefined || approvedOn >= recruitedOn) return undefined
        return {
          message: {
            zh: `${approvedOn} 审批，早于 ${recruitedOn} 的支部大会`,
            en: `Approved on ${approvedOn}, before the meeting of ${recruitedOn}.`,
          },
        }
      },
    }),
  ],
  texts: [
    {
      id: 'MEM-DATES',
      title: { zh: '党员日期颠倒', en: 'Dates out of order' },
      severity: 'violation',
      citation: {
        zh: '台账自身的要求，没有条文依据',
        en: 'Ledger hygiene, not a text',
      },
      parameters: {},
    },
  ],
})
