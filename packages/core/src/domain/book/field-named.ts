import * as z from 'zod'
import { set, defineEvent } from '@taizhang/kernel/define'
import { text } from '../schemas.ts'
import { field } from './field.ts'

/** 确定领域名称. What the field of the book is called from that date. */
export const fieldNamed = defineEvent({
  type: 'FieldNamed',
  title: { zh: '确定领域名称', en: 'Field named' },
  doc: {
    zh: '台账所管的领域自该日起的名称，如两新组织、新兴领域',
    en: 'What the field of the book is called from that date.',
  },
  data: z.strictObject({ name: text }),
  changes: ({ name }, { book }) => [set(field, { book }, { name })],
  example: { name: '新兴领域' },
})
