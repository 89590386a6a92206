import type { candidacy } from '../../domain/member/candidacy.ts'
import { plusMonths } from '@taizhang/kernel/define'
import { type Row } from '@taizhang/kernel'
import { begunWith, candidacies, rowBefore } from '../around.ts'
import { defineCheck } from '../define-check.ts'

type Candidacy = Row<typeof candidacy>

const title = { zh: '积极分子培养期不足', en: 'Too short a time as activist' }
/** The day on which the revised rules of 2026 were published. */
const revised = '2026-05-18'

/** The row with which the stage of this one began: a transfer in between keeps the stage's dates. */
const stageBegan = (row: Candidacy): Candidacy =>
  begunWith(row, ({ attributes: { stage } }) => stage === row.attributes.stage)

/** 积极分子培养期. Holds for as long as the person stays a development target. */
export const devActivist = defineCheck({
  id: 'DEV-ACTIVIST',
  says: ({ monthsMin }) => ({
    zh: `经过 ${monthsMin} 个月以上培养教育的入党积极分子，方可列为发展对象`,
    en: `An activist becomes a development target after at least ${monthsMin} months.`,
  }),
  next: {
    zh: '核对确定积极分子和列为发展对象的日期：记错的更正；确实不足的，继续培养到期后再列',
    en: 'Check both dates and correct what is wrong; else go on training until the time is complete.',
  },
  looks: (look) => [
    look({
      subjects: candidacies,
      judgedOn: ({ row }) => stageBegan(row).from,
      holds: ({ subject: { row } }, { monthsMin }) => {
        if (row.attributes.stage !== 'development-target') return undefined
        const target = stageBegan(row)
        // Who came as a development target became one elsewhere.
        if (target.attributes.since !== undefined) return undefined
        const before = rowBefore(target)
        const activist = before?.attributes.stage === 'activist' ? stageBegan(before) : undefined
        const activistFrom = row.attributes.activistSince ?? activist?.from
        if (activistFrom !== undefined && target.from >= plusMonths(activistFrom, monthsMin)) return undefined
        return {
          message:
            activistFrom !== undefined
              ? {
                  zh: `${activistFrom} 确定为积极分子，${target.from} 列为发展对象，不足 ${monthsMin} 个月`,
                  en: `Activist from ${activistFrom}, development target on ${target.from}: less than ${monthsMin} months.`,
                }
              : {
                  zh: `${target.from} 列为发展对象，此前没有积极分子培养期的记录`,
                  en: `Development target on ${target.from} without a time as activist on record.`,
                },
          rows: activist ? [activist] : [],
        }
      },
    }),
  ],
  texts: [
    {
      id: 'DEV-ACTIVIST',
      title,
      severity: 'violation',
      citation: {
        zh: '《中国共产党发展党员工作细则》（2014-05-28 印发，2014-06-10 公布）第十三条：经过一年以上培养教育和考察的，可列为发展对象；第十二条：单位或者居住地变动的，时间可以连续计算。自公布之日起判断',
        en: 'Rules on the recruitment of members (发展党员工作细则, issued 2014-05-28, published 2014-06-10), art. 13: after a year or more of training; art. 12: the time goes on where the activist moves. Judged from the day of publication on',
      },
      parameters: { monthsMin: 12 },
      from: '2014-06-10',
      until: revised,
    },
    {
      id: 'DEV-ACTIVIST',
      title,
      severity: 'violation',
      citation: {
        zh: '《中国共产党发展党员工作细则》（2026-05-11 修订发布，2026-05-18 公开）第十三条：经过一年以上培养教育和考察，报上级党委同意，公示不少于五个工作日，可以列为发展对象；第十二条：时间可以连续计算。台账不记同意和公示，只判断时间',
        en: 'Rules on the recruitment of members (发展党员工作细则, revised edition issued 2026-05-11, published 2026-05-18), art. 13: after a year or more of training, with the consent of the superior committee and a public notice of five working days; art. 12: the time goes on. The book records neither consent nor notice, so the time alone is judged',
      },
      parameters: { monthsMin: 12 },
      from: revised,
    },
  ],
})
