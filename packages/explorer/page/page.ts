import type { ViewName } from '../src/state.ts'
import type { App } from './app.ts'
import { h, type Child } from './dom.ts'
import { compareView } from './compare.ts'
import { eventView } from './event.ts'
import { figureView } from './figure.ts'
import { figuresView } from './figures.ts'
import { proofView } from './proof.ts'
import { subjectView } from './subject.ts'
import { workView } from './work.ts'
import { overview } from './overview.ts'
import { timeDeck, type TimeDeck } from './time-deck.ts'

const drawn: Readonly<Record<ViewName, (app: App) => Child>> = {
  overview,
  figures: figuresView,
  figure: figureView,
  subject: subjectView,
  event: eventView,
  compare: compareView,
  work: workView,
  proof: proofView,
}

/** The page: what stays, and what is drawn anew with each change. */
export function pageOf(app: App, root: Element): { readonly update: () => void } {
  let language: string | undefined
  let deck: TimeDeck | undefined
  let shown: ViewName | undefined
  const main = h('main', { id: 'main', tabindex: -1 })
  const nav = h('nav', {})
  const frame = (): void => {
    language = app.language
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    deck = timeDeck(app)
    root.replaceChildren(
      h(
        'a',
        { class: 'skip', href: '#main', onclick: (event) => toMain(event, main) },
        app.say('到正文', 'to the content'),
      ),
      masthead(app, nav),
      deck.element,
      main,
      h(
        'footer',
        {},
        app.say(
          '本页不联网；全部数字由页内记录算出。',
          'This page asks no network; every number is derived from the events in it.',
        ),
      ),
    )
  }
  const update = (): void => {
    if (language !== app.language) frame()
    deck?.update()
    nav.replaceChildren(...tabs(app))
    const focused = document.activeElement?.getAttribute('data-k')
    main.replaceChildren(h('div', { class: `view ${app.state.view}` }, drawn[app.state.view](app)))
    if (focused !== null && focused !== undefined)
      main.querySelector<HTMLElement>(`[data-k="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true })
    if (shown !== undefined && shown !== app.state.view) {
      scrollTo(0, 0)
      main.focus({ preventScroll: true })
    }
    shown = app.state.view
  }
  return { update }
}

function toMain(event: Event, main: HTMLElement): void {
  event.preventDefault()
  main.focus()
}

function masthead(app: App, nav: HTMLElement): HTMLElement {
  const other = app.language === 'zh' ? 'en' : 'zh'
  return h(
    'header',
    { class: 'masthead' },
    h('span', { class: 'seal', 'aria-hidden': 'true' }, h('i', {}, '台'), h('i', {}, '账')),
    h(
      'div',
      { class: 'names' },
      h('h1', {}, app.head.name),
      h('p', {}, app.say(`台账 ${app.head.book}`, `book ${app.head.book}`)),
    ),
    app.mark === undefined ? undefined : h('p', { class: 'mark' }, app.mark),
    nav,
    h(
      'div',
      { class: 'tools' },
      h(
        'button',
        {
          type: 'button',
          onclick: () => app.go({ language: other }, 'replace'),
          lang: other === 'zh' ? 'zh-CN' : 'en',
        },
        other === 'zh' ? '中文' : 'English',
      ),
      h('button', { type: 'button', onclick: otherTheme }, app.say('明暗', 'Light/dark')),
      h('button', { type: 'button', onclick: () => print() }, app.say('打印', 'Print')),
    ),
  )
}

function otherTheme(): void {
  const { dataset } = document.documentElement
  const dark =
    dataset['theme'] === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : dataset['theme'] === 'dark'
  dataset['theme'] = dark ? 'light' : 'dark'
}

function tabs(app: App): readonly HTMLElement[] {
  const { say } = app
  const all: readonly (readonly [ViewName, string])[] = [
    ['overview', say('总览', 'Overview')],
    ['figures', say('指标', 'Figures')],
    ['compare', say('比较', 'Compare')],
    ['work', say('待办', 'To do')],
    ['proof', say('凭据', 'Proof')],
  ]
  return all.map(([view, title]) =>
    h(
      'a',
      {
        href: app.link({ view }),
        'aria-current': view === app.state.view ? 'page' : undefined,
        'data-k': `tab-${view}`,
      },
      title,
    ),
  )
}
