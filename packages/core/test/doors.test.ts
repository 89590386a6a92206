import {
  createLedger,
  draft,
  memoryStore,
  openLedger,
  relation,
  type Draft,
  type Ledger,
  type RecordOptions,
} from '@taizhang/core'
import * as define from '@taizhang/kernel/define'
import * as internal from '@taizhang/kernel/internal'
import * as forStores from '@taizhang/kernel/store'
import { Replay } from '@taizhang/kernel/internal'
import * as main from '@taizhang/core'
import * as figures from '@taizhang/core/figures'
import * as merkle from '@taizhang/kernel/merkle'
import * as procedures from '@taizhang/core/procedures'
import * as restore from '@taizhang/core'
import * as rulebook from '@taizhang/core/rulebook'
import { idOf } from '@taizhang/core/testing'
import { describeDoors, takes, type Door } from '@taizhang/testkit'
import { expect, test } from 'vitest'

const { anything, day, list, number, object, one, optional, text, whole } = takes

let made = 0
const options: RecordOptions = {
  now: new Date('2021-07-01T00:00:00Z'),
  newId: () => idOf(made++),
  actor: 'tester',
}
const on = '2018-03-01'
const drafts: readonly Draft[] = [
  draft('UnitListed', on, { unitId: 'u1', kind: 'enterprise', name: '甲' }),
  draft('OrganizationFounded', on, {
    organizationId: 'o1',
    name: 'o1',
    kind: 'branch',
    formation: 'solo',
    category: 'enterprise',
    unitIds: ['u1'],
  }),
  draft('MemberEnrolled', on, { memberId: 'm1', organizationId: 'o1', status: 'full' }),
  draft('TermStarted', on, { organizationId: 'o1', years: 3, elected: [{ personId: 'm1', post: 'secretary' }] }),
  draft('DuesPaid', '2020-01-15', { organizationId: 'o1', amountFen: 5000 }),
]
const store = memoryStore()
const ledger: Ledger = await createLedger(store, { book: 'test', name: '测试' }, options)
if (!(await ledger.record(drafts, options)).ok) throw new Error('the book of this test is refused')
const view = ledger.asOf('2021-06-30')
const { facts } = view
const { size } = ledger
const [stock, flow, rate] = ['members', 'dues-paid', 'organization-coverage'].map(figures.figureNamed) as [
  figures.Figure,
  figures.Figure,
  figures.Figure,
]
/** Options with a first day that is not after the view's. */
const isEarly = (value: unknown): boolean => {
  const { from } = value as { readonly from?: unknown }
  return from === undefined || (typeof from === 'string' && day(from) && from <= view.asOf)
}
const unscoped = figures.figureNamed('dossiers')
const byPost = figures.figureNamed('members-recruited')
const window = { from: '2020-01-01', to: '2021-07-01' }
const scope = one('enterprise', 'social-organization')
const noScope = one(undefined)
const figureIds = one(...figures.figureCatalogue.keys())
const rules = one(...internal.ruleIds(view))
const withDay = (asOf: unknown): typeof view => ({ ...view, asOf: asOf as string })
const none = one()
const upTo = (last: string) => (value: unknown) => day(value) && String(value) <= last
const from = (first: string) => (value: unknown) => day(value) && String(value) >= first
const knownAt = (value: unknown): boolean =>
  value === undefined ||
  (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= size) ||
  (typeof value === 'string' && (main.isCivilDate(value) || main.isZonedTime(value)) && value >= '2021-07-01')
const calendarDays = (amount: unknown): boolean => whole(-737_969, 2_913_900)(amount)
const known = one('u1', 'o1', 'm1')
const subjects = one('u1', 'o1', 'm1', ...figures.figureCatalogue.keys(), 'members:enterprise')
const language = one('zh', 'en')
/** When the unit is known, too. */
const knownWhole = (value: unknown): boolean => knownAt(value) && (typeof value !== 'number' || value === size)
const isWindow = (value: unknown): boolean => {
  const { from: first, to } = Object(value) as { readonly from?: unknown; readonly to?: unknown }
  return object(value) && day(first) && day(to) && String(first) <= String(to)
}
const finite = (value: unknown): boolean => Number.isFinite(value)
const isRate = (value: unknown): boolean =>
  typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) && finite(Number(value))
