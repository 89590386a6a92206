import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { massOrganization } from './mass-organization.ts'
import { massOrganizationKind } from '../words.ts'

/** 成立群团组织. A trade union or a youth league is formed in the unit. */
export const massOrganizationFormed = defineEvent({
  type: 'MassOrganizationFormed',
  title: { zh: '成立群团组织', en: 'Mass organization formed' },
  doc: {
    zh: '单位成立工会或团组织',
    en: 'A trade union or a youth league is formed in the unit.',
  },
  data: z.strictObject({ unitId: subjectId, kind: massOrganizationKind }),
  changes: ({ unitId, kind }) => [open(massOrganization, { unitId, kind }, {})],
  example: { unitId: 'u12', kind: 'trade-union' },
})
