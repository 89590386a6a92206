import { correction } from '../../domain/member/correction.ts'
import { beginningOf, plusMonths } from '@taizhang/kernel/define'
import { each } from '../around.ts'
import { defineCheck } from '../define-check.ts'

const corrections = each(correction)

/** 限期改正. */
export const memCorrection = defineCheck({
  id: 'MEM-CORRECTION',
  says: ({ monthsUsual, monthsMax }) => ({
    zh: `限期改正${monthsUsual === undefined ? '' : `一般为 ${monthsUsual} 个月，`}最长不超过 ${monthsMax} 个月；期满应当作出结论`,
    en: `An order to correct is for ${monthsUsual === undefined ? '' : `${monthsUsual} months, `}at most ${monthsMax}${monthsUsual === undefined ? ' months' : ''}; when it is over, its outcome is recorded.`,
  }),
  next: {
    zh: '期限记错的更正；期满的，记录改正情况或者另作处置',
    en: 'Correct the time where it is wrong; when it is over, record the outcome.',
  },
  looks: (look) => [
    look({
      subjects: corrections,
      turns: ({ row }) => [row.attributes.until],
      holds: ({ subject: { row }, on }, { monthsMax }) => {
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
            zh: `限期改正已于 ${until} 期满，没有记录结果`,
            en: `The time to correct ended on ${until}; no outcome is recorded.`,
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
        zh: '《中国共产党党员教育管理工作条例》（2019-05-06）第三十条：限期改正时间不超过 1 年',
        en: 'Regulations on members (党员教育管理工作条例, 2019-05-06), art. 30: at most a year',
      },
      parameters: { monthsMax: 12 },
      from: '2019-05-06',
      until: '2024-06-16',
    },
    {
      id: 'MEM-CORRECTION',
      title: { zh: '限期改正逾期或者过长', en: 'Order to correct' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党不合格党员组织处置办法》（2024-06-16 发布，2024-08-29 公开）：限期改正时间一般为 6 个月，最长不超过 1 年（据 2025 年的一份转述，条目未见）；《中国共产党党员教育管理工作条例》（2019-05-06）第三十条：不超过 1 年',
        en: 'Measures on unqualified members (不合格党员组织处置办法, issued 2024-06-16, published 2024-08-29): usually six months, at most a year (after an account of 2025; the article was not seen); regulations on members (党员教育管理工作条例, 2019-05-06), art. 30: at most a year',
      },
      parameters: { monthsUsual: 6, monthsMax: 12 },
      from: '2024-06-16',
    },
  ],
})
