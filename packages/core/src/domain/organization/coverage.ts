import { defineRelation } from '@taizhang/kernel/define'
import { organization } from './organization.ts'
import { unit } from '../unit/unit.ts'
import { formation } from '../words.ts'

/** 组织覆盖: an organization covers a unit, with its own formation unless the event says another. */
export const coverage = defineRelation({
  name: 'coverage',
  title: { zh: '组织覆盖', en: 'coverage' },
  key: ['organizationId', 'unitId'],
  attributes: {
    formation,
  },
  within: [organization, unit],
  inherits: { formation: organization },
})
