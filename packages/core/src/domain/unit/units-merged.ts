import * as z from 'zod'
import { close, mustHold, defineEvent } from '@taizhang/kernel/define'
import { refuse } from '@taizhang/kernel'
import { subjectId } from '../schemas.ts'
import { unit } from './unit.ts'

/** 单位合并. The unit is merged into another and its listing ends. */
export const unitsMerged = defineEvent({
  type: 'UnitsMerged',
  title: { zh: '单位合并', en: 'Units merged' },
  doc: {
    zh: '单位并入另一单位，自身不再纳入管理',
    en: 'The unit is merged into another and its listing ends.',
  },
  data: z.strictObject({ unitId: subjectId, into: subjectId }),
  admit: ({ unitId, into }) =>
    unitId !== into ||
    refuse(
      'merged-into-itself',
      { zh: `单位 ${unitId} 不能并入自身`, en: `unit ${unitId} cannot be merged into itself` },
      { path: 'data.into' },
    ),
  changes: ({ unitId, into }) => [close(unit, { unitId }), mustHold(unit, { unitId: into })],
  example: { unitId: 'u12', into: 'u7' },
})
