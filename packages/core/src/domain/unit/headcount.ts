import { defineRelation } from '@taizhang/kernel/define'
import { count } from '../schemas.ts'
import { unit } from './unit.ts'

/** 从业人员数, as last reported. */
export const headcount = defineRelation({
  name: 'headcount',
  title: { zh: '从业人员数', en: 'headcount' },
  key: ['unitId'],
  attributes: {
    employees: count,
    fullTime: count.optional(),
    onDuty: count.optional(),
  },
  within: [unit],
})
