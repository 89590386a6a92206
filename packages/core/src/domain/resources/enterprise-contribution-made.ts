import * as z from 'zod'
import { occur, defineEvent, occurrence } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { fen } from '../words.ts'

/** 企业投入. A unit spent money of its own on Party activities. */
export const enterpriseContributionMade = defineEvent({
  type: 'EnterpriseContributionMade',
  title: { zh: '企业投入', en: 'Enterprise contribution made' },
  doc: {
    zh: '单位投入党建工作经费',
    en: 'The unit spent money of its own on Party activities.',
  },
  data: z.strictObject({ unitId: subjectId, amountFen: fen }),
  changes: (data, { id: eventId, type }) => [occur(occurrence, { eventId }, { type, data })],
  example: { unitId: 'u12', amountFen: 20000000 },
})
