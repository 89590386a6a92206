import { party, type Ledger } from '@taizhang/core'
import { clockOf, type App } from './app.ts'
import { h, type Child } from './dom.ts'
import { eventLink, factsList } from './words.ts'
import { withLedger } from './with-ledger.ts'

/** An event: what it says, both its times, the document behind it, who recorded it, and what became of it. */
export const eventView = (app: App): Child => withLedger(app, (ledger) => eventPage(app, ledger, app.state.event ?? -1))

function eventPage(app: App, ledger: Ledger, position: number): Child {
  const { say } = app
  const event = ledger.event(position)
  if (!event) return h('p', {}, say('没有这条记录', 'there is no such event'))
  const { evidence = {} } = event
  const linkTo = (id: string): Child => {
    const other = ledger.eventById(id)
    return other ? eventLink(app, ledger, other.position) : id
  }
  const withdrawn = event.withdrawnBy
  const document = [
    evidence.documentNumber,
    evidence.issuer,
    evidence.date,
    evidence.page === undefined ? undefined : say(`第 ${evidence.page} 页`, `page ${evidence.page}`),
    evidence.uri,
  ].filter((one) => one !== undefined)
  const pairs: readonly (readonly [string, Child])[] = [
    [
      say('生效日期', 'effective on'),
      h('a', { href: app.link({ view: 'overview', asOf: event.effectiveOn }) }, event.effectiveOn),
    ],
    [say('录入时间', 'recorded at'), clockOf(event.recordedAt)],
    [say('记录人', 'recorded by'), event.actor],
    [say('文件', 'document'), document.length === 0 ? say('没有写明', 'none named') : document.join('，')],
    ...(evidence.sha256 === undefined
      ? []
      : [[say('文件的 SHA-256', 'SHA-256 of the document'), h('span', { class: 'mono' }, evidence.sha256)] as const]),
    ...(event.reason === undefined ? [] : [[say('理由', 'reason'), event.reason] as const]),
    ...(event.corrects === undefined ? [] : [[say('更正', 'corrects'), linkTo(event.corrects)] as const]),
    [
      say('后来', 'what became of it'),
      withdrawn === undefined
        ? say('有效', 'in force')
        : [say('被更正或撤回：', 'corrected or withdrawn by '), linkTo(withdrawn)],
    ],
    [say('编号', 'id'), h('span', { class: 'mono' }, event.id)],
  ]
  return [
    h('p', { class: 'crumbs' }, say(`第 ${position} 条 · ${event.type}`, `event ${position} · ${event.type}`)),
    h(
      'h2',
      withdrawn === undefined ? {} : { class: 'gone' },
      party.events.get(event.type)?.title[app.language] ?? event.type,
    ),
    h(
      'div',
      { class: 'columns' },
      h(
        'section',
        { class: 'card' },
        h('h3', {}, say('内容', 'What it says')),
        h('dl', { class: 'facts' }, factsList(app, ledger, event.data)),
      ),
      h(
        'section',
        { class: 'card' },
        h('h3', {}, say('来历', 'Where it comes from')),
        h(
          'dl',
          { class: 'facts' },
          pairs.map(([title, text]) => [h('dt', {}, title), h('dd', {}, text)]),
        ),
      ),
    ),
    h('details', {}, h('summary', {}, say('原文', 'the recorded text')), h('pre', {}, ledger.text(position) ?? '')),
  ]
}
