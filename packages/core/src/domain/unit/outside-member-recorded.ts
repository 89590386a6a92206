import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { employment } from '../words.ts'
import { outsideMember } from './outside-member.ts'

/** 登记组织关系不在本单位的党员. A member works in the unit, and the membership is elsewhere. */
export const outsideMemberRecorded = defineEvent({
  type: 'OutsideMemberRecorded',
  title: { zh: '登记组织关系不在本单位的党员', en: 'Outside member recorded' },
  doc: {
    zh: '党员在单位工作，组织关系在别处',
    en: 'A member works in the unit, and the membership is elsewhere.',
  },
  data: z.strictObject({ personId: subjectId, unitId: subjectId, employment: employment.optional() }),
  changes: ({ personId, unitId, ...attributes }) => [open(outsideMember, { personId, unitId }, attributes)],
  example: { personId: 'p31', unitId: 'u12', employment: 'full-time' },
})
