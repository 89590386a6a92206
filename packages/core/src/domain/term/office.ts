import * as z from 'zod'
import { defineRelation } from '@taizhang/kernel/define'
import { organization } from '../organization/organization.ts'
import { term } from './term.ts'

/** 班子成员: a person holds a post. A new term ends all offices of the organization. */
export const office = defineRelation({
  name: 'office',
  title: { zh: '班子成员', en: 'office' },
  key: ['organizationId', 'post', 'personId'],
  attributes: { sentBySuperior: z.boolean().optional() },
  within: [organization],
  endedByNew: [term],
})
