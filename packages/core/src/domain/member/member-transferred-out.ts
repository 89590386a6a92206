import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { id, subjectId } from '../schemas.ts'
import { membership } from './membership.ts'

/** 组织关系转出. A member leaves for another book. */
export const memberTransferredOut = defineEvent({
  type: 'MemberTransferredOut',
  title: { zh: '组织关系转出', en: 'Member transferred out' },
  doc: {
    zh: '组织关系转往本台账以外',
    en: 'A member leaves for another book.',
  },
  data: z.strictObject({ memberId: subjectId, toBook: id.optional() }),
  changes: ({ memberId }) => [close(membership, { memberId })],
  example: { memberId: 'p21', toBook: '350304' },
})
