import { clockOf, dateOf, dayOf, type App } from './app.ts'
import { h } from './dom.ts'

/** The two sliders, which stay where they are while what they show is drawn anew. */
export interface TimeDeck {
  readonly element: HTMLElement
  readonly update: () => void
}

interface Axis {
  readonly label: readonly [string, string]
  readonly hint: readonly [string, string]
  readonly id: string
  readonly min: number
  readonly max: number
  readonly value: () => number
  readonly text: () => string
  readonly set: (value: number, how: 'push' | 'replace') => void
}

export function timeDeck(app: App): TimeDeck {
  const day = slider(app, {
    label: ['截至', 'As of'],
    hint: ['哪一天的情况', 'which day is shown'],
    id: 'as-of',
    min: app.firstDay,
    max: Math.max(app.lastDay, app.firstDay + 1),
    value: () => dayOf(app.state.asOf),
    text: () => app.state.asOf,
    set: (value, how) => app.go({ asOf: dateOf(value) }, how),
  })
  const known = slider(app, {
    label: ['当时所知', 'As known at'],
    hint: ['看到哪一批记录为止', 'after which batch of records'],
    id: 'known-at',
    min: 0,
    max: app.last,
    value: () => app.state.batch,
    text: () => knownText(app),
    set: (value, how) => app.go({ batch: value }, how),
  })
  const element = h('section', { class: 'deck', 'aria-label': app.say('时间', 'Time') }, day.element, known.element)
  return {
    element,
    update: () => {
      day.update()
      known.update()
    },
  }
}

/** When the last batch that is known was recorded, and how many records there were. */
export function knownText(app: App, batch = app.state.batch): string {
  const at = clockOf(app.head.batches.recordedAt[batch] ?? '')
  const size = app.sizeAt(batch)
  return batch === app.last
    ? app.say(`现在 · 全部 ${size} 条`, `now · all ${size} events`)
    : app.say(`${at} · ${size} 条`, `${at} · ${size} events`)
}

function slider(app: App, axis: Axis): TimeDeck {
  const label = app.say(...axis.label)
  const output = h('output', { for: axis.id })
  const range = h('input', {
    type: 'range',
    id: axis.id,
    min: axis.min,
    max: axis.max,
    step: 1,
    'aria-describedby': `${axis.id}-hint`,
    oninput: () => axis.set(Number(range.value), moving()),
    onchange: () => (pushed = false),
  })
  // The first step of a movement is a place that Back leads to; the others replace it.
  let pushed = false
  const moving = (): 'push' | 'replace' => {
    if (pushed) return 'replace'
    pushed = true
    return 'push'
  }
  const step = (by: number) => () => axis.set(Math.min(axis.max, Math.max(axis.min, axis.value() + by)), 'push')
  const button = (text: string, name: string, by: number): HTMLElement =>
    h('button', { type: 'button', class: 'step', 'aria-label': name, onclick: step(by) }, text)
  const element = h(
    'div',
    { class: 'axis' },
    h('label', { for: axis.id }, label),
    h('span', { class: 'hint', id: `${axis.id}-hint` }, app.say(...axis.hint)),
    output,
    h(
      'div',
      { class: 'track' },
      button('‹', app.say(`${label}：往前一步`, `${label}: one step back`), -1),
      range,
      button('›', app.say(`${label}：往后一步`, `${label}: one step on`), 1),
    ),
  )
  const update = (): void => {
    const value = axis.value()
    range.value = String(value)
    range.setAttribute('aria-valuetext', axis.text())
    range.style.setProperty('--at', `${((value - axis.min) / Math.max(1, axis.max - axis.min)) * 100}%`)
    output.textContent = axis.text()
  }
  return { element, update }
}
