import type { View } from '@taizhang/core'
import { severityCounts, severityWords, type Finding } from '@taizhang/kernel'

import { endText } from './end-text.ts'
import { heading } from './heading.ts'
import type { Words } from './language.ts'
import { sheet, type Column, type Paint } from './sheet.ts'
import { subjectName } from './thing-names.ts'
import { visible } from './visible.ts'

/** Findings for people, by rule: what the rule says, where it stands, what is wrong with whom since when, and what to do. */
export function findingsPage(
  view: View,
  findings: readonly Finding[],
  window: { readonly from: string; readonly to: string } | undefined,
  paint: Paint,
): string {
  const byRule = Map.groupBy(findings, ({ ruleId, severity, text, citation }) =>
    JSON.stringify([severity, ruleId, text.en, citation.en]),
  )
  const nothing = { zh: '没有发现问题。\n', en: 'Nothing was found.\n' }[paint.language]
  return [
    heading(view, paint),
    findings.length === 0 ? nothing : `${totals(findings)[paint.language]}\n`,
    ...[...byRule.values()].map((of) => `\n${ruleSection(view, of, window !== undefined, paint)}`),
  ].join('')
}

/** How many of each severity, the gravest first. */
function totals(findings: readonly Finding[]): Words {
  const counts = severityCounts(findings).map(({ severity, count }) => ({ count, ...severityWords[severity] }))
  return {
    zh: counts.map(({ zh, count }) => `${zh} ${count} 项`).join('，'),
    en: counts.map(({ en, count }) => `${count} ${en}${count === 1 ? '' : 's'}`).join(', '),
  }
}

function ruleSection(view: View, findings: readonly Finding[], ends: boolean, paint: Paint): string {
  const [first] = findings
  if (!first) return ''
  const { language, bold } = paint
  const title = `${severityWords[first.severity][language]}  ${first.ruleId}  ${first.title[language]}`
  const lines: readonly (readonly [Words, Words])[] = [
    [{ zh: '规定', en: 'rule' }, first.text],
    [{ zh: '依据', en: 'source' }, first.citation],
    [{ zh: '下一步', en: 'next' }, first.next],
  ]
  const colon = { zh: '：', en: ': ' }[language]
  return [
    `${bold(visible(title))}\n`,
    ...lines.map(([label, words]) => `  ${label[language]}${colon}${visible(words[language])}\n`),
    sheet(columns(view, findings, ends, paint), findings, paint),
  ].join('')
}

const columns = (
  view: View,
  findings: readonly Finding[],
  ends: boolean,
  { language }: Paint,
): readonly Column<Finding>[] => [
  { title: { zh: '对象', en: 'subject' }, cell: ({ subject }) => subject },
  // Persons, for one, have no names in a book.
  ...(findings.some(({ subject }) => subjectName(view, subject) !== undefined)
    ? [
        {
          title: { zh: '名称', en: 'name' },
          cell: ({ subject }: Finding) => subjectName(view, subject)?.[language] ?? '',
        },
      ]
    : []),
  { title: { zh: '自', en: 'since' }, cell: ({ since }) => since },
  ...(ends ? [{ title: { zh: '至（不含）', en: 'until' }, cell: ({ until }: Finding) => endText(until) }] : []),
  { title: { zh: '问题', en: 'what is wrong' }, cell: ({ message }) => message[language] },
]
