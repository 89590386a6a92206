import { percent, type Percent } from '@taizhang/kernel'
import { kinds } from './kinds.ts'
import type { PageData } from './page-data.ts'
import { columnsOf, sumsAt, type Columns, type Place } from './sums.ts'

/** What the counts of coverage can be grouped by and filtered to, in the order of the groups' values. */
export const groupedBy = ['town', 'park', 'industry'] as const
export type GroupedBy = (typeof groupedBy)[number]

/** One value of some of them; an empty one is "not filled in". */
export type Filter = Readonly<Partial<Record<GroupedBy, string>>>

/** A unit is in one of each; an organization, and with it a member, may be in several towns. */
export const ofUnits = ['units-listed', 'units-covered', 'units-work-covered'] as const
export const ofSeveral = ['organizations', 'members'] as const

export const counted = [...ofUnits, ...ofSeveral] as const
export type CountedFigure = (typeof counted)[number]

/** The counts of one scope, or of a group of it. */
export type Counts = Readonly<Record<CountedFigure, number>>

/** Both rates, as people read them: one over the other in percent, with one decimal; `null` over nothing. */
export const ratesOf = (counts: Counts): { readonly organization: Percent; readonly work: Percent } => ({
  organization: percent(counts['units-covered'], counts['units-listed']),
  work: percent(counts['units-work-covered'], counts['units-listed']),
})

/** What figures come to by groups. What a subject of them can be in several of at once adds up only within its own table. */
export interface Table {
  /** The dimensions, in the order of the labels' values. */
  readonly by: readonly string[]
  readonly columns: ReadonlyMap<string, Columns>
}

/** Which labels of a figure count: those of a scope, in the groups that the filter leaves. */
interface Chosen {
  readonly columns: Columns
  readonly labels: readonly number[]
  /** Which of a label's values is that of a dimension; -1 where none is. */
  readonly nth: (by: string) => number
}

/** The smallest table that has a figure by all that is asked for. */
function chosen(
  tables: readonly Table[],
  figure: string,
  scope: string,
  asked: { filter: Filter; by?: GroupedBy },
): Chosen | undefined {
  const filtered = groupedBy.filter((by) => asked.filter[by] !== undefined)
  const needed = asked.by === undefined ? filtered : [...filtered, asked.by]
  const [table] = tables
    .filter(({ by, columns }) => columns.has(figure) && needed.every((one) => by.includes(one)))
    .sort((a, b) => a.by.length - b.by.length)
  const columns = table?.columns.get(figure)
  if (!table || !columns) return undefined
  const nth = (by: string): number => table.by.indexOf(by)
  const labels = columns.labels.flatMap((label, at) => {
    if (label.scope !== scope || label.by !== undefined) return []
    return filtered.every((by) => label.values?.[nth(by)] === asked.filter[by]) ? [at] : []
  })
  return { columns, labels, nth }
}

const noCounts = (): Record<CountedFigure, number> =>
  Object.fromEntries(counted.map((figure) => [figure, 0])) as Record<CountedFigure, number>

/** The counts of a scope at a place, of what the filter leaves. */
export function countsAt(tables: readonly Table[], scope: string, filter: Filter, place: Place): Counts {
  const found = noCounts()
  for (const figure of counted) {
    const own = chosen(tables, figure, scope, { filter })
    if (!own) continue
    const sums = sumsAt(own.columns, place)
    for (const at of own.labels) found[figure] += sums[at * kinds.length] ?? 0
  }
  return found
}

/** The counts of a scope by the values of one of what they are grouped by; those alone that count something. */
export function countsBy(
  tables: readonly Table[],
  scope: string,
  {
    by,
    filter,
    figures = counted,
  }: { readonly by: GroupedBy; readonly filter: Filter; readonly figures?: readonly CountedFigure[] },
  place: Place,
): ReadonlyMap<string, Counts> {
  const groups = new Map<string, Record<CountedFigure, number>>()
  for (const figure of figures) {
    const own = chosen(tables, figure, scope, { filter, by })
    if (!own) continue
    const sums = sumsAt(own.columns, place)
    for (const at of own.labels) {
      const value = own.columns.labels[at]?.values?.[own.nth(by)] ?? ''
      const sum = sums[at * kinds.length] ?? 0
      if (sum === 0) continue
      const group = groups.get(value) ?? noCounts()
      groups.set(value, group)
      group[figure] += sum
    }
  }
  return groups
}

/** The counts of a scope on each of some days, in order, as known after a batch: one walk over the deltas. */
export function seriesAt(
  tables: readonly Table[],
  scope: string,
  filter: Filter,
  {
    days,
    batch,
    figures = counted,
  }: { readonly days: readonly number[]; readonly batch: number; readonly figures?: readonly CountedFigure[] },
): readonly Counts[] {
  const points = days.map(noCounts)
  for (const figure of figures) {
    const own = chosen(tables, figure, scope, { filter })
    if (!own) continue
    const { columns, labels } = own
    const wanted = new Uint8Array(columns.labels.length * kinds.length)
    for (const label of labels) wanted[label * kinds.length] = 1
    let [at, sum] = [0, 0]
    days.forEach((day, nth) => {
      for (; at < columns.day.length && (columns.day[at] as number) <= day; at++)
        if ((columns.batch[at] as number) <= batch && wanted[columns.slot[at] as number] === 1)
          sum += columns.delta[at] as number
      const point = points[nth]
      if (point) point[figure] = sum
    })
  }
  return points
}

/** The tables that a page carries. */
export const tablesOf = ({ figures, groups }: Pick<PageData, 'figures' | 'groups'>): readonly Table[] =>
  [{ by: [], deltas: figures.filter(({ figure }) => counted.some((one) => one === figure)) }, ...groups].map(
    ({ by, deltas }) => ({ by, columns: new Map(deltas.map((one) => [one.figure, columnsOf(one)])) }),
  )