const isValue = (value: unknown): boolean => value === null || finite(value) || isRate(value)
/** Thousandths are exact below 2^40. */
const summand = (value: unknown): boolean =>
  number(value) && (Number.isInteger(value) || Math.abs(Number(value)) <= 2 ** 40 - 0.001)
const derived = (value: unknown): boolean => object(value) && isValue((value as { value?: unknown }).value)
const hash = merkle.treeHash((bytes) => new Uint8Array(32).fill(bytes.length))
const tree = merkle.merkleTree(hash, [new Uint8Array(32), new Uint8Array(32).fill(1)])
const span = { amount: 6, unit: 'months' } as const
const amount = { value: 3 }
const reported = { value: 3, qualifier: 'exact', source: '年报', event: 1 } as const
const exactness = one('exact', 'more-than', 'at-least', 'about')
const qualifier = optional(exactness)
/** How exact a number is that somebody reported. */
const said = one('exact', 'more-than', 'at-least', 'about', 'less-than', 'nearly', 'at-most')
const row = facts.rows(relation.unit)[0] as main.Row
const plain = (value: unknown): boolean => {
  try {
    main.canonicalText(value)
    return true
  } catch (error) {
    return !(error instanceof main.LedgerError)
  }
}

const calendar: Record<string, Door> = {
  isCivilDate: [[anything, (value) => main.isCivilDate(value)]],
  isZonedTime: [[anything, (value) => main.isZonedTime(value)]],
  plusDays: [
    [upTo('9999-12-30'), (value) => main.plusDays(value, 1)],
    [calendarDays, (value) => main.plusDays('2021-06-30', value)],
  ],
  plusMonths: [
    [upTo('9999-11-30'), (value) => main.plusMonths(value, 1)],
    [whole(-24_245, 95_742), (value) => main.plusMonths('2021-06-30', value)],
  ],
  plusYears: [
    [upTo('9998-12-31'), (value) => main.plusYears(value, 1)],
    [whole(-2020, 7978), (value) => main.plusYears('2021-06-30', value)],
  ],
  daysBetween: [
    [day, (value) => main.daysBetween(value, '2021-06-30')],
    [day, (value) => main.daysBetween('2021-06-30', value)],
  ],
  civilDateAt: [[main.isZonedTime as (value: unknown) => boolean, (value) => main.civilDateAt(value)]],
  endOfDay: [[day, (value) => main.endOfDay(value)]],
}

const checks: Record<string, Door> = {
  expectChoice: [[one('a'), (value) => internal.expectChoice(value, 'value', ['a'])]],
  expectDay: [[day, (value) => internal.expectDay(value, 'value')]],
  expectFunction: [[none, (value) => internal.expectFunction(value, 'value')]],
  expectList: [[list, (value) => internal.expectList(value, 'value')]],
  expectObject: [[object, (value) => internal.expectObject(value, 'value')]],
  expectText: [[text, (value) => internal.expectText(value, 'value')]],
  expectView: [[day, (value) => internal.expectView(withDay(value))]],
  expectWhole: [[whole(), (value) => internal.expectWhole(value, 'value')]],
  expectWindow: [
    [optional(upTo('2021-06-30')), (value) => internal.expectWindow({ from: value, to: '2021-06-30' }, '')],
  ],
}

const isText = (value: unknown): boolean =>
  typeof value === 'string' && value.isWellFormed() && value.length > 0 && Array.from(value).length <= 200
