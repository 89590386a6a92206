import { defineRelation } from '@taizhang/kernel/define'
import { id, text } from '../schemas.ts'
import { category, formation, organizationKind } from '../words.ts'

/** 党组织: committee, general branch or branch. */
export const organization = defineRelation({
  name: 'organization',
  title: { zh: '党组织', en: 'organization' },
  key: ['organizationId'],
  attributes: {
    name: text,
    kind: organizationKind,
    formation,
    category,
    superiorId: id.optional(),
  },
  refersTo: { superiorId: 'itself' },
})
