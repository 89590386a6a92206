import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { id, subjectId } from '../schemas.ts'
import { organization } from './organization.ts'

/** 党组织整建制转出. A whole organization leaves for another book; it is not dissolved. Its members leave by their own events. */
export const organizationTransferredOut = defineEvent({
  type: 'OrganizationTransferredOut',
  title: { zh: '党组织整建制转出', en: 'Organization transferred out' },
  doc: {
    zh: '党组织整建制转往本台账以外，不算撤销；党员须先转出（withOrganization）',
    en: 'A whole organization leaves for another book; it is not dissolved. Its members leave by their own events.',
  },
  data: z.strictObject({ organizationId: subjectId, toBook: id.optional() }),
  changes: ({ organizationId }) => [close(organization, { organizationId })],
  example: { organizationId: 'o17', toBook: '350304' },
})
