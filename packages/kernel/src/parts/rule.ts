import * as z from 'zod'
import { defineRelation } from '../define/relation.ts'
import { text, words } from '../define/schemas.ts'
import { severity } from '../checks/severity.ts'

/** 规则: what a book itself says of a rule. From that day it stands in the place of the default text of the same id. */
export const rule = defineRelation({
  name: 'rule',
  title: { zh: '规则', en: 'rule' },
  key: ['ruleId'],
  attributes: {
    /** `false`: the book has switched the rule off; the other attributes are then those it had, if any. */
    inForce: z.boolean(),
    check: text.optional(),
    parameters: z.record(z.string(), z.unknown()).optional(),
    severity: severity.optional(),
    title: words.optional(),
    citation: words.optional(),
  },
})
