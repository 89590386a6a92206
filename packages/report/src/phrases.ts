import { civilDateAt, party, type CivilDate, type Words } from '@taizhang/core'
import { expectChoice, expectObject, expectWhole } from '@taizhang/kernel/internal'
import { bracketed, figureCatalogue, labelOf, type TermDue } from '@taizhang/core/figures'

import { expectTerm } from './doors.ts'
import { dayText } from './text.ts'
import type { Report, ReportValue } from './report.ts'
import { languages, type Language } from './words.ts'

/** The report's title, with what the book calls its field on the day. */
export const titleOf = ({ field }: Report, language: Language): string =>
  ({
    zh: `${field ?? '两新组织'}党建工作报告`,
    en: `Work report on Party building${field === undefined ? '' : `: ${field}`}`,
  })[language]

/** The supervising authority with its second name; `undefined` where the book names none. */
export const authorityOf = ({ authority, authoritySecondName }: Report, language: Language): string | undefined =>
  authority === undefined || authoritySecondName === undefined
    ? authority
    : bracketed(authority, authoritySecondName)[language]

/** The report's own words. */
export const phrases = {
  asOf: { zh: '截至', en: 'As of' },
  front: { zh: '一页看全貌', en: 'On one page' },
  overview: { zh: '概况', en: 'At a glance' },
  contents: { zh: '目录', en: 'Contents' },
  scope: { zh: '口径', en: 'Scope' },
  definition: { zh: '定义', en: 'Definition' },
  reference: { zh: '依据', en: 'Counted from' },
  repeated: { zh: '重复', en: 'In several rows' },
  reported: { zh: '与填报不符', en: 'Differs from what was reported' },
  data: { zh: '数据表', en: 'The data' },
  notes: { zh: '说明', en: 'Notes' },
  coverageChart: { zh: '党组织覆盖率的变化', en: 'Organization coverage over time' },
  termsChart: { zh: '今后两年的任期届满', en: 'Terms that end in the next two years' },
  recruitedChart: { zh: '历年发展党员', en: 'Members recruited, by year' },
  formationsChart: { zh: '党组织的组建方式', en: 'Organizations by formation' },
  termsList: { zh: '已逾期和六个月内任期届满的', en: 'Terms overdue, and due within six months' },
  organization: { zh: '党组织', en: 'Organization' },
  superior: { zh: '上级', en: 'Superior' },
  endsOn: { zh: '任期届满', en: 'Ends' },
  state: { zh: '情况', en: 'State' },
  formation: { zh: '组建方式', en: 'Formation' },
  year: { zh: '年份', en: 'Year' },
  month: { zh: '月份', en: 'Month' },
  day: { zh: '日期', en: 'Day' },
  terms: { zh: '任期数', en: 'Terms' },
  total: { zh: '合计', en: 'Total' },
  overdue: { zh: '已逾期', en: 'Overdue' },
  nothing: { zh: '没有数据', en: 'There is nothing to show' },
  calendar: { zh: '换届提醒', en: 'Terms coming due' },
  termEnds: { zh: '任期届满：', en: 'Term ends: ' },
  startedOn: { zh: '任期开始', en: 'Started' },
  secretary: { zh: '书记', en: 'Secretary' },
  findings: { zh: '需要处理的问题', en: 'What needs attention' },
  noTerms: { zh: '没有', en: 'None' },
} as const

/** What the report stands on. */
export function basisText({ book, size, knownAt }: Report, language: Language): string {
  const recorded = dayText(civilDateAt(knownAt), language)
  return {
    zh: `由台账 ${book} 的前 ${size} 条记录推算，最后一批录入于${recorded}`,
    en: `Derived from the first ${size} events of book ${book}; the last batch was recorded on ${recorded}`,
  }[language]
}

/** How to read the report. */
export const notes = (report: Report, language: Language): readonly string[] => [
  ...partNotes(report, language),
  ...generalNotes(report, language),
]

/** What the report is only about, and what it leaves out for that. */
function partNotes({ compared, where = [], omitted = [] }: Report, language: Language): readonly string[] {
  const conditions = where.map(({ dimension, test, values }) => {
    const title = party.dimensions.get(dimension)?.title[language] ?? dimension
    return `${title} ${test} ${values.map((value) => labelOf(value)[language]).join({ zh: '、', en: ', ' }[language])}`
  })
  const then = compared === undefined ? [] : [dayText(compared, language)]
  const titles = omitted.map((id) => figureCatalogue.get(id)?.title[language] ?? id)
  const only = conditions.join({ zh: '，', en: '; ' }[language])
  const left = titles.join({ zh: '、', en: ', ' }[language])
  return [
    ...then.map(
      (day) =>
        ({
          zh: `“原为”是${day}的数；期间数是截至那天的。`,
          en: `“was” is of ${day}; of periods, of those up to that day.`,
        })[language],
    ),
    ...(conditions.length > 0 ? [{ zh: `只计：${only}。`, en: `Only: ${only}.` }[language]] : []),
    ...(titles.length > 0
      ? [
          {
            zh: `不能这样分组或筛选，没有列出的：${left}。`,
            en: `Left out, since they cannot be grouped or filtered so: ${left}.`,
          }[language],
        ]
      : []),
  ]
}

