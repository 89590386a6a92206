import { expectChoice } from '@taizhang/kernel/internal'
import { type Words } from '@taizhang/core'
import { bracketed } from '@taizhang/core/figures'
import { severityWords } from '@taizhang/core/rulebook'

import { countsText, findingsByRule, moreFindings, ruleLines, type RuleFindings } from './findings.ts'
import { expectReport } from './doors.ts'
import { frontBlocks, type FrontBlock } from './front-page-text.ts'
import {
  authorityOf,
  basisText,
  moreTerms,
  notes,
  phrases,
  referenceText,
  termRemarks,
  termState,
  titleOf,
} from './phrases.ts'
import type { Report, ReportItem, ReportValue } from './report.ts'
import { overviewOf, valueTitle } from './overview.ts'
import { chartTables, type ChartTable } from './chart-tables.ts'
import {
  comparedText,
  dayText,
  quantityText,
  readable,
  repeatedText,
  reportedText,
  sectionNumber,
  windowText,
} from './text.ts'
import { languages, type Language } from './words.ts'

/** Of the terms overdue or due soon the text lists so many; how many there are it says as well. */
const termsMax = 30

/**
 * The report as Markdown (CommonMark with tables).
 *
 * @example markdown(reportOf(view), 'en').startsWith('# ') // => true
 */
export function markdown(report: Report, language: Language): string {
  expectReport(report)
  expectChoice(language, 'language', languages)
  const say = (words: Words): string => words[language]
  const blocks = [
    `# ${plain(titleOf(report, language))}`,
    `${plain(report.name)}  \n${[
      `${say(phrases.asOf)} ${dayText(report.asOf, language)}`,
      plain(authorityOf(report, language) ?? ''),
    ]
      .filter((text) => text !== '')
      .join(' · ')}`,
    basisText(report, language),
    `## ${say(phrases.front)}`,
    ...frontBlocks(report, language).flatMap(blockText),
    `## ${say(phrases.overview)}`,
    overviewTable(report, language),
    ...report.sections.flatMap(({ id, title, items }, at) => [
      `## ${sectionNumber(at, language)}${say(title)}`,
      ...(items.length === 0
        ? [say(phrases.nothing)]
        : [items.map((item) => itemText(report, item, language)).join('\n')]),
      ...chartTables(report, language)
        .filter(({ section }) => section === id)
        .map((one) => `### ${one.title}\n\n${tableText(one, language)}`),
      ...(id === 'coverage' ? [`### ${say(phrases.termsList)}`, termsTable(report, language)] : []),
    ]),
    `## ${sectionNumber(report.sections.length, language)}${say(phrases.findings)}`,
    countsText(report, language),
    ...findingsByRule(report).map((rule) => ruleText(rule, language)),
    `## ${say(phrases.notes)}`,
    notes(report, language)
      .map((text) => `- ${text}`)
      .join('\n'),
  ]
  return `${blocks.join('\n\n')}\n`
}

/** A part of the first page. */
const blockText = ({ title, table: cells, lines, more }: FrontBlock): readonly string[] => [
  `### ${title}`,
  ...(cells
    ? [
        table(
          cells.head.map(plain),
          cells.rows.map((row) => row.map(plain)),
          true,
        ),
      ]
    : []),
  ...(lines ? [lines.map((line) => `- ${plain(line)}`).join('\n')] : []),
  ...(more === undefined ? [] : [plain(more)]),
]

/** A text of the book's own as plain text on one line. */
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|~#&]/g, String.raw`\$&`)

