import type { Diff, Difference, EventNote, SubjectDifference } from '@taizhang/audit'
import type { View } from '@taizhang/core'
import type { Domain } from '@taizhang/kernel/define'

import { documentOf, eventTitle, named, namedIn, takingBackTexts, type Teller } from './audit-words.ts'
import { byText, changeText, daysText, rateChangeText, rateText, valueText } from './figure-words.ts'
import { conditionsText } from './grouped.ts'
import { headingOfViews } from './heading.ts'
import type { ScopeTitles } from './scopes.ts'
import { sheet, type Column, type Paint } from './sheet.ts'

/** Events told in a table; the other formats have them all. */
const eventsMax = 20
const namedMax = 4

/** Differences for people: each figure with both its values, then the events that make them, told once. */
export function diffPage(
  diff: Diff,
  domain: Domain,
  { views, scopes }: { readonly views: readonly View[]; readonly scopes: ScopeTitles },
  paint: Paint,
): string {
  const { book, first, second, differences, events, names } = diff
  const { language, bold } = paint
  const head = headingOfViews(book, [first, second], paint)
  const only = conditionsText(domain, diff.where, language)
  if (differences.length === 0) return head + { zh: '没有不同\n', en: 'nothing differs\n' }[language]
  const teller: Teller = { language, domain, names, events: new Map(events.map((one) => [one.position, one])) }
  const title = { zh: `因为这些记录（${events.length} 条）`, en: `Because of these events (${events.length})` }
  return [
    head,
    only === '' ? '' : `${only}\n`,
    sheet(differenceColumns(domain, differences, { views, scopes }, paint), differences, paint),
    windowLines(domain, differences, paint),
    `\n${bold(title[language])}\n`,
    sheet(eventColumns(diff, teller), mostTelling(diff), paint),
    events.length > eventsMax ? more(events.length - eventsMax, paint) : '',
  ].join('')
}

const more = (rest: number, { language }: Paint): string =>
  ({
    zh: `其余 ${rest} 条从略：--format json 列出全部，写上指标编号或 --scope 可以缩小范围\n`,
    en: `${rest} more are left out here: --format json has them all; name a figure or --scope for fewer\n`,
  })[language]

function differenceColumns(
  domain: Domain,
  differences: readonly Difference[],
  { views, scopes }: { readonly views: readonly View[]; readonly scopes: ScopeTitles },
  paint: Paint,
): readonly Column<Difference>[] {
  const { language } = paint
  const split = differences.some(({ steps }) => steps.length > 1)
  const stepColumn = (because: 'knowledge' | 'time', zh: string, en: string): Column<Difference> => ({
    title: { zh, en },
    cell: ({ figure, measure, steps }) => {
      const step = steps.find((one) => one.because === because)
      return step ? changeOf(domain, { figure, measure, ...step }, language) : ''
    },
    align: 'right',
  })
  return [
    {
      title: { zh: '指标', en: 'figure' },
      cell: ({ figure }) => domain.figures.get(figure)?.title[language] ?? figure,
    },
    {
      title: { zh: '口径', en: 'scope' },
      cell: ({ scope }) => (scope === undefined ? '' : (scopes.get(scope)?.[language] ?? scope)),
    },
    ...(differences.some(({ by }) => by !== undefined)
      ? [{ title: { zh: '分类', en: 'by' }, cell: ({ by }: Difference) => byText(by, views, language) }]
      : []),
    { title: { zh: '原为', en: 'first' }, cell: (one) => sideText(domain, [one, 0], language), align: 'right' },
    { title: { zh: '现为', en: 'second' }, cell: (one) => sideText(domain, [one, 1], language), align: 'right' },
    { title: { zh: '差', en: 'change' }, cell: (one) => changeOf(domain, one, language), align: 'right' },
    ...(split ? [stepColumn('knowledge', '所知', 'learned'), stepColumn('time', '时间', 'happened')] : []),
    { title: { zh: '记录', en: 'events' }, cell: ({ steps }) => positionsText(steps.flatMap((step) => step.subjects)) },
  ]
}

/** The days that the values of flows are about, and which flows: of many the first. */
function windowLines(domain: Domain, differences: readonly Difference[], { language, dim }: Paint): string {
  const flows = differences.flatMap(({ figure, windows }) =>
    windows ? [{ figure, days: daysOf(windows, language) }] : [],
  )
  return [...Map.groupBy(flows, ({ days }) => days)]
    .map(([days, some]) => {
      const titles = [...new Set(some.map(({ figure }) => domain.figures.get(figure)?.title[language] ?? figure))]
      const more =
        titles.length > titlesMax ? { zh: `等 ${titles.length} 项`, en: ` … (${titles.length})` }[language] : ''
      const list = titles.slice(0, titlesMax).join({ zh: '、', en: ', ' }[language])
      return `${dim(`${days}${{ zh: '：', en: ': ' }[language]}${list}${more}`)}\n`
    })
    .join('')
}

