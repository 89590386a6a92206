import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { subjectId, text } from '../schemas.ts'
import { unit } from './unit.ts'

/** 单位更名. The unit has a new name. */
export const unitRenamed = defineEvent({
  type: 'UnitRenamed',
  title: { zh: '单位更名', en: 'Unit renamed' },
  doc: {
    zh: '单位更名',
    en: 'The unit has a new name.',
  },
  data: z.strictObject({ unitId: subjectId, name: text }),
  changes: ({ unitId, name }) => [amend(unit, { unitId }, { name })],
  example: { unitId: 'u12', name: '海峡新材料有限公司' },
})
