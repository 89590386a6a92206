import { party } from '@taizhang/core'
import { figureValues, type ValueAt } from '../src/figure-values.ts'
import type { App } from './app.ts'
import { h, type Child } from './dom.ts'
import { valueText } from './words.ts'

/** Every figure of the work report, under both scopes where it has them. */
export function figuresView(app: App): Child {
  const rows = [...party.figures.values()].flatMap((figure) => {
    const [then, now] = [app.place, app.now].map((place) =>
      figureValues(app.columns, figure, place).filter(({ by }) => by === undefined),
    )
    return (then ?? []).map((value) => ({ figure, value, now: now?.find(({ scope }) => scope === value.scope) }))
  })
  const text = (value: ValueAt | undefined, measure: (typeof rows)[number]['figure']['measure']): string =>
    value ? valueText(app, { ...value, measure }) : '—'
  return [
    h('h2', {}, app.say('全部指标', 'All figures')),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': app.say('全部指标', 'All figures') },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            [app.say('指标', 'figure'), app.say('口径', 'scope')].map((title) => h('th', { scope: 'col' }, title)),
            h('th', { scope: 'col', class: 'number' }, app.say('数值', 'value')),
          ),
        ),
        h(
          'tbody',
          {},
          rows.map(({ figure, value, now }) => {
            const { scope } = value
            const [is, later] = [text(value, figure.measure), text(now, figure.measure)]
            const to = app.link({ view: 'figure', figure: figure.id, ...(scope === undefined ? {} : { scope }) })
            return h(
              'tr',
              { 'data-figure': figure.id, 'data-of': scope },
              h('td', {}, h('a', { href: to }, figure.title[app.language])),
              h('td', {}, scope === undefined ? '' : app.scopeName(scope)),
              h(
                'td',
                { class: 'number' },
                is,
                is === later ? undefined : h('span', { class: 'now' }, app.say(`今知 ${later}`, `now ${later}`)),
              ),
            )
          }),
        ),
      ),
    ),
  ]
}
