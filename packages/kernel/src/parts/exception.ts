import { defineRelation } from '../define/relation.ts'
import { civilDate, evidence, text } from '../define/schemas.ts'

/** 例外: what a rule finds wrong with one subject is excepted up to a day, by a document. */
export const exception = defineRelation({
  name: 'exception',
  title: { zh: '例外', en: 'exception' },
  key: ['ruleId', 'subject'],
  attributes: {
    /** The first day on which it no longer holds. */
    until: civilDate,
    reason: text,
    document: evidence,
  },
})
