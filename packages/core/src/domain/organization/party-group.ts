import { defineRelation } from '@taizhang/kernel/define'
import { id, text } from '../schemas.ts'
import { organization } from './organization.ts'

/** 党小组: a part of a branch, perhaps the members of one unit. */
export const partyGroup = defineRelation({
  name: 'partyGroup',
  title: { zh: '党小组', en: 'Party group' },
  key: ['groupId'],
  attributes: {
    organizationId: id,
    unitId: id.optional(),
    name: text.optional(),
    groupLeaderId: id.optional(),
  },
  within: [organization],
})
