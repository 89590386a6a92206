import type { membership } from '../../domain/member/membership.ts'
import type { Row } from '@taizhang/kernel'
import { begunWith, isFull, memberships, rowBefore } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** The row with which the member became a full one: what is changed or transferred since keeps that day. */
const confirmed = (row: Row<typeof membership>): Row<typeof membership> => begunWith(row, isFull)

/** 预备期未满转正. Holds for as long as the member stays a full one. */
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
      judgedOn: ({ row }) => confirmed(row).from,
      holds: ({ subject: { row } }) => {
        if (!isFull(row)) return undefined
        const { from } = confirmed(row)
        const before = rowBefore(confirmed(row))
        const end = before?.attributes.probationEndsOn
        if (before?.attributes.status !== 'probationary' || end === undefined || from >= end) return undefined
        return {
          message: {
            zh: `预备期至 ${end} 届满，${from} 已转正`,
            en: `Probation was to end on ${end}; the member was confirmed on ${from}.`,
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
        zh: '《中国共产党章程》第七条：预备期为一年；预备期满，认真履行党员义务、具备党员条件的，应当按期转为正式党员；党龄从转正之日算起',
        en: 'Party constitution, art. 7: probation is a year; who has met the conditions when it ends becomes a full member, and Party age counts from that day',
      },
      parameters: {},
    },
  ],
})
