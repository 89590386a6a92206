import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { coverage } from './coverage.ts'
import { formation } from '../words.ts'

/** 扩大覆盖. The organization covers the unit, with its own formation where none is given. */
export const coverageExtended = defineEvent({
  type: 'CoverageExtended',
  title: { zh: '扩大覆盖', en: 'Coverage extended' },
  doc: {
    zh: '党组织自该日起覆盖该单位；未写组建方式的，用党组织自身的',
    en: 'The organization covers the unit, with its own formation where none is given.',
  },
  data: z.strictObject({ organizationId: subjectId, unitId: subjectId, formation: formation.optional() }),
  changes: ({ organizationId, unitId, formation: given }) => [
    open(coverage, { organizationId, unitId }, { formation: given }),
  ],
  example: { organizationId: 'o17', unitId: 'u13', formation: 'joint' },
})
