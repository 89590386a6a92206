import { amountFrom, plus, type Amount } from '../figures/amount.ts'
import type { DayChange } from './figure-changes.ts'
import { labelText, type Label } from './labels.ts'

/** Changes of one number in the order in which they came: from which size on, from which day on, by how much. */
interface Column {
  readonly sizes: number[]
  readonly days: number[]
  readonly deltas: number[]
}

/** All that ever changed a figure: what it comes to on any day, as known at any size. */
export class FigureHistory {
  readonly #columns = new Map<string, Map<DayChange['of'], Column>>()

  /** Adds what a batch, after which the book has a size, changes. */
  add(size: number, changes: readonly DayChange[]): void {
    for (const { label, of, day, delta } of changes) {
      const text = labelText(label)
      const columns = this.#columns.get(text) ?? new Map<DayChange['of'], Column>()
      this.#columns.set(text, columns)
      const column = columns.get(of) ?? { sizes: [], days: [], deltas: [] }
      columns.set(of, column)
      column.sizes.push(size)
      column.days.push(day)
      column.deltas.push(delta)
    }
  }

  /** Throws `LedgerError` (too-large) where the sum is not exact. */
  amount(label: Label, day: number, size: number): Amount {
    const columns = this.#columns.get(labelText(label))
    return amountFrom((of) => sumOf(columns?.get(of), day, size))
  }
}

/** Whole numbers are summed up as they are, as long as they are exact. */
function sumOf(column: Column | undefined, day: number, size: number): number {
  if (!column) return 0
  const { sizes, days, deltas } = column
  let sum = 0
  for (let at = 0; at < sizes.length && (sizes[at] as number) <= size; at++)
    if ((days[at] as number) <= day) {
      const next = sum + (deltas[at] as number)
      sum = Number.isSafeInteger(next) ? next : plus(sum, deltas[at] as number)
    }
  return sum
}
