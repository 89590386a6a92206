import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { assignment } from './assignment.ts'

/** 解除结对. The instructor works with the unit no more. */
export const instructorUnassigned = defineEvent({
  type: 'InstructorUnassigned',
  title: { zh: '解除结对', en: 'Instructor unassigned' },
  doc: {
    zh: '指导员与单位解除结对',
    en: 'The instructor works with the unit no more.',
  },
  data: z.strictObject({ instructorId: subjectId, unitId: subjectId }),
  changes: (key) => [close(assignment, key)],
  example: { instructorId: 'i5', unitId: 'u12' },
})
