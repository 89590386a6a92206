import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { organization } from './organization.ts'

/** 隶属关系调整. The organization reports to another superior; null: to none. */
export const organizationReassigned = defineEvent({
  type: 'OrganizationReassigned',
  title: { zh: '隶属关系调整', en: 'Organization reassigned' },
  doc: {
    zh: '党组织改隶另一上级；null 表示没有上级',
    en: 'The organization reports to another superior; null: to none.',
  },
  data: z.strictObject({ organizationId: subjectId, superiorId: subjectId.nullable() }),
  changes: ({ organizationId, superiorId }) => [amend(organization, { organizationId }, { superiorId })],
  example: { organizationId: 'o17', superiorId: 'education-committee' },
})
