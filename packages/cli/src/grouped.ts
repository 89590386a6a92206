import type { View } from '@taizhang/core'
import { conditionOf, dimensionsOf, type Condition, type Figure, type FigureRow } from '@taizhang/core/figures'
import type { Dimension, Domain } from '@taizhang/kernel/define'

import { isCalled, onlyOne } from './ambiguous.ts'
import type { Language, Words } from './language.ts'
import type { GroupedFlags } from './options.ts'
import type { Session } from './session.ts'
import { byTitle } from './thing-names.ts'

/** What to group and to filter by. */
export interface Grouped {
  readonly by: readonly string[]
  readonly where: readonly Condition[]
}

/** Reads `--by` and `--where`; a dimension may be named by its title, too. */
export const readGrouped = (domain: Domain, { by, where = [] }: GroupedFlags): Grouped => ({
  by: (by ?? '')
    .split(/[,，]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => idOf(domain, name)),
  where: where.map((text) => {
    const condition = conditionOf(text)
    return { ...condition, dimension: idOf(domain, condition.dimension) }
  }),
})

/** The same with values named as people call them: `unit-kind=企业`, an organization by its name. Stops where a name is that of several. */
export const valuesNamed = (view: View, { by, where }: Grouped): Grouped => ({
  by,
  where: where.map((condition) => {
    const dimension = dimensionCalled(view.domain, condition.dimension)
    if (!dimension || (condition.test !== '=' && condition.test !== '!=')) return condition
    return { ...condition, values: condition.values.map((value) => valueNamed(view, dimension, value)) }
  }),
})

/** A value that some fact has, by what it is called; a value that a fact has, and one that nobody has, is itself. */
function valueNamed(view: View, dimension: Dimension, value: string): string {
  if (value === '' || dimension.bands) return value
  const had = new Set(
    view.facts
      .rows(dimension.of)
      .map(({ key, attributes }) => textOf(({ ...attributes, ...key } as Row)[dimension.attribute])),
  )
  if (had.has(value)) return value
  const called = [...had].map((id) => ({ id, title: byTitle(view, dimension.id, id) }))
  const meant = called.filter(({ id, title }) => id !== '' && isCalled(value, title.zh, title.en))
  return onlyOne('where', value, meant) ?? value
}

const dimensionCalled = ({ dimensions }: Domain, name: string): Dimension | undefined =>
  dimensions.get(name) ?? [...dimensions.values()].find(({ attribute }) => attribute === name)

type Row = Readonly<Record<string, unknown>>

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

/** The id of the dimension that has that title; else the name as it is, which may be an id, an attribute, or nothing. */
const idOf = ({ dimensions }: Domain, name: string): string =>
  dimensions.has(name)
    ? name
    : ([...dimensions.values()].find(({ title }) => isCalled(name, title.zh, title.en))?.id ?? name)

/** Whether all that is asked for is something that the figure can be grouped and filtered by. */
export function canBeGrouped(domain: Domain, figure: Figure, { by = [], where = [] }: Partial<Grouped>): boolean {
  const names = [...by, ...where.map(({ dimension }) => dimension)]
  if (names.length === 0) return true
  const own = 'by' in figure ? figure.by : undefined
  const possible = dimensionsOf({ domain }, figure)
  const known = [...domain.dimensions.values()]
  // What is no dimension at all is told by the figure that is asked.
  return names.every(
    (name) =>
      name === own ||
      possible.some(({ id, attribute }) => id === name || attribute === name) ||
      !known.some(({ id, attribute }) => id === name || attribute === name),
  )
}

/** What was counted only, in words; an empty text where everything was. */
export const conditionsText = (domain: Domain, where: readonly Condition[] = [], language: Language): string =>
  where.length === 0
    ? ''
    : { zh: '只计：', en: 'Only: ' }[language] +
      where
        .map(({ dimension, test, values }) => {
          const title = dimensionCalled(domain, dimension)?.title[language] ?? dimension
          const said = values.map((value) => (value === '' ? notSaid[language] : domain.labelOf(value)[language]))
          return `${title} ${test} ${said.join({ zh: '、', en: ', ' }[language])}`
        })
        .join({ zh: '，', en: '; ' }[language])

const notSaid: Words = { zh: '未注明', en: 'not said' }

/** Columns of CSV: what each dimension's value is called, one a column. */
export const groupColumns = ({ by }: Grouped): readonly string[] => by.flatMap((name) => [`${name}Zh`, `${name}En`])

/** The values of a row's group by their names; none for the row of all groups. */
export const groupedRow = (
  view: View,
  { by }: Grouped,
  group: FigureRow['by'],
): Readonly<Record<string, Words | undefined>> =>
  Object.fromEntries(by.map((name) => [name, group && byTitle(view, name, group[name] ?? '')]))

/** Remarks on groups that seem to be several in one: they are not split. */
export function remarkSeveral({ remark }: Session, rows: readonly FigureRow[]): void {
  const texts = rows.flatMap(({ several, by = {} }) => (several === true ? Object.values(by).join(' ') : []))
  const found = [...new Set(texts)]
  if (found.length === 0) return
  const some = found.slice(0, 3).join(' | ')
  remark({
    zh: `${found.length} 个分组看来写了几项，没有拆开：${some}`,
    en: `${found.length} groups seem to name several things, which were not split: ${some}`,
  })
}
