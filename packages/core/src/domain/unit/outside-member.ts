import { defineRelation } from '@taizhang/kernel/define'
import { employment } from '../words.ts'
import { unit } from './unit.ts'

/** 组织关系不在本单位的党员: works in the unit, and belongs to an organization elsewhere. */
export const outsideMember = defineRelation({
  name: 'outsideMember',
  title: { zh: '组织关系不在本单位的党员', en: 'member whose membership is elsewhere' },
  key: ['personId', 'unitId'],
  attributes: { employment: employment.optional() },
  within: [unit],
})
