import { party, type Ledger } from '@taizhang/core'
import { amountText, measureTitle, type FigureValue, type Measure } from '@taizhang/core/figures'
import { subjectName } from '@taizhang/core/rulebook'
import type { Row } from '@taizhang/kernel'
import type { App } from './app.ts'
import { h, type Child } from './dom.ts'

/** A value with its measure. */
export function valueText(app: App, value: FigureValue & { readonly measure: Measure }): string {
  if (value.value === null) return '—'
  if (typeof value.value === 'string') return `${value.value}%`
  const { measure, qualifier } = value
  const text = amountText(
    { value: value.value, measure, ...(qualifier === undefined ? {} : { qualifier }) },
    app.language,
  )
  return `${text ?? '—'} ${measureTitle(measure)[app.language]}`
}

/** What something with an id is called on the day; its id where it has no name. */
export function nameOf(app: App, ledger: Ledger, id: string): string {
  return subjectName(app.viewOf(ledger), id)?.[app.language] ?? id
}

export const subjectLink = (app: App, ledger: Ledger, id: string): HTMLElement =>
  h('a', { href: app.link({ view: 'subject', subject: id }) }, nameOf(app, ledger, id))

/** An event by its position and title. */
export function eventLink(app: App, ledger: Ledger, position: number): Child {
  const event = ledger.event(position)
  const title = event && party.events.get(event.type)?.title[app.language]
  return h(
    'a',
    { href: app.link({ view: 'event', event: position }) },
    `${app.say(`第 ${position} 条`, `event ${position}`)} ${title ?? ''}`,
  )
}

export const fieldName = (app: App, name: string): string => party.fieldOf(name)[app.language]

/** A relation's title. */
export const relationTitle = (app: App, name: string): string =>
  party.relations.find((one) => one.name === name)?.title[app.language] ?? name

/** A fact in a few words: what it is, and of whom. */
export function factText(app: App, ledger: Ledger, { relation, key }: Row): string {
  const whose = Object.values(key).map((id) => nameOf(app, ledger, id))
  return `${relationTitle(app, relation)}（${whose.join('，')}）`
}

/** What data say, with ids as links. */
export function dataOf(app: App, ledger: Ledger, value: unknown): Child {
  if (typeof value === 'string') {
    const word = app.word(value)
    if (word !== value || value === '') return word
    return subjectName(app.viewOf(ledger), value) ? subjectLink(app, ledger, value) : value
  }
  if (typeof value === 'boolean') return value ? app.say('是', 'yes') : app.say('否', 'no')
  if (Array.isArray(value))
    return (value as readonly unknown[]).map((one, at) => [
      at === 0 ? '' : app.say('、', ', '),
      dataOf(app, ledger, one),
    ])
  if (typeof value !== 'object' || value === null) return String(value)
  return h('dl', { class: 'facts' }, factsList(app, ledger, value))
}

/** Members of data as a list of terms. Money is kept in fen and read in yuan. */
export const factsList = (app: App, ledger: Ledger, data: object): Child =>
  Object.entries(data).map(([name, value]) => [
    h('dt', {}, fieldName(app, name)),
    h(
      'dd',
      {},
      name.endsWith('Fen') && typeof value === 'number'
        ? valueText(app, { value, measure: 'fen' })
        : dataOf(app, ledger, value),
    ),
  ])
