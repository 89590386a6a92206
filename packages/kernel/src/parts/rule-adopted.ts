import * as z from 'zod'
import { set } from '../define/change.ts'
import { defineEvent } from '../define/define-event.ts'
import { refusalsOf } from '../errors/issues.ts'
import { refuse, type Words } from '../errors/refusal.ts'
import { plainTexts } from '../define/schemas.ts'
import { rule } from './rule.ts'
import { severity } from '../checks/severity.ts'

/** One text stands for both languages. */
const inBoth = (value: string | Words): Words => (typeof value === 'string' ? { zh: value, en: value } : value)

/**
 * 采用规则. The event `RuleAdopted`: the book adopts a rule of its own, or its own text of a default rule, on a check of the domain.
 *
 * @param texts the schemas of the domain's texts
 * @example ruleAdoption().type // => 'RuleAdopted'
 */
export const ruleAdoption = ({ subjectId, text } = plainTexts) => {
  const bilingual = z.union([z.strictObject({ zh: text, en: text }), text])
  return defineEvent({
    type: 'RuleAdopted',
    title: { zh: '采用规则', en: 'Rule adopted' },
    doc: {
      zh: '台账自该日起采用一条自己的规则；与默认规则同编号的，代替默认文本。check 是检查的编号，即 taizhang rules 所列',
      en: 'The book adopts a rule of its own from that day; with the id of a default rule it takes its place. `check` is one that taizhang rules lists.',
    },
    data: z.strictObject({
      ruleId: subjectId,
      check: text,
      parameters: z.record(z.string(), z.unknown()),
      severity,
      title: bilingual,
      citation: bilingual,
    }),
    admit: ({ check, parameters }, rules) => {
      const schema = rules.parameters.get(check)
      if (!schema) {
        const ids = [...rules.parameters.keys()]
        return refuse(
          'no-such-check',
          {
            zh: `没有检查 ${check}；可用的有：${ids.join('、')}`,
            en: `there is no check ${check}; there are: ${ids.join(', ')}`,
          },
          { path: 'data.check' },
        )
      }
      const parsed = schema.safeParse(parameters, { reportInput: true })
      return parsed.success || (refusalsOf(parsed.error, ['data', 'parameters'])[0] ?? true)
    },
    changes: ({ ruleId, title, citation, ...attributes }) => [
      set(rule, { ruleId }, { ...attributes, title: inBoth(title), citation: inBoth(citation), inForce: true }),
    ],
    example: {
      ruleId: 'UNIT-NO-MEMBERS',
      check: 'UNIT-NO-MEMBERS',
      parameters: { employeesMin: 30 },
      severity: 'notice',
      title: { zh: '从业人员 30 人以上单位无党员', en: 'Units of 30 or more without members' },
      citation: { zh: '本区 2019 年工作计划', en: 'Local work plan 2019' },
    },
  })
}
