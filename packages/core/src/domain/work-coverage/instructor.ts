import * as z from 'zod'
import { defineRelation } from '@taizhang/kernel/define'
import { text } from '../schemas.ts'
import { instructorRole } from '../words.ts'

/** 党建工作指导员、联络员: a cadre sent to units. */
export const instructor = defineRelation({
  name: 'instructor',
  title: { zh: '指导员', en: 'instructor' },
  key: ['instructorId'],
  attributes: {
    role: instructorRole,
    fullTime: z.boolean(),
    batch: text.optional(),
  },
})
