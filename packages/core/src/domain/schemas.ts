import { textSchemas } from '@taizhang/kernel/define'
import { containsIdentityCardNumber } from './identity-card.ts'

/** The schemas of ids and texts: none may contain an identity-card number (docs/semantics.md, 28). */
export const texts = textSchemas({
  refuses: containsIdentityCardNumber,
  words: {
    zh: '不得包含居民身份证号码：请改用没有含义的编号',
    en: 'must not contain an identity-card number: use an id that means nothing',
  },
})
export const { id, subjectId, text, textOnOneLine, evidence } = texts

export { civilDate, count, decimal } from '@taizhang/kernel/define'