const table = (head: readonly string[], rows: readonly (readonly string[])[], numbers: boolean): string =>
  [head, head.map((_, at) => (numbers && at > 0 ? '---:' : '---')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')

function overviewTable(report: Report, language: Language): string {
  const { columns, rows } = overviewOf(report, language)
  return table(
    ['', ...columns.map(plain)],
    rows.map(({ title, cells }) => [title, ...cells]),
    true,
  )
}

const tableText = ({ head, rows }: ChartTable, language: Language): string =>
  rows.length === 0
    ? phrases.nothing[language]
    : table(
        head.map(plain),
        rows.map((cells) => cells.map(plain)),
        true,
      )

function itemText(report: Report, item: ReportItem, language: Language): string {
  const colon = { zh: '：', en: ': ' }[language]
  const named = (value: ReportValue, text: string): string => {
    const title = valueTitle(report, value, language)
    return title === undefined ? text : `${plain(title)} ${text}`
  }
  const values = readable(item, language)
  const lines = [
    `- **${item.title[language]}** \`${item.figure}\`${colon}${valuesText(report, item, language)}`,
    `  - ${phrases.definition[language]}${colon}${[item.definition[language], windowOf(item, language)].filter((text) => text !== undefined).join({ zh: '；', en: ' ' }[language])}`,
    ...values.flatMap(([value]) => {
      const text = repeatedText(value, language)
      return text === undefined ? [] : [`  - ${phrases.repeated[language]}${colon}${named(value, text)}`]
    }),
    ...values.flatMap(([value]) => {
      const text = reportedText(value, language)
      return text === undefined ? [] : [`  - **${phrases.reported[language]}**${colon}${named(value, plain(text))}`]
    }),
    ...item.values.flatMap((value) => {
      const text = referenceText(value, language)
      return text === undefined ? [] : [`  - ${phrases.reference[language]}${colon}${named(value, text)}`]
    }),
  ]
  return lines.join('\n')
}

const withThen = (text: string, value: ReportValue, language: Language): string => {
  const then = comparedText(value, language)
  return then === undefined ? text : bracketed(text, then)[language]
}

/** The total before what it is made of. */
function valuesText(report: Report, item: ReportItem, language: Language): string {
  const texts = readable(item, language).map(([value, quantity]) => {
    const title = valueTitle(report, value, language)
    return {
      part: value.by !== undefined,
      text: `${title === undefined ? '' : `${plain(title)} `}${withThen(quantityText(quantity), value, language)}`,
    }
  })
  const [whole, parts] = [texts.filter(({ part }) => !part), texts.filter(({ part }) => part)].map((some) =>
    some.map(({ text }) => text).join({ zh: '；', en: '; ' }[language]),
  )
  if (!parts) return whole ?? ''
  return whole ? { zh: `${whole}，其中${parts}`, en: `${whole}, of these ${parts}` }[language] : parts
}

const windowOf = ({ values }: ReportItem, language: Language): string | undefined => {
  const [value] = values
  const text = value && windowText(value, language)
  return text === undefined ? undefined : { zh: text, en: `${text}.` }[language]
}

function termsTable({ terms }: Report, language: Language): string {
  if (terms.length === 0) return phrases.noTerms[language]
  const head = [phrases.organization, phrases.superior, phrases.endsOn, phrases.state].map((words) => words[language])
  const rows = terms
    .slice(0, termsMax)
    .map((term) => [
      bracketed(plain(term.name), plain(term.organizationId))[language],
      plain(term.superiorName ?? ''),
      term.dueOn,
      [termState(term, language), ...termRemarks(term).map(({ words, day }) => `${words[language]} ${day}`)].join(
        { zh: '；', en: '; ' }[language],
      ),
    ])
  const rest = terms.length - rows.length
  return table(head, rows, false) + (rest > 0 ? `\n\n${moreTerms(rest, language)}` : '')
}

/** A rule, and what it finds wrong. */
function ruleText(rule: RuleFindings, language: Language): string {
  const { severity, ruleId, title, shown, rest } = rule
  const colon = { zh: '：', en: ': ' }[language]
  return [
    `### ${severityWords[severity][language]} · ${plain(title[language])} \`${ruleId}\``,
    ruleLines(rule)
      .map(([label, words]) => `${label[language]}${colon}${plain(words[language])}`)
      .join('  \n'),
    shown
      .map(({ name, subject, since, message }) => {
        const who = name === undefined ? subject : bracketed(name[language], subject)[language]
        const day = { zh: `自 ${since}`, en: `since ${since}` }[language]
        return `- **${plain(who)}** ${day}${colon}${plain(message[language])}`
      })
      .join('\n'),
    ...(rest > 0 ? [moreFindings(rule, language)] : []),
  ].join('\n\n')
}
