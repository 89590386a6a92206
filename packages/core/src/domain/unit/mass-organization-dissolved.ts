import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { asBefore } from '../earlier.ts'
import { subjectId } from '../schemas.ts'
import { massOrganization } from './mass-organization.ts'
import { massOrganizationKind } from '../words.ts'

/** 撤销群团组织. The trade union or youth league in the unit ends. */
export const massOrganizationDissolved = defineEvent({
  type: 'MassOrganizationDissolved',
  title: { zh: '撤销群团组织', en: 'Mass organization dissolved' },
  doc: {
    zh: '撤销单位的工会或团组织',
    en: 'The trade union or youth league in the unit ends.',
  },
  data: z.strictObject({ unitId: subjectId, kind: massOrganizationKind }),
  // Version 1 knew no women's federations.
  earlier: asBefore({ unitId: subjectId, kind: massOrganizationKind.exclude(['womens-federation']) }),
  changes: ({ unitId, kind }) => [close(massOrganization, { unitId, kind })],
  example: { unitId: 'u12', kind: 'trade-union' },
})
