import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { rectification } from './rectification.ts'
import { rectificationReason } from '../words.ts'

/** 列入整顿. The organization is flagged for rectification. */
export const organizationFlagged = defineEvent({
  type: 'OrganizationFlagged',
  title: { zh: '列入整顿', en: 'Organization flagged' },
  doc: {
    zh: '党组织列入整顿',
    en: 'The organization is flagged for rectification.',
  },
  data: z.strictObject({ organizationId: subjectId, reason: rectificationReason }),
  changes: ({ organizationId, reason }) => [open(rectification, { organizationId }, { reason })],
  example: { organizationId: 'o17', reason: 'shell' },
})
