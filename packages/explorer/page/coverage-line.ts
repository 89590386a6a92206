import { ratesOf, seriesAt, type Counts } from '../src/coverage.ts'
import { dateOf, dayOf, type App } from './app.ts'
import { h, s, type Child } from './dom.ts'
import { rateText } from './rate-text.ts'

const width = 1000
const height = 260
const inset = { left: 44, right: 12, top: 14, bottom: 30 }

/** Points of the line: each month's first day, and the last day. */
function daysShown(app: App): readonly number[] {
  const [first, last] = [new Date(app.firstDay * 86_400_000), app.lastDay]
  const days = [app.firstDay]
  for (let month = 1; ; month++) {
    const day = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1) / 86_400_000
    if (day >= last) break
    days.push(day)
  }
  return [...days, last]
}

const rateOf = (counts: Counts | undefined): number | undefined => {
  const rate = counts && ratesOf(counts).organization
  return rate === null || rate === undefined ? undefined : Number(rate)
}

interface Line {
  readonly scope: string
  readonly known: readonly Counts[]
  readonly now: readonly Counts[] | undefined
}

/** Each scope's coverage over the years; a click, a tap or the slider above sets the day. */
export function coverageLine(app: App, scopes: readonly string[]): Child {
  const days = daysShown(app)
  const lines = scopes.map((scope): Line => {
    const series = (batch: number): readonly Counts[] =>
      seriesAt(app.coverage, scope, app.state.filter, { days, batch, figures: ['units-listed', 'units-covered'] })
    return { scope, known: series(app.state.batch), now: app.state.batch === app.last ? undefined : series(app.last) }
  })
  const svg = picture(app, days, lines)
  const { say } = app
  return h(
    'section',
    { class: 'years' },
    h('h2', {}, say('历年组织覆盖率', 'Coverage over the years')),
    h(
      'p',
      { class: 'legend' },
      lines.map(({ scope }, at) => h('span', { class: `key line-${at % 4}` }, app.scopeName(scope))),
      app.state.batch === app.last
        ? undefined
        : h('span', { class: 'key dashed' }, say('虚线：现在所知', 'dashed: as known now')),
      h('span', { class: 'tip' }, say('点图选定日期', 'click to choose the day')),
    ),
    svg,
    yearsTable(app, lines, days),
  )
}

function picture(app: App, days: readonly number[], lines: readonly Line[]): SVGElement {
  const [first, last] = [app.firstDay, Math.max(app.lastDay, app.firstDay + 1)]
  const x = (day: number): number => inset.left + ((day - first) / (last - first)) * (width - inset.left - inset.right)
  const y = (rate: number): number => inset.top + (1 - rate / 100) * (height - inset.top - inset.bottom)
  const path = (points: readonly Counts[]): string => {
    let drawn = ''
    points.forEach((counts, at) => {
      const rate = rateOf(counts)
      const before = at > 0 ? rateOf(points[at - 1]) : undefined
      if (rate !== undefined)
        drawn += `${before === undefined ? 'M' : 'L'}${x(days[at] ?? first).toFixed(1)} ${y(rate).toFixed(1)}`
    })
    return drawn
  }
  const day = Math.min(last, Math.max(first, dayOf(app.state.asOf)))
  const svg = s(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      class: 'line-chart',
      role: 'img',
      'aria-label': app.say('历年组织覆盖率，数字见下表', 'coverage over the years; the table below has the numbers'),
    },
    [0, 25, 50, 75, 100].map((rate) => [
      s('line', { class: 'grid', x1: inset.left, x2: width - inset.right, y1: y(rate), y2: y(rate) }),
      s('text', { class: 'tick', x: inset.left - 8, y: y(rate) + 4, 'text-anchor': 'end' }, String(rate)),
    ]),
    yearsBetween(first, last).map(([year, at]) =>
      s('text', { class: 'tick', x: x(at), y: height - 8, 'text-anchor': x(at) > width - 40 ? 'end' : 'middle' }, year),
    ),
    lines.map(({ now }, at) => now && s('path', { class: `line now line-${at % 4}`, d: path(now) })),
    lines.map(({ known }, at) => s('path', { class: `line line-${at % 4}`, d: path(known) })),
    s('line', { class: 'cursor', x1: x(day), x2: x(day), y1: inset.top, y2: height - inset.bottom }),
  )
  const dayAt = (event: Event): string => {
    const { left, width: wide } = svg.getBoundingClientRect()
    const share =
      ((((event as MouseEvent).clientX - left) / wide) * width - inset.left) / (width - inset.left - inset.right)
    return dateOf(Math.round(first + Math.min(1, Math.max(0, share)) * (last - first)))
  }
  svg.addEventListener('click', (event) => app.go({ asOf: dayAt(event) }))
  return svg
}

/** Years with the day of their first; on a long book only some of them. */
function yearsBetween(first: number, last: number): readonly (readonly [string, number])[] {
  const [from, to] = [Number(dateOf(first).slice(0, 4)), Number(dateOf(last).slice(0, 4))]
  const step = Math.max(1, Math.ceil((to - from) / 10))
  const years: (readonly [string, number])[] = []
  for (let year = from + 1; year <= to; year += step) years.push([String(year), Date.UTC(year, 0, 1) / 86_400_000])
  return years
}

/** The same as numbers, at the end of each year. */
function yearsTable(app: App, lines: readonly Line[], days: readonly number[]): HTMLElement {
  const ends = days.flatMap((day, at) =>
    dateOf(day).slice(5) === '01-01' || at === days.length - 1 ? [{ at, date: dateOf(day) }] : [],
  )
  return h(
    'details',
    {},
    h('summary', {}, app.say('数字', 'Numbers')),
    h(
      'div',
      {
        class: 'scroll',
        tabindex: 0,
        role: 'region',
        'aria-label': app.say('历年组织覆盖率', 'Coverage over the years'),
      },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, app.say('日期', 'day')),
            lines.map(({ scope }) => h('th', { scope: 'col' }, app.scopeName(scope))),
          ),
        ),
        h(
          'tbody',
          {},
          ends.map(({ at, date }) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, h('a', { href: app.link({ asOf: date }) }, date)),
              lines.map(({ known, now }) => {
                const [rate, later] = [known[at], now?.[at]].map((one) =>
                  rateText(one ? ratesOf(one).organization : null),
                )
                return h(
                  'td',
                  {},
                  rate,
                  now && rate !== later
                    ? h('span', { class: 'now' }, app.say(` 今知 ${later}`, ` now ${later}`))
                    : undefined,
                )
              }),
            ),
          ),
        ),
      ),
    ),
  )
}
