import { defineRelation } from '@taizhang/kernel/define'
import { organization } from '../organization/organization.ts'
import { id } from '../schemas.ts'
import { unit } from './unit.ts'

/** 责任党组织: the organization that answers for a unit (属地或行业主管党组织), also for one that is not covered. */
export const responsibility = defineRelation({
  name: 'responsibility',
  title: { zh: '责任党组织', en: 'responsible organization' },
  key: ['unitId'],
  attributes: { organizationId: id },
  within: [unit],
  refersTo: { organizationId: organization },
})
