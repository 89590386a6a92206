import { defineRelation } from '@taizhang/kernel/define'
import { unit } from './unit.ts'

/** 群团组织: a trade union or a youth league in a unit. */
export const massOrganization = defineRelation({
  name: 'massOrganization',
  title: { zh: '群团组织', en: 'mass organization' },
  key: ['unitId', 'kind'],
  attributes: {},
  within: [unit],
})
