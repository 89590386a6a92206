import { memberships } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 预备期满未处理. */
export const devOverdue = defineCheck({
  id: 'DEV-OVERDUE',
  says: () => ({
    zh: '预备期满，应当及时讨论转正、延长预备期或者取消预备党员资格',
    en: 'When probation ends, the member is confirmed, the probation extended, or cancelled.',
  }),
  next: {
    zh: '召开支部大会讨论转正、延长预备期或者取消预备党员资格，并记录结果；已经讨论的补录',
    en: 'Decide at a branch meeting to confirm, extend or cancel, and record it, or what was decided already.',
  },
  looks: (look) => [
    look({
      subjects: memberships,
      turns: ({ row }) => [row.attributes.probationEndsOn],
      holds: ({ subject: { row }, on }) => {
        const { status, probationEndsOn } = row.attributes
        return status !== 'probationary' || probationEndsOn === undefined || on < probationEndsOn
          ? undefined
          : {
              message: {
                zh: `预备期已于 ${probationEndsOn} 届满，尚未转正、延长或取消`,
                en: `Probation ended on ${probationEndsOn}; the member is neither confirmed nor extended nor cancelled.`,
              },
            }
      },
    }),
  ],
  texts: [
    {
      id: 'DEV-OVERDUE',
      title: { zh: '预备期满未处理', en: 'Probation overdue' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党章程》第七条：预备期满，党的支部应当及时讨论。“及时”没有写期限，自期满之日起提示（条目未与原文核对）',
        en: 'Party constitution, art. 7: the branch decides in time when probation ends. It gives no days, so from the end on (articles not checked against the texts)',
      },
      parameters: {},
    },
  ],
})
