import { party, subjectHistory, type HistoryEntry, type Ledger, type Row } from '@taizhang/core'
import { dossierOf } from '@taizhang/core/rulebook'
import { isLedgerError } from '@taizhang/kernel'
import { clockOf, dayOf, type App } from './app.ts'
import { h, s, type Child } from './dom.ts'
import { eventLink, factsList, fieldName, nameOf, relationTitle } from './words.ts'
import { withLedger } from './with-ledger.ts'

/** The dossier of an organization, a unit or whatever events name: what it is, its life, and every event about it. */
export const subjectView = (app: App): Child =>
  withLedger(app, (ledger) => dossier(app, ledger, app.state.subject ?? ''))

function dossier(app: App, ledger: Ledger, id: string): Child {
  const { say } = app
  const history = historyOf(app, ledger, id)
  if (history.length === 0) return h('p', {}, say('当时还没有提到它的记录', 'no event named it by then'))
  const lives = livesOf(app, ledger, id)
  const own = lives.find(({ row }) => Object.keys(row.key).length === 1 && Object.values(row.key)[0] === id)
  return [
    h('p', { class: 'crumbs' }, own ? relationTitle(app, own.row.relation) : say('对象', 'subject'), ` · ${id}`),
    h('h2', {}, nameOf(app, ledger, id)),
    own && h('section', { class: 'card' }, h('dl', { class: 'facts' }, factsList(app, ledger, own.row.attributes))),
    counts(app, ledger, id),
    h('section', {}, h('h3', {}, say('历程', 'Its life')), picture(app, lives)),
    h(
      'section',
      {},
      h('h3', {}, say(`记录 ${history.length} 条`, `${history.length} events`)),
      events(app, ledger, history),
    ),
  ]
}

function historyOf(app: App, ledger: Ledger, id: string): readonly HistoryEntry[] {
  try {
    return subjectHistory(ledger, id, { knownAt: app.sizeAt(app.state.batch) })
  } catch (error) {
    if (isLedgerError(error)) return []
    throw error
  }
}

/** What the dossier of an organization counts. */
function counts(app: App, ledger: Ledger, id: string): Child {
  const view = app.viewOf(ledger)
  const isOrganization = party.relations.some(
    (one) => one.name === 'organization' && view.facts.where(one, 'organizationId', id).length > 0,
  )
  const found = isOrganization ? dossierOf(view, id) : undefined
  if (!found) return undefined
  const pairs: readonly (readonly [string, number])[] = [
    [app.say('党员', 'members'), found.members.counted],
    [app.say('覆盖单位', 'units covered'), found.units.filter(({ isCovered }) => isCovered).length],
    [app.say('下级组织', 'organizations under it'), found.subordinates.length],
    [app.say('问题提示', 'findings'), found.findings.length],
  ]
  return h(
    'dl',
    { class: 'counts' },
    pairs.map(([title, count]) => h('div', { class: 'count' }, h('dt', {}, title), h('dd', {}, String(count)))),
  )
}

interface Life {
  readonly row: Row
  readonly title: string
}

/** Every fact that its key or a reference names the subject, as known then. */
function livesOf(app: App, ledger: Ledger, id: string): readonly Life[] {
  const { facts } = app.viewOf(ledger)
  return party.relations.flatMap((relation) => {
    const columns: readonly string[] = [...relation.key, ...relation.refersTo.map(({ attribute }) => attribute)]
    const rows = [...new Set(columns.flatMap((column) => facts.where(relation, column, id)))]
    return rows.map((row) => {
      const others = Object.values(row.key).filter((one) => one !== id)
      const of = others.map((one) => app.word(nameOf(app, ledger, one))).join(' ')
      return { row, title: `${relationTitle(app, relation.name)} ${of}`.trim() }
    })
  })
}

const lineHeight = 24
const nameWidth = 300
const width = 1000

/** A line for each fact, as long as it held. */
function picture(app: App, lives: readonly Life[]): Child {
  const byTitle = Map.groupBy(lives, ({ title }) => title)
  const lines = [...byTitle].slice(0, 60)
  const [first, last] = [
    Math.min(...lives.map(({ row }) => dayOf(row.from))),
    Math.max(app.lastDay, dayOf(app.state.asOf)) + 1,
  ]
  const x = (day: number): number =>
    nameWidth + ((Math.min(day, last) - first) / Math.max(1, last - first)) * (width - nameWidth - 8)
  const height = lines.length * lineHeight + 26
  const at = x(dayOf(app.state.asOf))
  const svg = s(
    'svg',
    {
      class: 'lives',
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': app.say('历程图，内容见下面的记录', 'its life; the events below say the same'),
    },
    lines.map(([title, own], line) => [
      s('text', { x: 0, y: line * lineHeight + 16 }, title.length > 20 ? `${title.slice(0, 19)}…` : title),
      own.map(({ row }) =>
        s(
          'rect',
          {
            class: 'life',
            x: x(dayOf(row.from)),
            y: line * lineHeight + 6,
            height: 12,
            rx: 2,
            width: Math.max(2, x(dayOf(row.to)) - x(dayOf(row.from)) - 1),
          },
          s('title', {}, `${row.from} – ${row.to}`),
        ),
      ),
    ]),
    s('line', { class: 'cursor', x1: at, x2: at, y1: 0, y2: height - 20 }),
    s('text', { class: 'tick', x: nameWidth, y: height - 4 }, new Date(first * 86_400_000).toISOString().slice(0, 10)),
    s('text', { class: 'tick', x: width - 8, y: height - 4, 'text-anchor': 'end' }, app.state.asOf),
  )
  return h('div', { class: 'scroll wide', tabindex: 0, role: 'region', 'aria-label': app.say('历程', 'Its life') }, svg)
}

const events = (app: App, ledger: Ledger, history: readonly HistoryEntry[]): HTMLElement =>
  h(
    'ol',
    { class: 'events' },
    history
      .toSorted((a, b) =>
        a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : a.position - b.position,
      )
      .map((event) =>
        h(
          'li',
          {},
          h('time', { datetime: event.effectiveOn }, event.effectiveOn),
          h(
            'div',
            {},
            h('span', event.withdrawnBy === undefined ? {} : { class: 'gone' }, eventLink(app, ledger, event.position)),
            event.withdrawnBy !== undefined &&
              h('span', { class: 'now' }, app.say('已更正或撤回', 'corrected or withdrawn')),
            h(
              'p',
              { class: 'meta' },
              app.say(`录入 ${clockOf(event.recordedAt)}`, `recorded ${clockOf(event.recordedAt)}`),
              event.evidence?.documentNumber === undefined
                ? ''
                : ` · ${fieldName(app, 'document')} ${event.evidence.documentNumber}`,
            ),
          ),
        ),
      ),
  )
