import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { coverage } from './coverage.ts'

/** 取消覆盖. The organization covers the unit no more. */
export const coverageWithdrawn = defineEvent({
  type: 'CoverageWithdrawn',
  title: { zh: '取消覆盖', en: 'Coverage withdrawn' },
  doc: {
    zh: '党组织自该日起不再覆盖该单位',
    en: 'The organization covers the unit no more.',
  },
  data: z.strictObject({ organizationId: subjectId, unitId: subjectId }),
  changes: ({ organizationId, unitId }) => [close(coverage, { organizationId, unitId })],
  example: { organizationId: 'o17', unitId: 'u13' },
})
