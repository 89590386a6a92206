import * as z from 'zod'
import { defineRelation } from '@taizhang/kernel/define'
import { id } from '../schemas.ts'
import { unit } from './unit.ts'

/** 法定代表人: who it is, and whether a member of the Party. */
export const legalRepresentative = defineRelation({
  name: 'legalRepresentative',
  title: { zh: '法定代表人', en: 'legal representative' },
  key: ['unitId'],
  attributes: { personId: id, isMember: z.boolean() },
  within: [unit],
})
