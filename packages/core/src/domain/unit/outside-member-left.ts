import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { outsideMember } from './outside-member.ts'

/** 组织关系不在本单位的党员离开. The member works in the unit no more. */
export const outsideMemberLeft = defineEvent({
  type: 'OutsideMemberLeft',
  title: { zh: '组织关系不在本单位的党员离开', en: 'Outside member left' },
  doc: {
    zh: '该党员不再在单位工作',
    en: 'The member works in the unit no more.',
  },
  data: z.strictObject({ personId: subjectId, unitId: subjectId }),
  changes: (key) => [close(outsideMember, key)],
  example: { personId: 'p31', unitId: 'u12' },
})
