import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { subjectId, text } from '../schemas.ts'
import { organization } from './organization.ts'
import { coverage } from './coverage.ts'
import { category, formation, organizationKind } from '../words.ts'

/** 党组织成立. An organization begins, and covers the units with its own formation. */
export const organizationFounded = defineEvent({
  type: 'OrganizationFounded',
  title: { zh: '党组织成立', en: 'Organization founded' },
  doc: {
    zh: '成立党组织，并以其组建方式覆盖所列单位',
    en: 'An organization begins, and covers the units with its own formation.',
  },
  data: z.strictObject({
    organizationId: subjectId,
    name: text,
    kind: organizationKind,
    formation,
    category,
    unitIds: z.array(subjectId),
    superiorId: subjectId.optional(),
  }),
  changes: ({ organizationId, unitIds, ...attributes }) => [
    open(organization, { organizationId }, attributes),
    ...unitIds.map((unitId) => open(coverage, { organizationId, unitId }, { formation: attributes.formation })),
  ],
  example: {
    organizationId: 'o17',
    name: '海峡木业有限公司党支部',
    kind: 'branch',
    formation: 'solo',
    category: 'enterprise',
    unitIds: ['u12'],
    superiorId: 'o2',
  },
})
