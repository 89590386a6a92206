import { countsBy, groupedBy, ratesOf, type Counts, type Filter, type GroupedBy } from '../src/coverage.ts'
import type { App } from './app.ts'
import { h, type Child } from './dom.ts'
import { rateText } from './rate-text.ts'

interface Group {
  readonly value: string
  readonly counts: Counts
  readonly now: Counts | undefined
  readonly rate: number
}

/** Towns as tiles, parks and industries as ranked bars; one click filters everything. */
export function groupPanels(app: App, scopes: readonly string[]): Child {
  const scope = scopes.find((one) => one === app.state.scope) ?? scopes[0] ?? ''
  const titles: Readonly<Record<GroupedBy, string>> = {
    town: app.say('乡镇（街道）', 'Towns'),
    park: app.say('园区', 'Parks'),
    industry: app.say('行业', 'Industries'),
  }
  return h(
    'section',
    { class: 'groups', 'aria-label': app.say('分组', 'Groups') },
    h(
      'div',
      { class: 'groups-head' },
      h('h2', {}, app.say('分组的组织覆盖率', 'Coverage by group')),
      h(
        'div',
        { class: 'switch', role: 'group', 'aria-label': app.say('口径', 'Scope') },
        scopes.map((one) =>
          h(
            'button',
            {
              type: 'button',
              'aria-pressed': String(one === scope),
              'data-k': `scope-${one}`,
              onclick: () => app.go({ scope: one }),
            },
            app.scopeName(one),
          ),
        ),
      ),
    ),
    h(
      'div',
      { class: 'panels' },
      groupedBy.map((by) => {
        const groups = groupsOf(app, scope, by)
        return h(
          'section',
          { class: `panel ${by}` },
          h('h3', {}, titles[by]),
          groups.length === 0
            ? h('p', { class: 'none' }, app.say('没有单位', 'no units'))
            : by === 'town'
              ? tiles(app, by, groups)
              : bars(app, by, groups),
        )
      }),
    ),
  )
}

/** The groups that have units, the best covered first. What one is filtered to does not hide the others of its kind. */
function groupsOf(app: App, scope: string, by: GroupedBy): readonly Group[] {
  const others: Filter = Object.fromEntries(Object.entries(app.state.filter).filter(([one]) => one !== by))
  const asked = { by, filter: others, figures: ['units-listed', 'units-covered'] } as const
  const then = countsBy(app.coverage, scope, asked, app.place)
  const now = app.state.batch === app.last ? then : countsBy(app.coverage, scope, asked, app.now)
  return [...then]
    .filter(([, counts]) => counts['units-listed'] > 0)
    .map(([value, counts]) => ({
      value,
      counts,
      now: now.get(value),
      rate: counts['units-covered'] / counts['units-listed'],
    }))
    .sort(
      (a, b) => b.rate - a.rate || b.counts['units-listed'] - a.counts['units-listed'] || (a.value < b.value ? -1 : 1),
    )
}

function toggle(app: App, by: GroupedBy, value: string): void {
  const { [by]: chosen, ...others } = app.state.filter
  app.go({ filter: chosen === value ? others : { ...others, [by]: value } })
}

function button(
  app: App,
  by: GroupedBy,
  { value, counts, now }: Group,
  props: { class: string; style: string },
  inside: readonly Child[],
): HTMLElement {
  const rate = rateText(ratesOf(counts).organization)
  const other = now && rateText(ratesOf(now).organization)
  return h(
    'button',
    {
      type: 'button',
      ...props,
      'data-k': `${by}-${value}`,
      'aria-pressed': String(app.state.filter[by] === value),
      onclick: () => toggle(app, by, value),
    },
    inside,
    h('span', { class: 'rate-text' }, rate),
    h('span', { class: 'of' }, `${counts['units-covered']}/${counts['units-listed']}`),
    other === undefined || other === rate
      ? undefined
      : h('span', { class: 'now' }, app.say(`今知 ${other}`, `now ${other}`)),
  )
}

const tiles = (app: App, by: GroupedBy, groups: readonly Group[]): Child =>
  h(
    'ul',
    { class: 'tiles' },
    groups.map((group) =>
      h(
        'li',
        {},
        button(app, by, group, { class: `tile level-${Math.min(4, Math.floor(group.rate * 5))}`, style: '' }, [
          h('span', { class: 'name' }, app.word(group.value)),
        ]),
      ),
    ),
  )

const bars = (app: App, by: GroupedBy, groups: readonly Group[]): Child =>
  h(
    'ol',
    { class: 'bars' },
    groups.map((group) =>
      h(
        'li',
        {},
        button(app, by, group, { class: 'bar', style: `--share:${(group.rate * 100).toFixed(1)}%` }, [
          h('span', { class: 'name' }, app.word(group.value)),
        ]),
      ),
    ),
  )
