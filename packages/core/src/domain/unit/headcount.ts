import { defineRelation } from '@taizhang/kernel/define'
import { count } from '../schemas.ts'
import { unit } from './unit.ts'

/** 职工人数, as last reported. */
export const headcount = defineRelation({
  name: 'headcount',
  title: { zh: '职工人数', en: 'headcount' },
  key: ['unitId'],
  attributes: {
    employees: count,
  },
  within: [unit],
})
