import { behind, leftOut, type Contribution, type LeftOut, type Reason, type Row } from '@taizhang/kernel'
import { party, type Ledger } from '@taizhang/core'
import type { Figure } from '@taizhang/kernel/define'
import { figureValues } from '../src/figure-values.ts'
import type { App } from './app.ts'
import { h, type Child } from './dom.ts'
import { eventLink, factText, fieldName, relationTitle, subjectLink, valueText } from './words.ts'
import { withLedger } from './with-ledger.ts'

const shownMax = 200

/** A figure: what it comes to, whom it counts, and whom it does not and why. */
export function figureView(app: App): Child {
  const figure = party.figures.get(app.state.figure ?? '')
  if (!figure) return h('p', {}, app.say('没有这项指标', 'there is no such figure'))
  if (app.head.numbersOnly.includes(figure.id)) return [heading(app, figure), numbersOnly(app)]
  return [heading(app, figure), withLedger(app, (ledger) => subjects(app, ledger, figure))]
}

const numbersOnly = (app: App): Child =>
  h(
    'p',
    { class: 'card' },
    app.say(
      '本页不含与人员有关的记录，这项指标只有数字。',
      'This page leaves out what is recorded of persons: of this figure it has the numbers alone.',
    ),
  )

/** Under a filter a figure is asked of the ledger; else it is a sum of the page's deltas. */
function heading(app: App, figure: Figure): Child {
  const [then, now] = [app.place, app.now].map((place) =>
    figureValues(app.columns, figure, place).find(({ scope, by }) => by === undefined && scope === app.state.scope),
  )
  const [text, today] = [then, now].map((value) =>
    value ? valueText(app, { ...value, measure: figure.measure }) : '—',
  )
  const isFiltered = Object.keys(app.state.filter).length > 0
  return [
    h(
      'p',
      { class: 'crumbs' },
      h('a', { href: app.link({ view: 'figures' }) }, app.say('指标', 'Figures')),
      app.state.scope === undefined ? '' : ` › ${app.scopeName(app.state.scope)}`,
    ),
    h(
      'div',
      { class: 'title-row' },
      h('h2', {}, figure.title[app.language]),
      h('span', { class: 'huge', 'data-value': figure.id }, text),
      then?.fraction && h('span', { class: 'fraction' }, `${then.fraction[0]} / ${then.fraction[1]}`),
      text === today
        ? undefined
        : h('span', { class: 'now' }, app.say(`现在所知为 ${today}`, `now known to be ${today}`)),
      isFiltered &&
        h(
          'span',
          { class: 'fraction' },
          app.say('（此数不分组；下面只列所选的组）', '(of all; below are only those of the groups chosen)'),
        ),
    ),
    h('p', { class: 'fraction' }, figure.doc[app.language]),
  ]
}

function subjects(app: App, ledger: Ledger, figure: Figure): Child {
  const view = app.viewOf(ledger)
  const where = Object.entries(app.state.filter).map(([dimension, value]) => ({
    dimension,
    test: '=' as const,
    values: [value],
  }))
  const asked = { scope: app.state.scope, ...(where.length === 0 ? {} : { where }) }
  const counted = behind(view, figure, asked)
  const missing = leftOut(view, figure, app.state.scope, { where })
  return h(
    'div',
    { class: 'columns' },
    list(
      app,
      app.say(`计入 ${counted.length}`, `Counted: ${counted.length}`),
      'counted',
      counted.map((one) => countedItem(app, ledger, one)),
    ),
    list(
      app,
      app.say(`没有计入 ${missing.length}`, `Not counted: ${missing.length}`),
      'left-out',
      missing.map((one) => missingItem(app, ledger, one)),
    ),
  )
}

/** A list with a box to search in it. */
function list(app: App, title: string, name: string, items: readonly HTMLElement[]): HTMLElement {
  const place = h('ul', { class: 'subjects', 'data-list': name })
  const fill = (search: string): void => {
    const found = items.filter(({ textContent }) => textContent?.includes(search))
    place.replaceChildren(...found.slice(0, shownMax))
    if (found.length > shownMax)
      place.append(
        h(
          'li',
          { class: 'fraction' },
          app.say(`另有 ${found.length - shownMax} 项，可在上面查找`, `${found.length - shownMax} more: search above`),
        ),
      )
  }
  const search = h('input', {
    class: 'search',
    type: 'search',
    'aria-label': app.say(`在“${title}”中查找`, `search in ${title}`),
    placeholder: app.say('查找', 'search'),
    oninput: () => fill(search.value),
  })
  fill('')
  return h('section', {}, h('h3', {}, title), search, place)
}

/** Whom a fact is about: the first of its key. */
const idOf = (row: Row): string => Object.values(row.key)[0] ?? ''

function countedItem(app: App, ledger: Ledger, { rows, events, value, group }: Contribution): HTMLElement {
  const [own] = rows
  return h(
    'li',
    {},
    own
      ? subjectLink(app, ledger, idOf(own))
      : (group ?? events.slice(0, 1).map((position) => eventLink(app, ledger, position))),
    value === 1 ? '' : h('span', { class: 'fraction' }, ` ${value}`),
    h(
      'span',
      { class: 'why' },
      app.say('依据 ', 'by '),
      events.slice(-3).map((position, at) => [at === 0 ? '' : app.say('、', ', '), eventLink(app, ledger, position)]),
    ),
  )
}

const missingItem = (app: App, ledger: Ledger, { row, reasons }: LeftOut): HTMLElement =>
  h(
    'li',
    {},
    subjectLink(app, ledger, idOf(row)),
    reasons.slice(0, 3).map((reason) => h('span', { class: 'why' }, reasonText(app, ledger, reason))),
  )

function reasonText(app: App, ledger: Ledger, reason: Reason): Child {
  const { say } = app
  switch (reason.why) {
    case 'other-scope':
      return say(`计入口径 ${app.scopeName(reason.scope)}`, `counted under ${app.scopeName(reason.scope)}`)
    case 'ended':
      return say(
        `${factText(app, ledger, reason.row)} 已于 ${reason.row.to} 结束`,
        `${factText(app, ledger, reason.row)} ended on ${reason.row.to}`,
      )
    case 'later':
      return say(
        `${factText(app, ledger, reason.row)} ${reason.row.from} 起才有`,
        `${factText(app, ledger, reason.row)} begins only on ${reason.row.from}`,
      )
    case 'attribute': {
      const [is, would] = [[reason.value], reason.wouldCount].map((values) =>
        values
          .map((one) =>
            one === undefined || one === null
              ? '—'
              : typeof one === 'boolean'
                ? say(one ? '是' : '否', one ? 'yes' : 'no')
                : app.word(typeof one === 'string' ? one : JSON.stringify(one)),
          )
          .join(say('、', ', ')),
      )
      return say(
        `${fieldName(app, reason.attribute)}为“${is}”，为“${would}”才计`,
        `${fieldName(app, reason.attribute)} is ${is}; ${would} would count`,
      )
    }
    case 'despite':
      return say(
        `因有 ${reason.rows.map((row) => factText(app, ledger, row)).join('、')}，所以不计`,
        `would count but for ${reason.rows.map((row) => factText(app, ledger, row)).join(', ')}`,
      )
    case 'missing':
      return say(`没有${relationTitle(app, reason.relation)}`, `has no ${relationTitle(app, reason.relation)}`)
    case 'no-group':
      return say('没有据以区分的内容', 'lacks what different things are told apart by')
    case 'definition':
      return say('按指标定义不计', 'not counted by the figure’s definition')
  }
}
