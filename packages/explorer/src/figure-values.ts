import { percent, type FigureValue } from '@taizhang/kernel'
import type { Figure, Flow, Stock } from '@taizhang/kernel/define'
import { labelText, type Label } from '@taizhang/kernel/internal'
import { amountsAt, type Columns, type Place } from './sums.ts'

/** One value of a figure: of a scope, of what it is told apart by, or of all. */
export interface ValueAt extends FigureValue {
  readonly scope?: string
  readonly by?: string
  /** Of a rate. */
  readonly fraction?: readonly [part: number, whole: number]
}

/**
 * What a figure comes to at a place: a value for each scope, and of what it is told apart by for each that is not 0. The sums are those of its
 * deltas, which need no open ledger.
 */
export function figureValues(columns: ReadonlyMap<string, Columns>, figure: Figure, place: Place): readonly ValueAt[] {
  if (figure.kind === 'rate' || figure.kind === 'flow-rate') return rateValues(columns, figure, place)
  const own = columns.get(figure.id)
  if (!own) return []
  return [...amountsAt(own, place).values()].flatMap(({ label, amount }): readonly ValueAt[] => {
    const isPart = label.by !== undefined
    if (isPart && amount.value === 0 && amount.qualifier === undefined) return []
    // What is measured in various ways has no total.
    if (!isPart && figure.measure === 'various') return [{ ...partOf(label), value: null }]
    return [{ ...partOf(label), ...amount }]
  })
}

function rateValues(
  columns: ReadonlyMap<string, Columns>,
  { part, whole }: { readonly part: Stock | Flow; readonly whole: Stock | Flow },
  place: Place,
): readonly ValueAt[] {
  const [above, below] = [part, whole].map(({ id }) => {
    const own = columns.get(id)
    return own ? amountsAt(own, place) : new Map<string, { label: Label; amount: { value: number } }>()
  })
  return [...(below?.values() ?? [])]
    .filter(({ label }) => label.by === undefined)
    .map(({ label, amount }) => {
      const value = above?.get(labelText(label))?.amount.value ?? 0
      return { ...partOf(label), value: percent(value, amount.value), fraction: [value, amount.value] as const }
    })
}

const partOf = ({ scope, by }: Label): Pick<ValueAt, 'scope' | 'by'> => ({
  ...(scope === undefined ? {} : { scope }),
  ...(by === undefined ? {} : { by }),
})
