import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { asBefore } from '../earlier.ts'
import { id, subjectId } from '../schemas.ts'
import { unit } from './unit.ts'
import { delistingReason } from '../words.ts'

/** 单位不再纳入管理. The unit is listed no more; what lies within it ends that day. */
export const unitDelisted = defineEvent({
  type: 'UnitDelisted',
  title: { zh: '单位不再纳入管理', en: 'Unit delisted' },
  doc: {
    zh: '单位不再纳入管理；其上的覆盖、从业人员数等同日终止',
    en: 'The unit is listed no more; what lies within it ends that day.',
  },
  data: z.strictObject({ unitId: subjectId, reason: delistingReason, toBook: id.optional() }),
  earlier: asBefore({ unitId: subjectId, reason: delistingReason }),
  changes: ({ unitId }) => [close(unit, { unitId })],
  example: { unitId: 'u12', reason: 'bankrupt' },
})