const ledgers: Record<string, Door> = {
  createLedger: [
    [
      (value) => typeof value === 'string' && /^[A-Za-z0-9._:-]{1,64}$/.test(value) && !/^\d{17}/.test(value),
      async (value) => createLedger(memoryStore(), { book: value, name: '测试' }, options),
    ],
    [(value) => isText(value), async (value) => createLedger(memoryStore(), { book: 'b', name: value }, options)],
    [none, async (value) => createLedger(memoryStore(), { book: 'b', name: '测试' }, { ...options, now: value })],
    [none, async (value) => createLedger(memoryStore(), { book: 'b', name: '测试' }, { ...options, newId: value })],
    [
      (value) => isText(value),
      async (value) => createLedger(memoryStore(), { book: 'b', name: '测试' }, { ...options, actor: value }),
    ],
    [none, async (value) => createLedger(memoryStore(), value, options)],
    [none, async (value) => createLedger(memoryStore(), { book: 'b', name: '测试' }, value)],
  ],
  openLedger: [
    [one('test'), async (value) => openLedger(store, { book: value })],
    [none, async (value) => openLedger(store, value)],
  ],
  forkLedger: [
    [knownAt, async (value) => main.forkLedger(ledger, { knownAt: value })],
    [none, async (value) => main.forkLedger(value)],
    [optional(object), async (value) => main.forkLedger(ledger, value)],
  ],
  'Ledger.asOf': [
    [day, (value) => ledger.asOf(value)],
    [knownAt, (value) => ledger.asOf('2021-06-30', { knownAt: value })],
    [optional(object), (value) => ledger.asOf('2021-06-30', value)],
  ],
  'Ledger.event': [[(value) => typeof value === 'number', (value) => ledger.event(value)]],
  'Ledger.text': [[(value) => typeof value === 'number', (value) => ledger.text(value)]],
  'Ledger.eventById': [[text, (value) => ledger.eventById(value)]],
  'Ledger.events': [[knownAt, (value) => ledger.events({ knownAt: value })]],
  'Ledger.history': [
    [known, (value) => ledger.history(value)],
    [knownWhole, (value) => ledger.history('u1', { knownAt: value })],
  ],
  'Ledger.record': [
    [(value) => Array.isArray(value), async (value) => ledger.record(value, options)],
    [anything, async (value) => ledger.record([value], options)],
    [anything, async (value) => ledger.check([draft('UnitRenamed', value, { unitId: 'u1', name: '乙' })], options)],
    [anything, async (value) => ledger.check([draft('UnitRenamed', on, { unitId: value, name: '乙' })], options)],
    [none, async (value) => ledger.record([], value)],
    [optional(whole()), async (value) => ledger.check([], { ...options, expectedSize: value })],
    [optional(isText), async (value) => ledger.check([], { ...options, correlationId: value })],
    [
      optional((value) => typeof value === 'boolean'),
      async (value) => ledger.check([], { ...options, ownActors: value }),
    ],
    [
      optional((value) => typeof value === 'boolean'),
      async (value) => ledger.check([], { ...options, clockAhead: value }),
    ],
  ],
  'Ledger.follow': [
    [none, (value) => ledger.follow(value)],
    [none, (value) => ledger.follow({ signal: value })],
    [optional(whole()), (value) => ledger.follow({ after: value, signal: new AbortController().signal })],
  ],
  'Ledger.as': [
    [none, (value) => ledger.as(value)],
    [isText, (value) => ledger.as({ ...options, clock: () => options.now, actor: value })],
    [none, (value) => ledger.as({ ...options, clock: value })],
    [optional(object), async (value) => ledger.as({ ...options, clock: () => options.now }).check([], value)],
  ],
  'Ledger.parse': [[list, (value) => ledger.parse(value)]],
  isLedgerError: [[anything, (value) => main.isLedgerError(value)]],
  subjectHistory: [
    [known, (value) => main.subjectHistory(ledger, value)],
    [knownWhole, (value) => main.subjectHistory(ledger, 'u1', { knownAt: value })],
  ],
  bookProfile: [[day, (value) => main.bookProfile(withDay(value))]],
  rowsOn: [[day, (value) => main.rowsOn(withDay(value), relation.unit)]],
  draft: [[anything, (value) => main.draft('UnitRenamed', value, { unitId: 'u1', name: '乙' })]],
  streamOf: [[text, (value) => internal.streamOf(value)]],
  batchAt: [
    [knownAt, (value) => internal.batchAt({ book: 'test', size, utcOffsetMinutes: 480, upTo: batchUpTo }, value)],
  ],
  Replay: [
    [text, (value) => new Replay(value, { definitions: main.party })],
    [none, (value) => new Replay('test', value)],
    [
      (value) => Array.isArray(value) && value.length === 0,
      (value) => new Replay('test', { definitions: main.party }).take(value),
    ],
  ],
  canonicalText: [[plain, (value) => main.canonicalText(value)]],
  holdsOn: [[day, (value) => main.holdsOn(row, value)]],
  knownLive: [[whole(), (value) => main.knownLive(ledger.events()[0] as main.BookEvent, value)]],
  near: [[anything, (value) => main.near(value, ['a'])]],
  booksOf: 'takes a store',
  decideAppend: 'for stores: takes what a ledger appends; an append of nothing is tried below',
  followStreams: 'for stores',
  memoryStore: 'takes nothing',
  factsFrom: 'for stores: takes where facts are read from',
  attributeColumns: 'takes a relation',
  idAttributes: 'takes a relation',
  beginningOf: 'takes a row of facts',
  hasDays: 'takes a row of facts',
  sameValue: 'takes values of rows of facts',
  inOrder: 'compares events of a ledger',
  definitionOf: 'takes definitions and an event of a ledger',
  subjectsOf: 'takes the definition of an event and its data, which was parsed by it',
  LedgerError: 'what is thrown',
  fail: 'throws what it is given',
  refuse: 'makes a value of what it is given',
  perhaps: 'takes what `near` gives',
}

