import { amountFrom, plus, type Amount } from '../figures/amount.ts'
import type { Flow, Stock } from '../figures/figure.ts'
import { dayNumber } from '../time/utc.ts'
import { DaySums } from './day-sums.ts'
import type { DayChange } from './figure-changes.ts'
import type { BatchChanges } from './figure-stream.ts'
import { labelText, type Label } from './labels.ts'

interface Summed {
  readonly label: Label
  readonly sums: Map<DayChange['of'], DaySums>
}

/** What figures come to on any day, summed up from what the batches so far have changed. */
export class FigureSums {
  readonly #figures = new Map<Stock | Flow, Map<string, Summed>>()

  /** Adds what a batch changes. Throws `LedgerError` (too-large) where a sum is not exact any more. */
  add({ changes }: Pick<BatchChanges, 'changes'>): void {
    for (const { of: figure, days } of changes) {
      const known = this.#figures.get(figure.counting.figure) ?? new Map<string, Summed>()
      this.#figures.set(figure.counting.figure, known)
      for (const { label, of, day, delta } of days) {
        const text = labelText(label)
        const summed = known.get(text) ?? { label, sums: new Map<DayChange['of'], DaySums>() }
        known.set(text, summed)
        const sums = summed.sums.get(of) ?? new DaySums()
        summed.sums.set(of, sums)
        sums.add(day, delta)
      }
    }
  }

  /** All labels that ever had a number. */
  labels(figure: Stock | Flow): readonly Label[] {
    return [...(this.#figures.get(figure)?.values() ?? [])].map(({ label }) => label)
  }

  /** What it comes to: of a stock on a day, of a flow from its own start up to it. */
  amount(figure: Stock | Flow, label: Label, day: number): Amount {
    return amountFrom((of) => this.value(figure, label, day, of))
  }

  /** The same without how exact it is. */
  value(figure: Stock | Flow, label: Label, day: number, of: DayChange['of'] = 'value'): number {
    const sums = this.#figures.get(figure)?.get(labelText(label))?.sums.get(of)
    const since = sinceOf(figure)
    if (!sums || since > day) return 0
    const value = sums.on(day)
    return since === always ? value : plus(value, -sums.on(since - 1))
  }
}

const always = Number.NEGATIVE_INFINITY

/** The first day of which a figure's changes count in it, as a number. */
export const sinceOf = (figure: Stock | Flow): number => (figure.kind === 'flow' ? dayNumber(figure.since) : always)
