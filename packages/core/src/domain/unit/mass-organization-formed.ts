import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { asBefore } from '../earlier.ts'
import { subjectId } from '../schemas.ts'
import { massOrganization } from './mass-organization.ts'
import { massOrganizationKind } from '../words.ts'

/** 成立群团组织. A trade union, a youth league or a women’s federation is formed in the unit. */
export const massOrganizationFormed = defineEvent({
  type: 'MassOrganizationFormed',
  title: { zh: '成立群团组织', en: 'Mass organization formed' },
  doc: {
    zh: '单位成立工会、团组织或妇联',
    en: 'A trade union, a youth league or a women’s federation is formed in the unit.',
  },
  data: z.strictObject({ unitId: subjectId, kind: massOrganizationKind }),
  // Version 1 knew no women's federations.
  earlier: asBefore({ unitId: subjectId, kind: massOrganizationKind.exclude(['womens-federation']) }),
  changes: ({ unitId, kind }) => [open(massOrganization, { unitId, kind }, {})],
  example: { unitId: 'u12', kind: 'trade-union' },
})
