import { defineRelation } from '@taizhang/kernel/define'
import { text } from '../schemas.ts'

/** The authority that supervises the book: 两新工委, later 社会工作部. */
export const supervision = defineRelation({
  name: 'supervision',
  title: { zh: '主管部门', en: 'supervision' },
  key: ['book'],
  attributes: {
    authority: text,
    secondName: text.optional(),
  },
})
