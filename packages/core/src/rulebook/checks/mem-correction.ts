import { correction } from '../../domain/member/correction.ts'
import { beginningOf, plusMonths } from '@taizhang/kernel/define'
import { each } from '../around.ts'
import { defineCheck } from '../define-check.ts'

const corrections = each(correction)

/** 限期改正. */
export const memCorrection = defineCheck({
  id: 'MEM-CORRECTION',
  says: ({ monthsUsual, monthsMax }) => ({
    zh: `限期改正一般为 ${monthsUsual} 个月，最长不超过 ${monthsMax} 个月；期满应当作出结论`,
    en: `An order to correct is for ${monthsUsual} months, at most ${monthsMax}; when it is over, its outcome is recorded.`,
  }),
  next: {
    zh: '期限记错的更正；期满的，记录改正情况或者另作处置',
    en: 'Correct the time where it is wrong; when it is over, record the outcome.',
  },
  looks: (look) => [
    look({
      subjects: corrections,
      turns: ({ row }) => [row.attributes.until],
      holds: ({ subject: { row }, on }, { monthsUsual, monthsMax }) => {
        const { from } = beginningOf(row)
        const { until } = row.attributes
        if (until > plusMonths(from, monthsMax))
          return {
            severity: 'violation',
            message: {
              zh: `${from} 限期改正至 ${until}，超过 ${monthsMax} 个月`,
              en: `Ordered on ${from} to correct by ${until}: more than ${monthsMax} months.`,
            },
          }
        if (on < until) return undefined
        return {
          severity: 'warning',
          message: {
            zh: `限期改正已于 ${until} 期满，没有记录结果（一般 ${monthsUsual} 个月）`,
            en: `The time to correct ended on ${until}; no outcome is recorded (usually ${monthsUsual} months).`,
          },
        }
      },
    }),
  ],
  texts: [
    {
      id: 'MEM-CORRECTION',
      title: { zh: '限期改正逾期或者过长', en: 'Order to correct' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党不合格党员组织处置办法》（2024-06-16）：限期改正时间为 6 个月，最长不超过 1 年（条目未与原文核对）',
        en: 'Measures on unqualified members (不合格党员组织处置办法, 2024-06-16): six months, at most a year (articles not checked against the texts)',
      },
      parameters: { monthsUsual: 6, monthsMax: 12 },
      from: '2024-06-16',
    },
  ],
})
