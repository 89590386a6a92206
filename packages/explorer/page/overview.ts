import { countsAt, ratesOf, type Counts, type Filter } from '../src/coverage.ts'
import type { Percent } from '@taizhang/kernel'
import type { App } from './app.ts'
import { groupPanels } from './groups.ts'
import { coverageLine } from './coverage-line.ts'
import { h, type Child } from './dom.ts'
import { rateText } from './rate-text.ts'

/** Both scopes' rates, the line over the years, and the groups. */
export function overview(app: App): Child {
  const scopes = scopesShown(app)
  return [
    chips(app),
    h(
      'div',
      { class: 'scopes' },
      scopes.map((scope) => scopePanel(app, scope)),
    ),
    coverageLine(app, scopes),
    groupPanels(app, scopes),
  ]
}

/** The scopes that count something on the day as known then or now; all of them where none does. */
export function scopesShown(app: App): readonly string[] {
  const ids = app.head.scopes.map(({ id }) => id)
  const found = ids.filter((id) =>
    [app.place, app.now].some((place) => countsAt(app.coverage, id, {}, place)['units-listed'] > 0),
  )
  return found.length > 0 ? found : ids
}

function scopePanel(app: App, scope: string): HTMLElement {
  const { say } = app
  const then = countsAt(app.coverage, scope, app.state.filter, app.place)
  const now = countsAt(app.coverage, scope, app.state.filter, app.now)
  const [rates, today] = [ratesOf(then), ratesOf(now)]
  const of = (figure: string): string => app.link({ view: 'figure', figure, scope })
  const number = (title: string, figure: keyof Counts): Child =>
    h(
      'div',
      { class: 'count' },
      h('dt', {}, title),
      h(
        'dd',
        {},
        h('a', { href: of(figure) }, String(then[figure])),
        then[figure] === now[figure]
          ? undefined
          : h('span', { class: 'now' }, say(`今知 ${now[figure]}`, `now ${now[figure]}`)),
      ),
    )
  return h(
    'section',
    { class: 'scope', 'aria-label': app.scopeName(scope), 'data-scope': scope },
    h('h2', {}, app.scopeName(scope)),
    bigRate(app, {
      title: say('组织覆盖率', 'Covered by an organization'),
      href: of('organization-coverage'),
      rate: rates.organization,
      now: today.organization,
      part: then['units-covered'],
      whole: then['units-listed'],
      kind: 'organization',
    }),
    bigRate(app, {
      title: say('工作覆盖率', 'Covered by Party work'),
      href: of('work-coverage'),
      rate: rates.work,
      now: today.work,
      part: then['units-work-covered'],
      whole: then['units-listed'],
      kind: 'work',
    }),
    h(
      'dl',
      { class: 'counts' },
      number(say('单位', 'units'), 'units-listed'),
      number(say('党组织', 'organizations'), 'organizations'),
      number(say('党员', 'members'), 'members'),
    ),
  )
}

interface BigRate {
  readonly title: string
  readonly href: string
  readonly rate: Percent
  readonly now: Percent
  readonly part: number
  readonly whole: number
  readonly kind: string
}

function bigRate(app: App, { title, href, rate, now, part, whole, kind }: BigRate): HTMLElement {
  const { say } = app
  return h(
    'div',
    { class: `rate ${kind}` },
    h('p', { class: 'title' }, title),
    h(
      'p',
      { class: 'value' },
      h(
        'a',
        { href, 'data-rate': kind, 'aria-label': `${title} ${rateText(rate)}` },
        rate ?? '—',
        rate === null ? undefined : h('small', {}, '%'),
      ),
    ),
    h('p', { class: 'fraction' }, say(`${whole} 家中 ${part} 家`, `${part} of ${whole} units`)),
    rate === now
      ? h('p', { class: 'now same' }, app.state.batch === app.last ? ' ' : say('现在所知相同', 'the same as known now'))
      : h('p', { class: 'now' }, say('现在所知为 ', 'now known to be '), h('b', { 'data-now': kind }, rateText(now))),
  )
}

/** What everything is filtered to; each can be taken off. */
function chips(app: App): Child {
  const all = Object.entries(app.state.filter) as readonly (readonly [keyof Filter, string])[]
  if (all.length === 0) return undefined
  const without = (by: keyof Filter): Filter =>
    Object.fromEntries(Object.entries(app.state.filter).filter(([one]) => one !== by))
  return h(
    'p',
    { class: 'chips' },
    app.say('只看：', 'Only: '),
    all.map(([by, value]) =>
      h(
        'button',
        {
          type: 'button',
          class: 'chip',
          'data-k': `chip-${by}`,
          'aria-label': app.say(`去掉筛选：${app.word(value)}`, `take off: ${app.word(value)}`),
          onclick: () => app.go({ filter: without(by) }),
        },
        app.word(value),
        h('span', { 'aria-hidden': 'true' }, '×'),
      ),
    ),
  )
}
