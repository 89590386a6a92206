import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { instructor } from './instructor.ts'

/** 指导员结束选派. The instructor is recalled; assignments end that day. */
export const instructorRecalled = defineEvent({
  type: 'InstructorRecalled',
  title: { zh: '指导员结束选派', en: 'Instructor recalled' },
  doc: {
    zh: '指导员任务结束，结对同日终止',
    en: 'The instructor is recalled; assignments end that day.',
  },
  data: z.strictObject({ instructorId: subjectId }),
  changes: ({ instructorId }) => [close(instructor, { instructorId })],
  example: { instructorId: 'i5' },
})
