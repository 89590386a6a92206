import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { partyGroup } from './party-group.ts'

/** 撤销党小组. The Party group ends. */
export const partyGroupDissolved = defineEvent({
  type: 'PartyGroupDissolved',
  title: { zh: '撤销党小组', en: 'Party group dissolved' },
  doc: {
    zh: '党小组不再保留',
    en: 'The Party group ends.',
  },
  data: z.strictObject({ groupId: subjectId }),
  changes: ({ groupId }) => [close(partyGroup, { groupId })],
  example: { groupId: 'g1' },
})
