import * as z from 'zod'
import { defineRelation } from '@taizhang/kernel/define'
import { id, text, textOnOneLine } from '../schemas.ts'
import { approvalLevel, category, formation, organizationKind } from '../words.ts'

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
    code: textOnOneLine.optional(),
    forMobileMembers: z.boolean().optional(),
    approvalLevel: approvalLevel.optional(),
  },
  refersTo: { superiorId: 'itself' },
})
