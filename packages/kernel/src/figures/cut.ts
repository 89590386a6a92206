import { expectList, expectObject, expectText, wrong } from '../doors/doors.ts'
import type { AnyRelation } from '../define/relation.ts'
import { fail, type Words } from '../errors/refusal.ts'
import { dimensionIn, expectCondition, type Condition } from '../grouping/condition.ts'
import type { Dimension } from '../grouping/dimension.ts'
import type { Grouped } from '../grouping/grouping.ts'
import { wayTo } from '../grouping/ways.ts'
import type { View } from '../ledger/view.ts'
import { expectFigure } from './doors.ts'
import type { Figure } from './figure.ts'

/** By what a figure is grouped, and what it is counted of. */
export interface GroupedAsked {
  /** Ids of dimensions (`party.dimensions`), or the name of what the figure is told apart by. */
  readonly by?: readonly string[] | undefined
  /** All of these must be met: a subject counts on the days on which it meets them. */
  readonly where?: readonly Condition[] | undefined
}

/** A question about a figure by groups, checked. */
export interface Cut {
  readonly domain: View['domain']
  /** What is grouped by, as it was asked for. */
  readonly by: readonly string[]
  /** Which of `by` is what the figure itself is told apart by; -1 where none is. */
  readonly own: number
  readonly grouped: Grouped
  /** Two questions of the same text are the same. */
  readonly text: string
}

/**
 * Checks what is asked for; `undefined` where nothing is.
 *
 * Throws `LedgerError`: not-found where there is no such dimension; usage where the figure cannot be grouped by it.
 */
export function cutOf(view: Partial<Pick<View, 'domain'>>, figure: Figure, asked: GroupedAsked): Cut | undefined {
  const { by = [], where = [] } = asked
  expectList(by, 'by')
  expectList(where, 'where')
  if (by.length === 0 && where.length === 0) return undefined
  expectObject(view.domain, 'view.domain')
  const domain = view.domain as View['domain']
  const ownName = 'by' in figure ? figure.by : undefined
  const own = ownName === undefined ? -1 : by.indexOf(ownName)
  const dimensions = by.flatMap((name, at) => {
    expectText(name, 'by')
    if (by.indexOf(name) !== at)
      wrong('bad-grouping', 'by', { zh: '各不相同的分组项', en: 'different dimensions' }, name)
    return at === own ? [] : dimensionIn(domain, name, 'by')
  })
  const conditions = conditionsOf(domain, where)
  const asDimension = new Set([...dimensions, ...conditions.map(({ dimension }) => dimension)])
  for (const dimension of asDimension) expectWay(domain, figure, dimension)
  return { domain, by, own, grouped: { by: dimensions, where: conditions }, text: textOf(by, conditions) }
}

const textOf = (by: readonly string[], where: Grouped['where']): string =>
  JSON.stringify([by, where.map(({ dimension, condition: { test, values } }) => [dimension.id, test, values])])

/** The same for a question about one group. */
export function cutOfGroup(
  view: Partial<Pick<View, 'domain'>>,
  figure: Figure,
  {
    group = {},
    where,
  }: { readonly group?: Readonly<Record<string, string>> | undefined } & Pick<GroupedAsked, 'where'>,
): Cut | undefined {
  expectObject(group, 'group')
  for (const [name, value] of Object.entries(group)) expectText(value, `group.${name}`)
  return cutOf(view, figure, { by: Object.keys(group), where })
}

/** The same for a list of facts; `undefined` where nothing is asked for. */
export function cutOfRelation(
  { domain }: Pick<View, 'domain'>,
  { of, title }: { readonly of: AnyRelation; readonly title: Words },
  where: readonly Condition[] = [],
): Cut | undefined {
  expectList(where, 'where')
  if (where.length === 0) return undefined
  const conditions = conditionsOf(domain, where)
  const leads = (dimension: Dimension): boolean => wayTo(domain, of, dimension.of) !== undefined
  for (const { dimension } of conditions)
    if (!leads(dimension)) notGroupedBy(title, dimension, [...domain.dimensions.values()].filter(leads))
  return { domain, by: [], own: -1, grouped: { by: [], where: conditions }, text: textOf([], conditions) }
}

/** Whether conditions can be asked of the facts of a relation. */
export const leadsToAll = (domain: View['domain'], relation: AnyRelation, where: readonly Condition[]): boolean =>
  conditionsOf(domain, where).every(({ dimension }) => wayTo(domain, relation, dimension.of) !== undefined)

const conditionsOf = (domain: View['domain'], where: readonly Condition[]): Grouped['where'] =>
  where.map((condition) => {
    expectCondition(domain, condition, 'where')
    return { dimension: dimensionIn(domain, condition.dimension, 'where'), condition }
  })

/** The same question without groups: what the groups are parts of. */
export const wholeOf = (cut: Cut): Cut => ({
  ...cut,
  by: [],
  own: -1,
  grouped: { ...cut.grouped, by: [] },
  text: textOf([], cut.grouped.where),
})

/** The values of a group, by what they are values of. */
export const byOf = ({ by }: Cut, values: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(by.map((name, at) => [name, values[at] ?? '']))

/**
 * The dimensions that a figure can be grouped by: those to which a way leads from what it counts. Events may be about anything.
 *
 * Throws `LedgerError` (usage) where one of the arguments is none.
 *
 *
 * @example dimensionsOf(view, machines).map(({ id }) => id) // => ['floor']
 */
export function dimensionsOf(view: Pick<View, 'domain'>, figure: Figure): readonly Dimension[] {
  expectObject(view, 'view')
  expectObject(view.domain, 'view.domain')
  expectFigure(figure)
  return [...view.domain.dimensions.values()].filter((dimension) => leadsTo(view.domain, figure, dimension))
}

function leadsTo(domain: View['domain'], figure: Figure, dimension: Dimension): boolean {
  switch (figure.kind) {
    case 'stock':
      return wayTo(domain, figure.of, dimension.of) !== undefined
    case 'rate':
      return leadsTo(domain, figure.part, dimension) && leadsTo(domain, figure.whole, dimension)
    case 'flow':
    case 'flow-rate':
      return true
  }
}

function expectWay(domain: View['domain'], figure: Figure, dimension: Dimension): void {
  if (leadsTo(domain, figure, dimension)) return
  const { id, title } = figure
  notGroupedBy(
    { zh: `指标 ${id}（${title.zh}）`, en: `figure ${id} (${title.en})` },
    dimension,
    dimensionsOf({ domain }, figure),
  )
}

function notGroupedBy(what: Words, { id, title }: Dimension, possible: readonly Dimension[]): never {
  const ids = possible.map((one) => one.id)
  return fail(
    'usage',
    'not-grouped-by',
    {
      zh: `${what.zh}不能按 ${id}（${title.zh}）分组或筛选；可用：${ids.join('、')}`,
      en: `${what.en} cannot be grouped or filtered by ${id} (${title.en}); it can by: ${ids.join(', ')}`,
    },
    { parameter: 'by', dimension: id, dimensions: ids },
  )
}