const batchUpTo = (most: number): internal.Batch | undefined =>
  most >= size
    ? { size, recordedAt: '2021-07-01T00:00:00.000Z' }
    : most > 0
      ? { size: 1, recordedAt: '2021-07-01T00:00:00.000Z' }
      : undefined

/** The ids of dimensions, and the attributes that they are about. */
const dimensionIds = one(...[...main.party.dimensions.values()].flatMap(({ id, attribute }) => [id, attribute]))
const units = figures.listNamed(view, 'units')
const columnNames = units.columns.map(({ id }) => id)
const columnIds = one(...columnNames)
const condition: figures.Condition = { dimension: 'town', test: '=', values: ['临港镇'] }
const conditionTests = ['=', '!=', '>=', '<=', '>', '<']
const isCondition = (value: unknown): boolean =>
  typeof value === 'string' && /^\s*\p{L}[\p{L}\p{N}（）()-]*\s*(!=|>=|<=|=|>|<)/u.test(value)

const counted: Record<string, Door> = {
  figureNamed: [[figureIds, (value) => figures.figureNamed(value)]],
  expectFigure: [[none, (value) => internal.expectFigure(value)]],
  expectScope: [[optional(scope), (value) => internal.expectScope(facts, relation.scope, value)]],
  expectScopeOf: [
    [optional(scope), (value) => internal.expectScopeOf(facts, stock, value)],
    [optional(scope), (value) => internal.expectScopeOf(facts, flow, value)],
  ],
  statisticsOf: [
    [day, (value) => figures.statisticsOf(withDay(value), 1)],
    [none, (value) => figures.statisticsOf(value, 1)],
    [one(...figures.statisticsForms.keys()), (value) => figures.statisticsOf(view, value)],
    [
      (value) => value === undefined || (object(value) && (!Object.hasOwn(value as object, 'from') || isEarly(value))),
      (value) => figures.statisticsOf(view, 1, value),
    ],
  ],
  reachOf: [
    [day, (value) => figures.reachOf(withDay(value), figures.figureNamed('organization-coverage'), 98)],
    [none, (value) => figures.reachOf(view, value, 98)],
    [
      (value) => number(value) && Number(value) >= 0 && Number(value) <= 100,
      (value) => figures.reachOf(view, figures.figureNamed('organization-coverage'), value),
    ],
    [optional(object), (value) => figures.reachOf(view, figures.figureNamed('organization-coverage'), 98, value)],
  ],
  coverageOn: [
    [day, (value) => figures.coverageOn(withDay(value))],
    [none, (value) => figures.coverageOn(value)],
    [optional(object), (value) => figures.coverageOn(view, value)],
  ],
  scopesOn: [[day, (value) => figures.scopesOn(withDay(value))]],
  comparedRows: [
    [day, (value) => figures.comparedRows(withDay(value), view, stock)],
    [none, (value) => figures.comparedRows(value, view, stock)],
    [none, (value) => figures.comparedRows(view, value, stock)],
    [none, (value) => figures.comparedRows(view, view, value)],
    [optional(scope), (value) => figures.comparedRows(view, view, stock, { scope: value })],
    [optional(object), (value) => figures.comparedRows(view, view, stock, value)],
  ],
  changesBetween: [
    [none, (value) => figures.changesBetween(value, { from: '2021-01-01', to: '2021-06-30' })],
    [upTo('2021-06-30'), (value) => figures.changesBetween(view, { from: value, to: '2021-06-30' })],
  ],
  figureRows: [
    [day, (value) => figures.figureRows(withDay(value), stock)],
    [none, (value) => figures.figureRows(view, value)],
    [optional(scope), (value) => figures.figureRows(view, stock, { scope: value })],
    [optional(scope), (value) => figures.figureRows(view, flow, { scope: value })],
    [noScope, (value) => figures.figureRows(view, unscoped, { scope: value })],
    [
      optional(upTo('2021-06-30')),
      (value) => figures.figureRows(view, flow, { window: { from: value, to: '2021-06-30' } }),
    ],
    [
      optional(from('2020-01-01')),
      (value) => figures.figureRows(view, flow, { window: { from: '2020-01-01', to: value } }),
    ],
    [optional(day), (value) => figures.figureRows(view, stock, { window: { to: value } })],
    [optional(object), (value) => figures.figureRows(view, stock, value)],
    [dimensionIds, (value) => figures.figureRows(view, unscoped, { by: [value] })],
    [
      optional((value) => Array.isArray(value) && value.length === 0),
      (value) => figures.figureRows(view, unscoped, { by: value }),
    ],
    [none, (value) => figures.figureRows(view, unscoped, { where: [value] })],
    [dimensionIds, (value) => figures.figureRows(view, flow, { where: [{ ...condition, dimension: value }] })],
    [one(...conditionTests), (value) => figures.figureRows(view, flow, { where: [{ ...condition, test: value }] })],
    [text, (value) => figures.figureRows(view, flow, { where: [{ ...condition, values: [value] }] })],
  ],
  listsOf: [[none, (value) => figures.listsOf(value)]],
  listNamed: [
    [one(...figures.listsOf(view).keys()), (value) => figures.listNamed(view, value)],
    [none, (value) => figures.listNamed(value, 'units')],
  ],
  listOf: [
    [day, (value) => figures.listOf(withDay(value), units)],
    [none, (value) => figures.listOf(view, value)],
    [optional(object), (value) => figures.listOf(view, units, value)],
    [columnIds, (value) => figures.listOf(view, units, { columns: [value] })],
    [
      optional(one(...columnNames, ...columnNames.map((id) => `-${id}`))),
      (value) => figures.listOf(view, units, { sort: value }),
    ],
    [none, (value) => figures.listOf(view, units, { where: [value] })],
    [scope, (value) => figures.listOf(view, units, { counted: { figure: rate, scope: value } })],
    [none, (value) => figures.listOf(view, units, { leftOut: { figure: value } })],
  ],
  conditionOf: [[isCondition, (value) => figures.conditionOf(value)]],
  dimensionsOf: [
    [none, (value) => figures.dimensionsOf(view, value)],
    [none, (value) => figures.dimensionsOf(value, stock)],
  ],
  windowOf: [
    [day, (value) => figures.windowOf(withDay(value), flow)],
    [optional(upTo('2021-07-01')), (value) => figures.windowOf(view, flow, { from: value })],
    [optional(day), (value) => figures.windowOf(view, flow, { to: value })],
    [none, (value) => figures.windowOf(view, value)],
  ],
  figureValue: [
    [upTo('2021-07-01'), (value) => figures.figureValue(facts, flow, { from: value, to: '2021-07-01' })],
    [from('2020-01-01'), (value) => figures.figureValue(facts, flow, { from: '2020-01-01', to: value })],
    [scope, (value) => figures.figureValue(facts, stock, window, { scope: value })],
    [scope, (value) => figures.figureValue(facts, rate, window, { scope: value })],
    [optional(scope), (value) => figures.figureValue(facts, flow, window, { scope: value })],
    [optional(text), (value) => figures.figureValue(facts, byPost, window, { by: value })],
    [noScope, (value) => figures.figureValue(facts, flow, window, { by: value })],
    [none, (value) => figures.figureValue(facts, value, window)],
    [isWindow, (value) => figures.figureValue(facts, flow, value)],
  ],
  behind: [
    [day, (value) => figures.behind(withDay(value), stock, { scope: 'enterprise' })],
    [none, (value) => figures.behind(view, value)],
    [scope, (value) => figures.behind(view, stock, { scope: value })],
    [scope, (value) => figures.behind(view, rate, { scope: value })],
    [optional(scope), (value) => figures.behind(view, flow, { scope: value })],
    [optional(text), (value) => figures.behind(view, byPost, { by: value })],
    [noScope, (value) => figures.behind(view, flow, { by: value })],
    [optional(upTo('2021-07-01')), (value) => figures.behind(view, flow, { window: { from: value } })],
    [text, (value) => figures.behind(view, flow, { group: { town: value } })],
    [none, (value) => figures.behind(view, flow, { group: { town: '', [typeof value]: '' } })],
  ],
  leftOut: [
    [day, (value) => figures.leftOut(withDay(value), stock, 'enterprise')],
    [scope, (value) => figures.leftOut(view, stock, value)],
    [noScope, (value) => figures.leftOut(view, unscoped, value)],
    [none, (value) => figures.leftOut(view, value)],
    [text, (value) => figures.leftOut(view, unscoped, undefined, { group: { town: value } })],
  ],
  seriesOf: [
    [upTo('2021-07-01'), (value) => figures.seriesOf(view, flow, { from: value, to: '2021-07-01', every: 'year' })],
    [from('2020-01-01'), (value) => figures.seriesOf(view, flow, { from: '2020-01-01', to: value, every: 'year' })],
    [one(...figures.periods), (value) => figures.seriesOf(view, flow, { ...window, every: value })],
    [optional(scope), (value) => figures.seriesOf(view, stock, { ...window, every: 'year', scope: value })],
    [optional(scope), (value) => figures.seriesOf(view, flow, { ...window, every: 'year', scope: value })],
    [none, (value) => figures.seriesOf(view, flow, value)],
    [dimensionIds, (value) => figures.seriesOf(view, flow, { ...window, every: 'year', by: [value] })],
    [day, (value) => figures.seriesOf(withDay(value), flow, { ...window, every: 'year' })],
  ],
  scopeOn: [[day, (value) => internal.scopeOn(facts, stock, 'enterprise', value)]],
  subjectOn: [[day, (value) => internal.subjectOn(withDay(value), stock as figures.Stock, 'enterprise', row.key)]],
  termsDue: [
    [day, (value) => figures.termsDue(withDay(value), span)],
    [whole(), (value) => figures.termsDue(view, { amount: value, unit: 'days' })],
    [whole(), (value) => figures.termsDue(view, { amount: value, unit: 'months' })],
    [whole(), (value) => figures.termsDue(view, { amount: value, unit: 'years' })],
    [one('days', 'months', 'years'), (value) => figures.termsDue(view, { amount: 6, unit: value })],
    [none, (value) => figures.termsDue(view, value)],
  ],
  plus: [
    [summand, (value) => figures.plus(value, 0)],
    [summand, (value) => figures.plus(0, value)],
  ],
  percent: [
    [number, (value) => figures.percent(value, 3)],
    [number, (value) => figures.percent(3, value)],
  ],
  amountOf: [
    [finite, (value) => figures.amountOf({ value, qualifier: 'about' })],
    [said, (value) => figures.amountOf({ value: 1, qualifier: value })],
    [none, (value) => figures.amountOf(value)],
  ],
  amountIn: [
    [summand, (value) => figures.amountIn([{ value }])],
    [qualifier, (value) => figures.amountIn([{ value: 1, qualifier: value }])],
    [(value) => Array.isArray(value) && value.length === 0, (value) => figures.amountIn(value)],
  ],
  measureTitle: [[text, (value) => figures.measureTitle(value)]],
  atVariance: [
    [isValue, (value) => figures.atVariance({ value }, reported)],
    [finite, (value) => figures.atVariance(amount, { ...reported, value })],
    [said, (value) => figures.atVariance(amount, { ...reported, qualifier: value })],
    [optional(none), (value) => figures.atVariance({ ...amount, unrounded: value }, reported)],
    [optional(number), (value) => figures.atVariance(amount, reported, value)],
  ],
  distance: [
    [finite, (value) => figures.distance(amount, reported, value)],
    [derived, (value) => figures.distance(value, reported, 1)],
    [none, (value) => figures.distance(amount, value, 1)],
  ],
  amountText: [
    [one(...Object.keys(figures.measureWords)), (value) => figures.amountText({ value: 1, measure: value }, 'zh')],
    [language, (value) => figures.amountText({ value: 1, measure: 'fen' }, value)],
    [isValue, (value) => figures.amountText({ value, measure: 'fen' }, 'en')],
    [optional(said), (value) => figures.amountText({ value: 1, measure: 'fen', qualifier: value }, 'en')],
    [none, (value) => figures.amountText(value, 'en')],
  ],
  percentagePoints: [[finite, (value) => figures.percentagePoints(value)]],
  grouped: [[text, (value) => figures.grouped(value)]],
  yuan: [[number, (value) => figures.yuan(value)]],
  bracketed: [[text, (value) => figures.bracketed(value, 1)]],
  labelOf: [[text, (value) => figures.labelOf(value)]],
  wordTitle: [[text, (value) => figures.wordTitle(value)]],
  byTitle: [
    [text, (value) => figures.byTitle(facts, value, '2021')],
    [text, (value) => figures.byTitle(facts, 'post', value)],
  ],
  scopeTitle: [
    [text, (value) => figures.scopeTitle(value, '非公企业')],
    [text, (value) => figures.scopeTitle('enterprise', value)],
  ],
  unrounded: 'takes facts and a row of a figure',
  keptFigures: 'for stores: takes relations',
  countedBy: 'for stores: takes what is to be counted',
  countOf: 'takes a stock and what `subjectOn` gives',
  nearOf: 'takes a stock and a row of facts',
  entriesOf: 'takes a flow',
  partsOf: 'takes a stock',
  overWindow: 'takes a figure',
}

