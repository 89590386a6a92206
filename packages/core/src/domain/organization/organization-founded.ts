import * as z from 'zod'
import { defineEvent } from '@taizhang/kernel/define'
import { asBefore } from '../earlier.ts'
import { found, founding, foundingBefore } from './founding.ts'

/** 党组织成立. An organization begins, and covers the units with its own formation. */
export const organizationFounded = defineEvent({
  type: 'OrganizationFounded',
  title: { zh: '党组织成立', en: 'Organization founded' },
  doc: {
    zh: '成立党组织，并以其组建方式覆盖所列单位',
    en: 'An organization begins, and covers the units with its own formation.',
  },
  data: z.strictObject(founding),
  earlier: asBefore(foundingBefore),
  changes: found,
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
