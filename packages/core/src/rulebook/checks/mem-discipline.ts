import { disciplinaryProbation } from '../../domain/member/disciplinary-probation.ts'
import { labelOf } from '../../domain/labels.ts'
import { office } from '../../domain/term/office.ts'
import { beginningOf, plusMonths } from '@taizhang/kernel/define'
import { each } from '../around.ts'
import { defineCheck } from '../define-check.ts'

const probations = each(disciplinaryProbation)

/** 留党察看. */
export const memDiscipline = defineCheck({
  id: 'MEM-DISCIPLINE',
  says: ({ monthsMax }) => ({
    zh: `受留党察看处分的，不担任党内职务${monthsMax === undefined ? '' : `，最长不超过 ${monthsMax} 个月`}；期满应当作出决定`,
    en: `Who is on probation within the Party holds no office${monthsMax === undefined ? '' : `, for at most ${monthsMax} months`}; when it is over, that is decided.`,
  }),
  next: {
    zh: '职务没有终止的，记录离任；期限记错的更正；期满的，记录期满或者延长、开除的决定',
    en: 'Record that the office was left; correct a time that is wrong; when it is over, record that, or the extension or expulsion.',
  },
  looks: (look) => [
    look({
      subjects: probations,
      near: { offices: (facts, { id }) => facts.where(office, 'personId', id) },
      turns: ({ row }) => [row.attributes.until],
      holds: ({ subject: { row }, on, offices: [held] }, { monthsMax }) => {
        if (held)
          return {
            message: {
              zh: `受留党察看处分期间任${labelOf(held.key.post).zh}，职务没有终止`,
              en: `On probation within the Party and still ${labelOf(held.key.post).en}.`,
            },
            rows: [held],
          }
        const { until } = row.attributes
        const { from } = beginningOf(row)
        if (monthsMax !== undefined && until > plusMonths(from, monthsMax))
          return {
            message: {
              zh: `${from} 起留党察看至 ${until}，超过 ${monthsMax} 个月`,
              en: `On probation within the Party from ${from} to ${until}: more than ${monthsMax} months.`,
            },
          }
        if (on < until) return undefined
        return {
          severity: 'warning',
          message: {
            zh: `留党察看已于 ${until} 期满，没有记录决定`,
            en: `Probation within the Party ended on ${until}; no decision is recorded.`,
          },
        }
      },
    }),
  ],
  texts: [
    {
      id: 'MEM-DISCIPLINE',
      title: { zh: '留党察看', en: 'Probation within the Party' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党章程》第四十一条（2017、2022 年修改；2007、2012 年修改为第三十九条）：留党察看最长不超过两年，期间没有表决权、选举权和被选举权，期满恢复党员权利或者开除党籍。《中国共产党纪律处分条例》（2015-10-18）第十一条：一年期满不符合条件的延长一年，最长不得超过二年；党内职务自然撤销。2018、2023 年修订的条目未见',
        en: 'Party constitution, art. 41 (2017, 2022; art. 39 as of 2007 and 2012): at most two years, without the rights to vote, to elect and to be elected; then all rights again, or expulsion. Disciplinary regulations (纪律处分条例, 2015-10-18), art. 11: a year may be extended by another, at most two in all; Party offices end with it. The article of 2018 and 2023 was not seen',
      },
      parameters: { monthsMax: 24 },
    },
  ],
})
