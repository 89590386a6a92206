import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { id, subjectId, text } from '../schemas.ts'
import { absence } from './absence.ts'

/** 流动党员纳入流入地党组织. An organization elsewhere, of another book or of none, has received the mobile member. */
export const mobileMemberPlaced = defineEvent({
  type: 'MobileMemberPlaced',
  title: { zh: '流入地接收流动党员', en: 'Mobile member placed' },
  doc: {
    zh: '本台账的流动党员已由外地的党组织接收，参加其组织生活；组织关系不转，仍计入党员数',
    en: 'An organization elsewhere, of another book or of none, has received the mobile member; the membership stays.',
  },
  data: z.strictObject({ memberId: subjectId, receivedBy: text, toBook: id.optional() }),
  changes: ({ memberId, receivedBy }) => [amend(absence, { memberId }, { receivedBy }, { expect: { kind: 'mobile' } })],
  example: { memberId: 'p3', receivedBy: '厦门市湖里区海沧商会流动党员党支部' },
})