const titlesMax = 3

/** Both begin where the figure does. */
const daysOf = ([first, second]: NonNullable<Difference['windows']>, language: Paint['language']): string =>
  first.to === second.to
    ? daysText(second, language)
    : {
        zh: `${daysText(first, language)}，再至 ${second.to}`,
        en: `${daysText(first, language)}, then to ${second.to}`,
      }[language]

/** What is another: for a rate, how many percentage points, and both sides of its fraction. */
function changeOf(
  domain: Domain,
  {
    figure,
    measure,
    difference,
    wholeDifference,
    points,
  }: Pick<Difference, 'figure' | 'measure' | 'difference' | 'wholeDifference' | 'points'>,
  language: Paint['language'],
): string {
  if (wholeDifference === undefined) return changeText(domain, { difference, measure }, language)
  return rateChangeText(domain, { figure, points, part: difference, whole: wholeDifference }, language)
}

function sideText(domain: Domain, [one, at]: readonly [Difference, 0 | 1], language: Paint['language']): string {
  const { figure, measure, part, whole } = one
  const [value, qualifier] = at === 0 ? [one.first, one.firstQualifier] : [one.second, one.secondQualifier]
  const told = { value, ...(qualifier === undefined ? {} : { qualifier }) }
  if (!part || !whole) return valueText(domain, { ...told, measure }, language)
  return rateText(domain, told, { figure, part: part[at], whole: whole[at] }, language)
}

function positionsText(subjects: readonly SubjectDifference[]): string {
  const positions = [...new Set(subjects.flatMap(({ events }) => events))]
  const shown = positions.slice(0, namedMax).join(' ')
  return positions.length > namedMax ? `${shown} …(${positions.length})` : shown
}

/** Of too many events, those that move most figures; then in book order again. */
function mostTelling({ differences, events }: Diff): readonly EventNote[] {
  const uses = new Map<number, number>()
  for (const { steps } of differences) {
    const positions = new Set(steps.flatMap(({ subjects }) => subjects.flatMap((subject) => subject.events)))
    for (const position of positions) uses.set(position, (uses.get(position) ?? 0) + 1)
  }
  return events
    .toSorted((a, b) => (uses.get(b.position) ?? 0) - (uses.get(a.position) ?? 0) || a.position - b.position)
    .slice(0, eventsMax)
    .toSorted((a, b) => a.position - b.position)
}

function eventColumns(diff: Diff, teller: Teller): readonly Column<EventNote>[] {
  const subjects = subjectsByEvent(diff, teller)
  return [
    { title: { zh: '位置', en: 'position' }, cell: ({ position }) => position, align: 'right' },
    { title: { zh: '生效', en: 'effective' }, cell: ({ effectiveOn }) => effectiveOn },
    { title: { zh: '录入', en: 'recorded' }, cell: ({ recordedAt }) => recordedAt.slice(0, 10) },
    { title: { zh: '记录', en: 'event' }, cell: ({ type }) => eventTitle(teller, type) },
    ...takingBackColumn(teller),
    { title: { zh: '依据', en: 'document' }, cell: documentOf },
    { title: { zh: '对象', en: 'subject' }, cell: ({ position }) => subjectsText(teller, subjects.get(position)) },
  ]
}

/** Which event corrects or withdraws which, where both are told. */
function takingBackColumn(teller: Teller): readonly Column<EventNote>[] {
  const texts = takingBackTexts(teller)
  if (texts.size === 0) return []
  return [{ title: { zh: '更正或撤回', en: 'corrects' }, cell: ({ position }) => texts.get(position) ?? '' }]
}

function subjectsText(teller: Teller, subjects: ReadonlySet<string> = new Set()): string {
  const [first, ...rest] = [...subjects]
  return first === undefined ? '' : `${named(teller, [first])}${rest.length > 0 ? ` +${rest.length}` : ''}`
}

/** Whom each event makes count otherwise. */
function subjectsByEvent({ differences }: Diff, teller: Teller): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>()
  for (const { events, subject, group } of differences.flatMap(({ steps }) => steps.flatMap((step) => step.subjects))) {
    for (const position of events) {
      const about = group === undefined ? namedIn(teller, teller.events.get(position)) : [group]
      const ids = subject ? Object.values(subject.key) : about
      const known = found.get(position) ?? new Set()
      for (const id of ids) known.add(id)
      found.set(position, known)
    }
  }
  return found
}
