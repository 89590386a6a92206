import type { Words } from '@taizhang/core'
import { bracketed } from '@taizhang/core/figures'
import { severityWords } from '@taizhang/core/rulebook'

import { termState } from './phrases.ts'
import type { Report } from './report.ts'
import { comparedText, dayText, quantityOf, quantityText } from './text.ts'
import type { Language } from './words.ts'

/** So much of each list is on the first page; how much there is it says as well. */
const linesMax = 5
const townsMax = 10

/** A part of the first page: a table or a list, and where the rest of it stands in the report. */
export interface FrontBlock {
  readonly title: string
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  readonly lines?: readonly string[]
  readonly more?: string
  /** The id of the section of the page that has all of it. */
  readonly at?: string
}

/** The first page, in words. */
export function frontBlocks(report: Report, language: Language): readonly FrontBlock[] {
  const towns = townsBlock(report, language)
  return [
    ratesBlock(report, language),
    ...(towns ? [towns] : []),
    uncoveredBlock(report, language),
    overdueBlock(report, language),
    todoBlock(report, language),
  ]
}

const titles = {
  rates: { zh: '覆盖', en: 'Coverage' },
  towns: { zh: '各乡镇（街道），未覆盖多的在前', en: 'Towns, those with most uncovered units first' },
  town: { zh: '乡镇（街道）', en: 'Town' },
  uncovered: { zh: '未覆盖时间最长的单位', en: 'Units uncovered for longest' },
  uncoveredUnits: { zh: '未覆盖单位', en: 'Uncovered units' },
  overdue: { zh: '逾期未换届', en: 'Terms overdue' },
  todo: { zh: '要办的事', en: 'What to do' },
  none: { zh: '没有', en: 'None' },
} as const satisfies Record<string, Words>

function ratesBlock({ front, scopes }: Report, language: Language): FrontBlock {
  const ids = [...new Set(front.rates.map(({ figure }) => figure))]
  const rows = ids.map((id) => {
    const of = front.rates.filter(({ figure }) => figure === id)
    const cells = scopes.map(({ scope }) => {
      const rate = of.find((one) => one.scope === scope)
      return rate ? rateText(rate, language) : '—'
    })
    return [of[0]?.title[language] ?? id, ...cells]
  })
  const counts = scopes.map(({ scope }) => String(front.uncovered.filter((one) => one.scope === scope).length))
  const day = dayText(front.compared, language)
  return {
    title: titles.rates[language],
    table: {
      head: ['', ...scopes.map(({ title }) => title[language])],
      rows: [...rows, [titles.uncoveredUnits[language], ...counts]],
    },
    more: { zh: `“原为”是${day}的数。`, en: `“was” is of ${day}.` }[language],
    at: 'coverage',
  }
}

function rateText(rate: Report['front']['rates'][number], language: Language): string {
  const { value, before, change } = rate
  const quantity = quantityOf({ figure: rate.figure, value, measure: 'percent' }, language)
  const text = quantity ? quantityText(quantity) : '—'
  const then = comparedText({ figure: rate.figure, value, measure: 'percent', before, change }, language)
  return then === undefined ? text : bracketed(text, then)[language]
}

function townsBlock({ front, scopes }: Report, language: Language): FrontBlock | undefined {
  if (front.towns.length < 2) return undefined
  const rows = front.towns.slice(0, townsMax).map(({ town, rates, uncovered }) => [
    town[language],
    ...scopes.map(({ scope }) => {
      const rate = rates.find((one) => one.scope === scope)?.value
      return rate === undefined || rate === null ? '—' : `${rate}%`
    }),
    String(uncovered),
  ])
  return {
    title: titles.towns[language],
    table: {
      head: [titles.town[language], ...scopes.map(({ title }) => title[language]), titles.uncoveredUnits[language]],
      rows,
    },
    ...moreOf(front.towns.length - rows.length, language),
  }
}

const moreOf = (rest: number, language: Language): { readonly more?: string } =>
  rest <= 0 ? {} : { more: { zh: `另有 ${rest} 个。`, en: `And ${rest} more.` }[language] }

const noneOr = (lines: readonly string[], language: Language): readonly string[] =>
  lines.length > 0 ? lines : [titles.none[language]]

function uncoveredBlock({ front }: Report, language: Language): FrontBlock {
  const units = [...new Map(front.uncovered.map((unit) => [unit.unitId, unit])).values()]
  const lines = units.slice(0, linesMax).map(({ name, town, since, members }) => {
    const who = town === undefined ? name : bracketed(name, town)[language]
    return {
      zh: `${who}，自 ${since} 起，党员 ${members} 名`,
      en: `${who}, since ${since}, with ${members} ${members === 1 ? 'member' : 'members'}`,
    }[language]
  })
  return {
    title: titles.uncovered[language],
    lines: noneOr(lines, language),
    ...moreOf(units.length - lines.length, language),
    at: 'coverage',
  }
}

function overdueBlock({ terms }: Report, language: Language): FrontBlock {
  const overdue = terms.filter(({ daysLeft }) => daysLeft <= 0)
  const lines = overdue
    .slice(0, linesMax)
    .map((term) => `${term.name}${{ zh: '，', en: ', ' }[language]}${termState(term, language)}`)
  return {
    title: titles.overdue[language],
    lines: noneOr(lines, language),
    ...moreOf(overdue.length - lines.length, language),
    at: 'terms',
  }
}

function todoBlock({ findings }: Report, language: Language): FrontBlock {
  const rules = [...Map.groupBy(findings, ({ severity, ruleId }) => `${severity} ${ruleId}`).values()]
  const lines = rules.slice(0, linesMax).flatMap((some) => {
    const [first] = some
    if (!first) return []
    const { severity, title, next } = first
    return {
      zh: `${severityWords[severity].zh} ${some.length} 项：${title.zh}。${next.zh}`,
      en: `${some.length} ${severityWords[severity].en}${some.length === 1 ? '' : 's'}: ${title.en}. ${next.en}`,
    }[language]
  })
  return {
    title: titles.todo[language],
    lines: noneOr(lines, language),
    ...moreOf(rules.length - lines.length, language),
    at: 'findings',
  }
}
