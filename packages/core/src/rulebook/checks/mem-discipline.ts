import { disciplinaryProbation } from '../../domain/member/disciplinary-probation.ts'
import { labelOf } from '../../domain/labels.ts'
import { office } from '../../domain/term/office.ts'
import { each } from '../around.ts'
import { defineCheck } from '../define-check.ts'

const probations = each(disciplinaryProbation)

/** 留党察看. */
export const memDiscipline = defineCheck({
  id: 'MEM-DISCIPLINE',
  says: () => ({
    zh: '受留党察看处分的，不担任党内职务；期满应当作出决定',
    en: 'Who is on probation within the Party holds no office; when it is over, that is decided.',
  }),
  next: {
    zh: '职务没有终止的，记录离任；期满的，记录期满或者延长、开除的决定',
    en: 'Record that the office was left; when it is over, record that, or the extension or expulsion.',
  },
  looks: (look) => [
    look({
      subjects: probations,
      near: { offices: (facts, { id }) => facts.where(office, 'personId', id) },
      turns: ({ row }) => [row.attributes.until],
      holds: ({ subject: { row }, on, offices: [held] }) => {
        if (held)
          return {
            message: {
              zh: `受留党察看处分期间任${labelOf(held.key.post).zh}，职务没有终止`,
              en: `On probation within the Party and still ${labelOf(held.key.post).en}.`,
            },
            rows: [held],
          }
        const { until } = row.attributes
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
        zh: '《中国共产党章程》第四十二条（2017 年修改）：留党察看最长不超过两年，期间没有表决权、选举权和被选举权。《中国共产党纪律处分条例》：受留党察看处分的，党内职务自然撤销（条目未与原文核对）',
        en: 'Party constitution, art. 42 (2017): at most two years, without the rights to vote, to elect and to be elected; disciplinary regulations (纪律处分条例): Party offices end with it (articles not checked against the texts)',
      },
      parameters: {},
    },
  ],
})
