import { diff, type Difference } from '@taizhang/audit'
import { party, type Ledger } from '@taizhang/core'
import { clockOf, dateOf, type App } from './app.ts'
import { batchAt } from '../src/state.ts'
import { h, type Child } from './dom.ts'
import { knownText } from './time-deck.ts'
import { eventLink, subjectLink, valueText } from './words.ts'
import { withLedger } from './with-ledger.ts'

const compared = ['organization-coverage', 'work-coverage', 'organizations', 'members', 'employees']

/** Two views side by side: what moved, by which subjects, by which events. */
export function compareView(app: App): Child {
  const { say } = app
  const from = fromOf(app)
  const day = h('input', {
    type: 'date',
    value: from.asOf,
    min: dateOf(app.firstDay),
    max: app.state.asOf,
    onchange: () => set({ asOf: day.value || from.asOf }),
  })
  const known = h('input', {
    type: 'date',
    value: clockOf(app.head.batches.recordedAt[from.batch] ?? '').slice(0, 10),
    onchange: () => set({ batch: batchAt(app.head.batches, known.value) ?? from.batch }),
  })
  const set = (change: Partial<typeof from>): void => app.go({ from: { ...from, ...change } })
  return [
    h('h2', {}, say('比较两个时点', 'Compare two views')),
    h(
      'div',
      { class: 'controls' },
      h('label', {}, say('从：截至', 'from: as of'), day),
      h('label', {}, say('从：当时所知', 'from: as known at'), known),
      h(
        'button',
        { type: 'button', class: 'plain', onclick: () => set({ asOf: app.state.asOf, batch: app.state.batch }) },
        say('从现在这里起', 'from here'),
      ),
    ),
    h(
      'p',
      { class: 'fraction' },
      say(
        `从 ${from.asOf}（${knownText(app, from.batch)}）到 ${app.state.asOf}（${knownText(app)}）`,
        `from ${from.asOf} (${knownText(app, from.batch)}) to ${app.state.asOf} (${knownText(app)})`,
      ),
    ),
    withLedger(app, (ledger) => differences(app, ledger, from)),
  ]
}

/** By default a year before, as known then; never after what it is compared with. */
function fromOf(app: App): { readonly asOf: string; readonly batch: number } {
  const { asOf, batch, from } = app.state
  const year = `${Number(asOf.slice(0, 4)) - 1}${asOf.slice(4)}`.replace('-02-29', '-02-28')
  const asked = from ?? { asOf: year, batch }
  return { asOf: asked.asOf < asOf ? asked.asOf : asOf, batch: Math.min(asked.batch, batch) }
}

function differences(app: App, ledger: Ledger, from: { readonly asOf: string; readonly batch: number }): Child {
  const where = Object.entries(app.state.filter).map(([dimension, value]) => ({
    dimension,
    test: '=' as const,
    values: [value],
  }))
  const figures = compared.flatMap((id) => (app.head.numbersOnly.includes(id) ? [] : (party.figures.get(id) ?? [])))
  const found = diff(ledger, app.viewOf(ledger, from), app.viewOf(ledger), { figures, where })
  if (found.differences.length === 0) return h('p', {}, app.say('这些指标没有变化。', 'None of these figures moved.'))
  return found.differences.map((one) => difference(app, ledger, one))
}

function difference(app: App, ledger: Ledger, one: Difference): HTMLElement {
  const { say } = app
  const { figure, scope, measure, first, second, steps } = one
  const title = party.figures.get(figure)?.title[app.language] ?? figure
  const [before, after] = [first, second].map((value) => valueText(app, { value, measure }))
  const isUp = one.points === undefined ? one.difference > 0 : Number(one.points) > 0
  const by =
    one.points === undefined
      ? String(Math.abs(one.difference))
      : say(`${Math.abs(Number(one.points))} 个百分点`, `${Math.abs(Number(one.points))} points`)
  return h(
    'section',
    { class: 'card', 'data-difference': `${figure}:${scope ?? ''}` },
    h('h3', {}, scope === undefined ? title : `${app.scopeName(scope)} · ${title}`),
    h(
      'p',
      { class: 'title-row' },
      h('span', { class: 'huge' }, `${before} → ${after}`),
      h('span', { class: `delta ${isUp ? 'up' : 'down'}` }, `${isUp ? '▲' : '▼'} ${by}`),
    ),
    steps.map((step) =>
      h(
        'details',
        {},
        h(
          'summary',
          {},
          step.because === 'knowledge'
            ? say(
                `因为后来知道：${step.subjects.length} 个对象`,
                `because of what was learned: ${step.subjects.length} subjects`,
              )
            : say(
                `因为时间过去：${step.subjects.length} 个对象`,
                `because of what happened: ${step.subjects.length} subjects`,
              ),
        ),
        h(
          'ul',
          { class: 'subjects' },
          step.subjects.slice(0, 200).map(({ subject, difference: change, of, events, group }) =>
            h(
              'li',
              {},
              subject ? subjectLink(app, ledger, Object.values(subject.key)[0] ?? '') : (group ?? ''),
              h(
                'span',
                { class: 'fraction' },
                ` ${change > 0 ? '+' : ''}${change}${of === undefined ? '' : of === 'part' ? say('（分子）', ' (part)') : say('（分母）', ' (whole)')}`,
              ),
              h(
                'span',
                { class: 'why' },
                events
                  .slice(0, 4)
                  .map((position, at) => [at === 0 ? '' : say('、', ', '), eventLink(app, ledger, position)]),
              ),
            ),
          ),
        ),
      ),
    ),
  )
}
