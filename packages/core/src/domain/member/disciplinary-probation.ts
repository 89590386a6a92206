import { defineRelation } from '@taizhang/kernel/define'
import { civilDate } from '../schemas.ts'
import { membership } from './membership.ts'

/** 留党察看: the member does not vote, is not elected and introduces nobody. */
export const disciplinaryProbation = defineRelation({
  name: 'disciplinaryProbation',
  title: { zh: '留党察看', en: 'probation within the Party' },
  key: ['memberId'],
  attributes: { until: civilDate },
  within: [membership],
})
