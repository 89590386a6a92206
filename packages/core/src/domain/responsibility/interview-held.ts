import * as z from 'zod'
import { open } from '../../kernel/change.ts'
import { defineEvent } from '../../kernel/define-event.ts'
import { civilDate, subjectId, text } from '../../kernel/schemas.ts'
import { interview } from './interview.ts'

/** 约谈. Somebody was called in over an issue. */
export const interviewHeld = defineEvent({
  type: 'InterviewHeld',
  title: { zh: '约谈', en: 'Interview held' },
  doc: {
    zh: '就某一问题约谈责任对象，限期整改',
    en: 'Somebody was called in over an issue, to be settled by the deadline.',
  },
  data: z.strictObject({ interviewId: subjectId, target: subjectId, issue: text, deadline: civilDate }),
  changes: ({ interviewId, ...attributes }) => [open(interview, { interviewId }, attributes)],
  example: { interviewId: 'iv-2019-3', target: 'park-1', issue: '园区应建未建', deadline: '2019-12-31' },
})