const judged: Record<string, Door> = {
  findingsOn: [
    [day, (value) => rulebook.findingsOn(withDay(value))],
    [optional(rules), (value) => rulebook.findingsOn(view, { rule: value })],
    [optional(one('notice', 'warning', 'violation')), (value) => rulebook.findingsOn(view, { severity: value })],
    [optional(subjects), (value) => rulebook.findingsOn(view, { subject: value })],
    [subjects, (value) => rulebook.findingsOn(view, { subject: new Set([value, 'u1']) })],
    [upTo('2021-07-01'), (value) => rulebook.findingsOn(view, { window: { from: value, to: '2021-07-01' } })],
    [from('2020-01-01'), (value) => rulebook.findingsOn(view, { window: { from: '2020-01-01', to: value } })],
    [optional(isWindow), (value) => rulebook.findingsOn(view, { window: value })],
    [none, (value) => rulebook.findingsOn(value)],
  ],
  rulesOn: [
    [day, (value) => rulebook.rulesOn({ ...rulebook.noBook, asOf: value })],
    [none, (value) => rulebook.rulesOn(value)],
  ],
  ruleTexts: [[rules, (value) => rulebook.ruleTexts(view, value)]],
  ruleIds: 'takes facts',
  dossierOf: [
    [one('o1'), (value) => rulebook.dossierOf(view, value)],
    [day, (value) => rulebook.dossierOf(withDay(value), 'o1')],
  ],
  idsCalled: [
    [text, (value) => rulebook.idsCalled(view, value)],
    [day, (value) => rulebook.idsCalled(withDay(value), 'o1')],
  ],
  subjectName: [
    [text, (value) => rulebook.subjectName(view, value)],
    [day, (value) => rulebook.subjectName(withDay(value), 'o1')],
  ],
  asGrave: [
    [one('notice', 'warning', 'violation'), (value) => rulebook.asGrave(value, 'notice')],
    [one('notice', 'warning', 'violation'), (value) => rulebook.asGrave('notice', value)],
  ],
  differsOn: [[day, (value) => rulebook.differsOn(withDay(value))]],
  severityCounts: 'takes what `findingsOn` gives',
}

