import * as z from 'zod'
import { close, set, defineEvent } from '@taizhang/kernel/define'
import { subjectId, text } from '../schemas.ts'
import { noOrganizationReason } from '../words.ts'
import { noOrganization } from './no-organization.ts'

/** 填报未建原因. Why the unit has no organization; null: that is over. */
export const noOrganizationExplained = defineEvent({
  type: 'NoOrganizationExplained',
  title: { zh: '填报未建原因', en: 'Lack of an organization explained' },
  doc: {
    zh: '单位没有建立党组织的原因；null 表示不再有',
    en: 'Why the unit has no organization; null: that is over.',
  },
  data: z.strictObject({ unitId: subjectId, reason: noOrganizationReason.nullable(), note: text.optional() }),
  changes: ({ unitId, reason, note }) => [
    reason === null
      ? close(noOrganization, { unitId })
      : set(noOrganization, { unitId }, { reason, note: note ?? null }),
  ],
  example: { unitId: 'u12', reason: 'too-few-members' },
})
