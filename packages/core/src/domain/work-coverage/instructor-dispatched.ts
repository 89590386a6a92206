import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { subjectId, text } from '../schemas.ts'
import { instructor } from './instructor.ts'
import { instructorRole } from '../words.ts'

/** 选派指导员. A cadre is sent as instructor or liaison. */
export const instructorDispatched = defineEvent({
  type: 'InstructorDispatched',
  title: { zh: '选派指导员', en: 'Instructor dispatched' },
  doc: {
    zh: '选派党建工作指导员或联络员',
    en: 'A cadre is sent as instructor or liaison.',
  },
  data: z.strictObject({
    instructorId: subjectId,
    role: instructorRole,
    fullTime: z.boolean(),
    batch: text.optional(),
  }),
  changes: ({ instructorId, ...attributes }) => [open(instructor, { instructorId }, attributes)],
  example: { instructorId: 'i5', role: 'instructor', fullTime: false, batch: '第一批' },
})
