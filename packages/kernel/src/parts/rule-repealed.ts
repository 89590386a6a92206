import * as z from 'zod'
import { close, set } from '../define/change.ts'
import { defineEvent } from '../define/define-event.ts'
import { plainTexts } from '../define/schemas.ts'
import { rule } from './rule.ts'

/**
 * 停用规则. The event `RuleRepealed`: the book switches off a default rule or one of its own.
 *
 * @param texts the schemas of the domain's texts
 * @example ruleRepeal().type // => 'RuleRepealed'
 */
export const ruleRepeal = ({ subjectId } = plainTexts) =>
  defineEvent({
    type: 'RuleRepealed',
    title: { zh: '停用规则', en: 'Rule repealed' },
    doc: {
      zh: '台账自该日起停用一条规则：默认规则，或自己采用的规则',
      en: 'The book switches a rule off from that day: a default one, or one of its own.',
    },
    data: z.strictObject({ ruleId: subjectId }),
    // A default rule is there without any event, so only one of the book's own has to have been adopted.
    changes: ({ ruleId }, _event, rules) => [
      rules.byDefault.has(ruleId) ? set(rule, { ruleId }, { inForce: false }) : close(rule, { ruleId }),
    ],
    example: { ruleId: 'UNIT-NO-MEMBERS' },
  })
