import type { Words } from '@taizhang/core'
import { severityCounts, severityWords } from '@taizhang/core/rulebook'

import type { Report, ReportFinding } from './report.ts'
import type { Language } from './words.ts'

/** Of the findings of one rule the report lists so many; how many there are it says as well. */
const findingsMax = 10

/** The findings under one text of a rule. */
export interface RuleFindings extends Pick<
  ReportFinding,
  'severity' | 'ruleId' | 'title' | 'text' | 'citation' | 'next'
> {
  /** Those of longest standing. */
  readonly shown: readonly ReportFinding[]
  readonly rest: number
}

/** The findings by rule, the gravest first. */
export const findingsByRule = ({ findings }: Report): readonly RuleFindings[] =>
  [
    ...Map.groupBy(findings, ({ severity, ruleId, text, citation }) =>
      JSON.stringify([severity, ruleId, text.en, citation.en]),
    ).values(),
  ].flatMap((some) => {
    const [first] = some
    if (!first) return []
    const { severity, ruleId, title, text, citation, next } = first
    const shown = some.slice(0, findingsMax)
    return [{ severity, ruleId, title, text, citation, next, shown, rest: some.length - shown.length }]
  })

/** How many findings there are, and of each severity. */
export function countsText({ findings }: Report, language: Language): string {
  if (findings.length === 0) return { zh: '没有发现问题。', en: 'Nothing was found.' }[language]
  const counts = severityCounts(findings).map(({ severity, count }) => ({ count, ...severityWords[severity] }))
  return {
    zh: `共 ${findings.length} 项：${counts.map(({ zh, count }) => `${zh} ${count} 项`).join('，')}。`,
    en: `${findings.length} in all: ${counts.map(({ en, count }) => `${count} ${en}${count === 1 ? '' : 's'}`).join(', ')}.`,
  }[language]
}

/** That the findings of a rule were cut. */
export const moreFindings = ({ rest }: RuleFindings, language: Language): string =>
  ({
    zh: `另有 ${rest} 项，此处没有列出。`,
    en: `And ${rest} more, not listed here.`,
  })[language]

/** What the rule says, where it stands, and what to do. */
export const ruleLines = ({ text, citation, next }: RuleFindings): readonly (readonly [Words, Words])[] => [
  [{ zh: '规定', en: 'Rule' }, text],
  [{ zh: '依据', en: 'Source' }, citation],
  [{ zh: '下一步', en: 'Next' }, next],
]
