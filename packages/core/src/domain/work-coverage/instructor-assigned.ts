import * as z from 'zod'
import { open } from '../../kernel/change.ts'
import { defineEvent } from '../../kernel/define-event.ts'
import { subjectId } from '../../kernel/schemas.ts'
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
