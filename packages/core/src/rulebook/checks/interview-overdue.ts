import { interview } from '../../domain/responsibility/interview.ts'
import { plusDays } from '../../kernel/civil-date.ts'
import { each } from '../around.ts'
import { defineCheck } from '../check.ts'
import { nameOn } from '../subject-name.ts'

const interviews = each(interview)

/** 约谈逾期. The deadline itself is still in time. */
export const interviewOverdue = defineCheck({
  id: 'INTERVIEW-OVERDUE',
  says: () => ({
    zh: '约谈事项应当在限期内整改并回访',
    en: 'What an interview was about is settled and followed up by its deadline.',
  }),
  next: {
    zh: '回访整改情况，并记录回访',
    en: 'Follow it up, and record that.',
  },
  looks: (look) => [
    look({
      subjects: interviews,
      turns: ({ row }) => [plusDays(row.attributes.deadline, 1)],
      holds: ({ subject: { row }, on, facts }) => {
        const { issue, deadline } = row.attributes
        const target = nameOn(facts, row.attributes.target, on)
        return on <= deadline
          ? undefined
          : {
              message: {
                zh: `约谈 ${target}（${issue}）限期 ${deadline}，尚无回访记录`,
                en: `The interview of ${target} (${issue}) had the deadline ${deadline} and has not been followed up.`,
              },
            }
      },
    }),
  ],
  texts: [
    {
      id: 'INTERVIEW-OVERDUE',
      title: { zh: '约谈逾期未回访', en: 'Interview overdue' },
      severity: 'warning',
      citation: {
        zh: '工作总结：建立园区党建工作约谈机制。限期由每次约谈自定',
        en: 'The work report: interviews. Each sets its own deadline',
      },
      parameters: {},
    },
  ],
})
