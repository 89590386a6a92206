import { defineRelation } from '@taizhang/kernel/define'
import { distinction } from '../words.ts'

/** 人才工作示范点. */
export const talentSite = defineRelation({
  name: 'talentSite',
  title: { zh: '人才工作示范点', en: 'talent site' },
  key: ['talentSiteId'],
  attributes: { ...distinction },
})
