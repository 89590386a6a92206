import { defineRelation } from '@taizhang/kernel/define'
import { organization } from '../organization/organization.ts'
import { civilDate, id } from '../schemas.ts'

/** 流动党员: a second, temporary affiliation that statistics do not count; the membership stays where it is. */
export const mobileMembership = defineRelation({
  name: 'mobileMembership',
  title: { zh: '流动党员', en: 'mobile membership' },
  key: ['memberId', 'organizationId'],
  attributes: { unitId: id.optional(), since: civilDate.optional() },
  within: [organization],
})
