import { defineRelation } from '@taizhang/kernel/define'
import { civilDate } from '../schemas.ts'
import { membership } from './membership.ts'

/** 限期改正: an unqualified member is given a time to correct. */
export const correction = defineRelation({
  name: 'correction',
  title: { zh: '限期改正', en: 'order to correct' },
  key: ['memberId'],
  attributes: { until: civilDate },
  within: [membership],
})
