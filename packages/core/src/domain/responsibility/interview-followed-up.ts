import * as z from 'zod'
import { close } from '../../kernel/change.ts'
import { defineEvent } from '../../kernel/define-event.ts'
import { subjectId, text } from '../../kernel/schemas.ts'
import { interview } from './interview.ts'

/** 约谈回访. The interview was followed up and is closed. */
export const interviewFollowedUp = defineEvent({
  type: 'InterviewFollowedUp',
  title: { zh: '约谈回访', en: 'Interview followed up' },
  doc: {
    zh: '约谈事项已经落实，约谈销号',
    en: 'What the interview was about was followed up; it is closed.',
  },
  data: z.strictObject({ interviewId: subjectId, outcome: text.optional() }),
  changes: ({ interviewId }) => [close(interview, { interviewId })],
  example: { interviewId: 'iv-2019-3', outcome: '已组建党支部' },
})
