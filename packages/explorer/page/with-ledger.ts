import type { Ledger } from '@taizhang/core'
import type { App } from './app.ts'
import { h, type Child } from './dom.ts'

/** What needs the ledger: at once where it is open, else as soon as it is. */
export function withLedger(app: App, draw: (ledger: Ledger) => Child): Child {
  if (app.opened) return draw(app.opened)
  const place = h(
    'div',
    { class: 'inner' },
    h('p', { class: 'waiting', role: 'status' }, app.say('正在打开台账…', 'opening the ledger …')),
  )
  void app.ledger().then(
    (ledger) => place.replaceWith(h('div', { class: 'inner' }, draw(ledger))),
    (error: unknown) => place.replaceChildren(h('p', { role: 'alert' }, String(error))),
  )
  return place
}
