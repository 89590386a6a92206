import { defineRelation } from '@taizhang/kernel/define'
import { fen, year } from '../words.ts'
import { unit } from './unit.ts'

/** 年营业收入: of the last year for which it was reported, in fen. */
export const revenue = defineRelation({
  name: 'revenue',
  title: { zh: '年营业收入', en: 'revenue' },
  key: ['unitId'],
  attributes: { year, amountFen: fen },
  within: [unit],
})
