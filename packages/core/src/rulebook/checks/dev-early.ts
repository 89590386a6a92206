import { memberships, rowBefore } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 预备期未满转正. */
export const devEarly = defineCheck({
  id: 'DEV-EARLY',
  says: () => ({
    zh: '预备期满方可转为正式党员',
    en: 'A probationary member becomes a full one when probation is over.',
  }),
  next: {
    zh: '核对接收和转正的日期：记错的更正；确系提前转正的，报上级党组织处理',
    en: 'Check the days of the recruitment and of the confirmation; correct what is wrong, and leave the rest to the superior.',
  },
  looks: (look) => [
    look({
      subjects: memberships,
      judgedOn: ({ row }) => row.from,
      holds: ({ subject: { row } }) => {
        const before = rowBefore(row)
        const end = before?.attributes.probationEndsOn
        if (row.attributes.status !== 'full' || before?.attributes.status !== 'probationary' || end === undefined)
          return undefined
        if (row.from >= end) return undefined
        return {
          message: {
            zh: `预备期至 ${end} 届满，${row.from} 已转正`,
            en: `Probation was to end on ${end}; the member was confirmed on ${row.from}.`,
          },
          rows: [before],
        }
      },
    }),
  ],
  texts: [
    {
      id: 'DEV-EARLY',
      title: { zh: '预备期未满转正', en: 'Confirmed too early' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党章程》第七条：预备期为一年；预备期满，认真履行党员义务、具备党员条件的，应当按期转为正式党员（条目未与原文核对）',
        en: 'Party constitution, art. 7: probation is a year; who has met the conditions when it ends becomes a full member (articles not checked against the texts)',
      },
      parameters: {},
    },
  ],
})
