import { defineRelation } from '@taizhang/kernel/define'
import { distinction } from '../words.ts'

/** 党建品牌. */
export const brand = defineRelation({
  name: 'brand',
  title: { zh: '党建品牌', en: 'brand' },
  key: ['brandId'],
  attributes: { ...distinction },
})
