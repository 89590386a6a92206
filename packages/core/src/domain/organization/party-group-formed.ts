import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { subjectId, text } from '../schemas.ts'
import { partyGroup } from './party-group.ts'

/** 划分党小组. A branch has a Party group from that date, perhaps in one unit. */
export const partyGroupFormed = defineEvent({
  type: 'PartyGroupFormed',
  title: { zh: '划分党小组', en: 'Party group formed' },
  doc: {
    zh: '党支部划分党小组，可以在一个单位',
    en: 'A branch has a Party group from that date, perhaps in one unit.',
  },
  data: z.strictObject({
    groupId: subjectId,
    organizationId: subjectId,
    unitId: subjectId.optional(),
    name: text.optional(),
    groupLeaderId: subjectId.optional(),
  }),
  changes: ({ groupId, ...attributes }) => [open(partyGroup, { groupId }, attributes)],
  example: { groupId: 'g1', organizationId: 'o17', unitId: 'u12', name: '第一党小组', groupLeaderId: 'p3' },
})
