import type { Ledger } from '@taizhang/core'
import { termsDue } from '@taizhang/core/figures'
import { findingsOn, severityWords } from '@taizhang/kernel'
import type { App } from './app.ts'
import { csvOf } from './csv.ts'
import { h, type Child } from './dom.ts'
import { nameOf, subjectLink } from './words.ts'
import { withLedger } from './with-ledger.ts'

interface Task {
  /** The graver, the higher. */
  readonly rank: number
  readonly severity: string
  readonly level: string
  readonly subject: string
  readonly name: string
  readonly since: string
  readonly message: string
  readonly next: string
}

const ranks: Readonly<Record<string, number>> = { violation: 3, warning: 2, notice: 1 }

/** Findings and terms as a list of what to do next. */
export const workView = (app: App): Child => withLedger(app, (ledger) => workList(app, tasksOf(app, ledger), ledger))

function tasksOf(app: App, ledger: Ledger): readonly Task[] {
  const view = app.viewOf(ledger)
  const { language, say } = app
  const findings = app.head.numbersOnly.length > 0 ? [] : findingsOn(view)
  return [
    ...findings.map(({ severity, subject, since, message, next }) => ({
      rank: ranks[severity] ?? 0,
      severity,
      level: severityWords[severity][language],
      subject,
      name: nameOf(app, ledger, subject),
      since,
      message: message[language],
      next: next[language],
    })),
    ...termsDue(view, { amount: 6, unit: 'months' }).map(({ organizationId, name, dueOn, daysLeft }) => ({
      rank: daysLeft <= 0 ? 2 : 1,
      severity: daysLeft <= 0 ? 'warning' : 'notice',
      level: say('任期', 'term'),
      subject: organizationId,
      name,
      since: dueOn,
      message:
        daysLeft <= 0
          ? say(`任期逾期 ${-daysLeft} 天`, `overdue by ${-daysLeft} days`)
          : say(`任期还有 ${daysLeft} 天届满`, `ends in ${daysLeft} days`),
      next:
        daysLeft <= 0
          ? say('换届，或报批延期', 'hold the election, or have an extension approved')
          : say('准备换届', 'prepare the election'),
    })),
  ]
}

type Column = 'level' | 'name' | 'since' | 'message' | 'next'

function workList(app: App, tasks: readonly Task[], ledger: Ledger): Child {
  const { say } = app
  const titles: Readonly<Record<Column, string>> = {
    level: say('程度', 'severity'),
    name: say('对象', 'subject'),
    since: say('自', 'since'),
    message: say('问题', 'what is wrong'),
    next: say('下一步', 'what to do'),
  }
  const columns = Object.keys(titles) as readonly Column[]
  let [sorted, down]: [Column, boolean] = ['level', true]
  const search = h('input', { type: 'search', oninput: () => fill() })
  const level = h(
    'select',
    { onchange: () => fill() },
    h('option', { value: '' }, say('全部', 'all')),
    [...new Set(tasks.map((task) => task.level))].map((one) => h('option', { value: one }, one)),
  )
  const body = h('tbody', {})
  const count = h('span', { role: 'status' })
  const heads = columns.map((column) =>
    h('th', { scope: 'col' }, h('button', { type: 'button', onclick: () => sortBy(column) }, titles[column])),
  )
  const wanted = (): readonly Task[] => {
    const order = (a: Task, b: Task): number =>
      sorted === 'level' ? a.rank - b.rank : a[sorted] < b[sorted] ? -1 : a[sorted] > b[sorted] ? 1 : 0
    return tasks
      .filter(
        (task) =>
          (level.value === '' || task.level === level.value) &&
          `${task.name} ${task.message} ${task.next}`.includes(search.value),
      )
      .toSorted((a, b) => (down ? -order(a, b) : order(a, b)))
  }
  const fill = (): void => {
    const found = wanted()
    count.textContent = say(`${found.length} 项`, `${found.length} tasks`)
    heads.forEach((head, at) =>
      head.setAttribute('aria-sort', columns[at] === sorted ? (down ? 'descending' : 'ascending') : 'none'),
    )
    body.replaceChildren(
      ...found
        .slice(0, 500)
        .map((task) =>
          h(
            'tr',
            {},
            h('td', {}, h('span', { class: `tag ${task.severity}` }, task.level)),
            h('td', {}, subjectLink(app, ledger, task.subject)),
            h('td', { class: 'date' }, task.since),
            h('td', {}, task.message),
            h('td', {}, task.next),
          ),
        ),
    )
  }
  const sortBy = (column: Column): void => {
    down = sorted === column ? !down : false
    sorted = column
    fill()
  }
  const save = (): void => {
    const rows = wanted().map((task) => columns.map((column) => task[column]))
    const link = h('a', {
      download: `${app.head.book}-${app.state.asOf}.csv`,
      href: URL.createObjectURL(new Blob([csvOf([columns.map((one) => titles[one]), ...rows])], { type: 'text/csv' })),
    })
    link.click()
  }
  fill()
  return [
    h('h2', {}, say('待办', 'To do')),
    h(
      'div',
      { class: 'controls' },
      h('label', {}, say('查找', 'search'), search),
      h('label', {}, titles.level, level),
      h('button', { type: 'button', class: 'plain', onclick: save }, say('存为 CSV', 'Save as CSV')),
      count,
    ),
    app.head.numbersOnly.length > 0
      ? h(
          'p',
          { class: 'fraction' },
          say(
            '本页不含与人员有关的记录，所以没有问题提示。',
            'This page leaves out what is recorded of persons, and so has no findings.',
          ),
        )
      : undefined,
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': say('待办', 'To do') },
      h('table', { class: 'work' }, h('thead', {}, h('tr', {}, heads)), body),
    ),
  ]
}
