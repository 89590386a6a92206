import { endOfTerm } from '../../domain/term/term.ts'
import { terms } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 任期届满未换届. The end of a term is the first day without one. */
export const termOverdue = defineCheck({
  id: 'TERM-OVERDUE',
  says: () => ({
    zh: '任期届满（经批准延期的，延期期满）应当按期换届',
    en: 'A leading body is renewed when its term, or the approved extension of it, ends.',
  }),
  next: {
    zh: '尽快换届并记入台账；已经换届的补录；确需延期的，报上级批准后记录批准延期',
    en: 'Hold the election and record it, or what was held already; or have an extension approved and record that.',
  },
  looks: (look) => [
    look({
      subjects: terms,
      turns: ({ row }) => [endOfTerm(row)],
      holds: ({ subject: { row }, on }) => {
        const end = endOfTerm(row)
        const extended = row.attributes.extendedTo !== undefined
        return on < end
          ? undefined
          : {
              message: {
                zh: `${row.attributes.startedOn} 开始的任期已于 ${end} ${extended ? '延期期满' : '届满'}，尚未换届`,
                en: `The term begun on ${row.attributes.startedOn} ended on ${end}${extended ? ', its extension included,' : ''} and has not been renewed.`,
              },
            }
      },
    }),
  ],
  texts: [
    {
      id: 'TERM-OVERDUE',
      title: { zh: '任期届满未换届', en: 'Term overdue' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党基层组织选举工作条例》（2020-07-13）第三条（1990 年暂行条例第三条同）、《关于党的基层组织任期的意见》（2018-07-12）第二条：任期届满，应当按期换届选举',
        en: 'Election regulations (选举工作条例, 2020-07-13), art. 3, as those of 1990; opinions on terms (任期意见, 2018-07-12), 2: an election when the term ends',
      },
      parameters: {},
    },
  ],
})
