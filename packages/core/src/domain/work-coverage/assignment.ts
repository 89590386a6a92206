import { defineRelation } from '@taizhang/kernel/define'
import { instructor } from './instructor.ts'
import { unit } from '../unit/unit.ts'

/** 结对: an instructor works with a unit. */
export const assignment = defineRelation({
  name: 'assignment',
  title: { zh: '结对', en: 'assignment' },
  key: ['instructorId', 'unitId'],
  attributes: {},
  within: [instructor, unit],
})
