import * as z from 'zod'
import { close, set } from '../kernel/change.ts'
import { defineEvent } from '../kernel/define-event.ts'
import { subjectId } from '../kernel/schemas.ts'
import { defaultRules } from './parameters.ts'
import { rule } from './rule.ts'

/** 停用规则. The book switches a rule off, a default one or one of its own. */
export const ruleRepealed = defineEvent({
  type: 'RuleRepealed',
  title: { zh: '停用规则', en: 'Rule repealed' },
  doc: {
    zh: '台账自该日起停用一条规则：默认规则，或自己采用的规则',
    en: 'The book switches a rule off from that day: a default one, or one of its own.',
  },
  data: z.strictObject({ ruleId: subjectId }),
  // A default rule is there without any event, so only one of the book's own has to have been adopted.
  changes: ({ ruleId }) => [
    defaultRules.has(ruleId) ? set(rule, { ruleId }, { inForce: false }) : close(rule, { ruleId }),
  ],
  example: { ruleId: 'UNIT-NO-MEMBERS' },
})
