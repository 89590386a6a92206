import { defineRelation } from '@taizhang/kernel/define'
import { text } from '../schemas.ts'
import { noOrganizationReason } from '../words.ts'
import { unit } from './unit.ts'

/** 未建原因: why a unit has no organization. */
export const noOrganization = defineRelation({
  name: 'noOrganization',
  title: { zh: '未建原因', en: 'reason for no organization' },
  key: ['unitId'],
  attributes: { reason: noOrganizationReason, note: text.optional() },
  within: [unit],
})