const planned: Record<string, Door> = {
  dissolveOrganization: [
    [one('o1'), (value) => procedures.dissolveOrganization(view, { organizationId: value, reason: '撤销' })],
    [text, (value) => procedures.dissolveOrganization(view, { organizationId: 'o1', reason: value })],
    [
      optional(text),
      (value) => procedures.dissolveOrganization(view, { organizationId: 'o1', reason: 'r', peopleTo: value }),
    ],
    [day, (value) => procedures.dissolveOrganization(withDay(value), { organizationId: 'o1', reason: '撤销' })],
  ],
  mergeOrganization: [
    [one('o1'), (value) => procedures.mergeOrganization(view, { organizationId: value, into: 'o2', reason: '合并' })],
    [text, (value) => procedures.mergeOrganization(view, { organizationId: 'o1', into: value, reason: '合并' })],
  ],
  moveSystem: [
    [one('o1'), (value) => procedures.moveSystem(view, { from: value, to: 'o2' })],
    [(value) => value === null || text(value), (value) => procedures.moveSystem(view, { from: 'o1', to: value })],
    [one('o1'), (value) => procedures.moveSystem(view, { organizationIds: [value], to: 'o2' })],
    [
      (value) => Array.isArray(value) && value.length === 0,
      (value) => procedures.moveSystem(view, { organizationIds: value, to: null }),
    ],
  ],
  windUpUnit: [
    [one('u1'), (value) => procedures.windUpUnit(view, { unitId: value, reason: 'moved', because: '迁出' })],
    [text, (value) => procedures.windUpUnit(view, { unitId: 'u1', reason: 'moved', because: value })],
  ],
}

