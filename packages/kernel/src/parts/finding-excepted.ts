import * as z from 'zod'
import { close, set } from '../define/change.ts'
import { defineEvent } from '../define/define-event.ts'
import { civilDate, plainTexts } from '../define/schemas.ts'
import { refuse } from '../errors/refusal.ts'
import { exception } from './exception.ts'

/**
 * 准许例外. The event `FindingExcepted`: until a day, a rule is not applied to one subject. The evidence of the event is the document that
 * approves this.
 *
 * @param texts the schemas of the domain's texts
 * @example findingException().type // => 'FindingExcepted'
 */
export const findingException = ({ subjectId, text } = plainTexts) =>
  defineEvent({
    type: 'FindingExcepted',
    title: { zh: '准许例外', en: 'Finding excepted' },
    doc: {
      zh: '对一个对象，一条规则的问题提示到 until（不再有效的首日）为止不再提示；记录的 evidence 即批准的文件，必须有',
      en: 'What a rule finds wrong with one subject is excepted up to `until`; the evidence of the event is the document, and must be there.',
    },
    data: z.strictObject({ ruleId: subjectId, subject: subjectId, until: civilDate, reason: text }),
    admit: ({ until }, _rules, { evidence, effectiveOn }) => {
      if (!evidence || Object.keys(evidence).length === 0)
        return refuse(
          'evidence-missing',
          { zh: '例外应有批准的文件（evidence）', en: 'an exception needs the document that approves it (evidence)' },
          { path: 'evidence' },
        )
      return (
        effectiveOn < until ||
        refuse(
          'ends-before',
          {
            zh: `until（${until}）应在生效日 ${effectiveOn} 之后`,
            en: `until (${until}) must be after the event's day, ${effectiveOn}`,
          },
          { path: 'data.until' },
        )
      )
    },
    changes: ({ ruleId, subject, until, reason }, { evidence = {} }) => [
      set(exception, { ruleId, subject }, { until, reason, document: evidence }),
    ],
    example: { ruleId: 'UNIT-CODE', subject: 'u12', until: '2020-01-01', reason: '早期代码，登记机关证明有效' },
    exampleEvidence: { documentNumber: '2018-31', issuer: '市场监督管理局' },
  })

/**
 * 取消例外. The event `FindingExceptionLifted`: an exception ends before its day.
 *
 * @example findingExceptionLift().type // => 'FindingExceptionLifted'
 */
export const findingExceptionLift = ({ subjectId } = plainTexts) =>
  defineEvent({
    type: 'FindingExceptionLifted',
    title: { zh: '取消例外', en: 'Exception lifted' },
    doc: { zh: '例外提前终止', en: 'The exception ends before its day.' },
    data: z.strictObject({ ruleId: subjectId, subject: subjectId }),
    changes: (key) => [close(exception, key)],
    example: { ruleId: 'UNIT-CODE', subject: 'u12' },
  })
