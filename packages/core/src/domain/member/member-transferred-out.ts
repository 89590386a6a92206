import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { asBefore } from '../earlier.ts'
import { id, subjectId } from '../schemas.ts'
import { membership } from './membership.ts'

const first = { memberId: subjectId, toBook: id.optional() }

/** 组织关系转出. A member leaves for another book. */
export const memberTransferredOut = defineEvent({
  type: 'MemberTransferredOut',
  title: { zh: '组织关系转出', en: 'Member transferred out' },
  doc: {
    zh: '组织关系转往本台账以外；随党组织整建制转出的写 withOrganization',
    en: 'A member leaves for another book, perhaps with the whole organization.',
  },
  data: z.strictObject({ ...first, withOrganization: z.boolean().optional() }),
  earlier: asBefore(first),
  changes: ({ memberId }) => [close(membership, { memberId })],
  example: { memberId: 'p21', toBook: '350304' },
})
