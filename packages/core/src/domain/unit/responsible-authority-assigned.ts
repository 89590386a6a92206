import * as z from 'zod'
import { close, set, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { responsibility } from './responsibility.ts'

/** 确定责任党组织. The organization that answers for the unit from that date, covered or not; null: none. */
export const responsibleAuthorityAssigned = defineEvent({
  type: 'ResponsibleAuthorityAssigned',
  title: { zh: '确定责任党组织', en: 'Responsible organization assigned' },
  doc: {
    zh: '单位自该日起由该党组织负责（属地或行业主管），没有覆盖的单位也可以；null 表示没有',
    en: 'The organization that answers for the unit from that date, covered or not; null: none.',
  },
  data: z.strictObject({ unitId: subjectId, organizationId: subjectId.nullable() }),
  changes: ({ unitId, organizationId }) => [
    organizationId === null ? close(responsibility, { unitId }) : set(responsibility, { unitId }, { organizationId }),
  ],
  example: { unitId: 'u12', organizationId: 'o2' },
})