const restored: Record<string, Door> = {
  restoreLedger: [
    [list, async (value) => restore.restoreLedger(memoryStore(), value)],
    [anything, async (value) => restore.restoreLedger(memoryStore(), [value])],
    [optional(text), async (value) => restore.restoreLedger(memoryStore(), ['{}'], { book: value })],
  ],
  exportBook: [[one('test'), async (value) => restore.exportBook(store, value)[Symbol.asyncIterator]().next()]],
  CheckedReplay: [
    [one('stop', 'go on'), (value) => new internal.CheckedReplay(main.party, { atImpossible: value })],
    [optional(text), (value) => new internal.CheckedReplay(main.party, { atImpossible: 'stop', book: value })],
    [anything, (value) => new internal.CheckedReplay(main.party, { atImpossible: 'stop' }).take(value)],
  ],
  replayed: 'takes events of a ledger',
  ofNewer: 'takes a refusal',
  segmentsHold: 'takes a store and a book that was replayed',
}

const trees: Record<string, Door> = {
  edgeOf: [[whole(), (value) => merkle.edgeOf(value)]],
  rootOf: [[whole(), (value) => merkle.rootOf(hash, () => new Uint8Array(32), value)]],
  GrowingTree: [
    [none, (value) => new merkle.GrowingTree(hash).append(value)],
    [optional((value) => Array.isArray(value) && value.length === 0), (value) => new merkle.GrowingTree(hash, value)],
  ],
  merkleTree: [
    [optional(whole(0, 2)), (value) => tree.root(value)],
    [whole(0, 1), (value) => tree.inclusion(value, 2)],
    [whole(1, 2), (value) => tree.inclusion(0, value)],
    [whole(1, 2), (value) => tree.consistency(value, 2)],
    [whole(1, 2), (value) => tree.consistency(1, value)],
  ],
  expectHash: [[none, (value) => merkle.expectHash(value, 'hash')]],
  sameHash: [[anything, (value) => merkle.sameHash(value, new Uint8Array(32))]],
  verifyInclusion: [
    [anything, (value) => refused(merkle.verifyInclusion(hash, value))],
    ...(['leaf', 'index', 'size', 'root', 'proof'] as const).map((name): [() => boolean, (value: never) => unknown] => [
      anything,
      (value) => merkle.verifyInclusion(hash, { ...inclusion, [name]: value }),
    ]),
  ],
  verifyConsistency: [
    [anything, (value) => refused(merkle.verifyConsistency(hash, value))],
    ...(['size1', 'root1', 'size2', 'root2', 'proof'] as const).map(
      (name): [() => boolean, (value: never) => unknown] => [
        anything,
        (value) => merkle.verifyConsistency(hash, { ...consistency, [name]: value }),
      ],
    ),
  ],
  treeHash: 'takes a hash function',
}

const inclusion = { leaf: new Uint8Array(32), index: 0, size: 2, root: tree.root(), proof: tree.inclusion(0, 2) }
const consistency = { size1: 1, root1: tree.root(1), size2: 2, root2: tree.root(), proof: tree.consistency(1, 2) }
const refused = (accepted: boolean): void => expect(accepted).toBe(false)

describeDoors(
  { main, figures, rulebook, procedures, merkle },
  { ...calendar, ...checks, ...ledgers, ...counted, ...judged, ...planned, ...restored, ...trees },
  { also: { ...internal, ...define, ...forStores } },
)

test('an append of nothing is refused', async () => {
  await expect(memoryStore().append('s', [], { expectedRevision: 'any' })).rejects.toMatchObject({ kind: 'usage' })
})
