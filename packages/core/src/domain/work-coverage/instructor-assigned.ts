import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { assignment } from './assignment.ts'

/** 指导员结对. The instructor works with the unit. */
export const instructorAssigned = defineEvent({
  type: 'InstructorAssigned',
  title: { zh: '指导员结对', en: 'Instructor assigned' },
  doc: {
    zh: '指导员与单位结对',
    en: 'The instructor works with the unit.',
  },
  data: z.strictObject({ instructorId: subjectId, unitId: subjectId }),
  changes: (key) => [open(assignment, key, {})],
  example: { instructorId: 'i5', unitId: 'u12' },
})
