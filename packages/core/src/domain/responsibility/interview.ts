import { defineRelation } from '@taizhang/kernel/define'
import { civilDate, subjectId, text } from '../schemas.ts'

/** 约谈: somebody was called in over an issue. It is open until it is followed up; a passed deadline is judged by rules. */
export const interview = defineRelation({
  name: 'interview',
  title: { zh: '约谈', en: 'interview' },
  key: ['interviewId'],
  attributes: { target: subjectId, issue: text, deadline: civilDate },
})
