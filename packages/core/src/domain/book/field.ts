import { defineRelation } from '@taizhang/kernel/define'
import { text } from '../schemas.ts'

/** 领域名称: what the field is called: 两新组织, later 两企三新 or 新兴领域. */
export const field = defineRelation({
  name: 'field',
  title: { zh: '领域名称', en: 'field' },
  key: ['book'],
  attributes: { name: text },
})