const generalNotes = ({ book, from }: Report, language: Language): readonly string[] =>
  ({
    zh: [
      '每个数字都由台账中的记录推算，没有手工填写的数字。未注明期间的，是截至当日的数；注明期间的，首尾两日都计入。',
      from === undefined ? '' : `期间数一律自${dayText(from, 'zh')}起算。`,
      `“第 N 条”是记录在台账 ${book} 中的位置，从 0 起，即导出文件的第 N+1 行。`,
      '率按单位计，不按组织计；由精确的分数四舍五入到一位小数，没有单位可计的为“—”。',
    ].filter((text) => text !== ''),
    en: [
      'Every number is derived from the events of the ledger; none was filled in by hand. Without a period it is that of the day; a period includes both of its days.',
      from === undefined ? '' : `All periods start on ${dayText(from, 'en')}.`,
      `An event’s number is its position in book ${book}, from 0 on: line N+1 of an export.`,
      'Rates count units, never organizations. They are exact fractions, rounded half up to one decimal; over no units there is none (—).',
    ].filter((text) => text !== ''),
  })[language]

/** What a value was counted from: how many facts, and the first of the events behind them. */
export function referenceText({ behind, from }: ReportValue, language: Language): string | undefined {
  if (!behind) return undefined
  const { counted, events, positions } = behind
  if (counted === 0) return { zh: '没有可计的', en: 'nothing to count' }[language]
  const [list, more] = [positions.join({ zh: '、', en: ', ' }[language]), events > positions.length]
  const facts = from === undefined
  return {
    zh: `${facts ? `计 ${counted} 项，` : ''}${events} 条记录：第 ${list} 条${more ? '等' : ''}`,
    en: `${facts ? `${counted} ${counted === 1 ? 'fact' : 'facts'}, ` : ''}${events} ${events === 1 ? 'event' : 'events'}: ${list}${more ? ' …' : ''}`,
  }[language]
}

/**
 * How many days of a term are left, or that it is overdue, as text.
 *
 * @example termState({ daysLeft: 3 }, 'en') // => '3 days left'
 */
export function termState(term: Pick<TermDue, 'daysLeft'>, language: Language): string {
  expectObject(term, 'term')
  expectChoice(language, 'language', languages)
  const { daysLeft } = term
  expectWhole(daysLeft, 'term.daysLeft', -Number.MAX_SAFE_INTEGER)
  if (daysLeft === 0) return { zh: '今日任期届满', en: 'due today' }[language]
  return daysLeft > 0
    ? { zh: `还有 ${daysLeft} 天`, en: `${daysText(daysLeft)} left` }[language]
    : { zh: `逾期 ${-daysLeft} 天`, en: `${daysText(-daysLeft)} overdue` }[language]
}

const daysText = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`

/** Something else that is known of a term that comes due, and the day of it. */
export interface TermRemark {
  readonly words: Words
  readonly day: CivilDate
}

const remark = (day: CivilDate | undefined, zh: string, en: string): readonly TermRemark[] =>
  day === undefined ? [] : [{ words: { zh, en }, day }]

/**
 * What there is to say of a term: extended, elected early, reminded, renewed after the day of the report.
 *
 * @example termsDue(view, { amount: 1, unit: 'years' }).map(termRemarks) // => []
 */
export function termRemarks(term: TermDue): readonly TermRemark[] {
  expectTerm(term, 'term')
  const { extendedTo, earlyElectionOn, remindedOn, endsOn, renewed, expiresOn } = term
  return [
    ...remark(extendedTo === undefined ? undefined : expiresOn, '已批准延期，原定任期届满', 'extended, was due'),
    ...remark(earlyElectionOn, '已批准提前换届', 'early election approved for'),
    ...remark(remindedOn, '已提醒', 'reminded'),
    ...(renewed ? remark(endsOn, '其后换届', 'later renewed') : remark(endsOn, '其后终止', 'later ended')),
  ]
}

/** That a list of terms was cut. */
export const moreTerms = (rest: number, language: Language): string =>
  ({
    zh: `另有 ${rest} 个，此处没有列出。`,
    en: `And ${rest} more, not listed here.`,
  })[language]
