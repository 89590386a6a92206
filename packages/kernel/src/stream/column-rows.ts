import { firstWhere } from '../book/halving.ts'
import type { Row } from '../facts/row.ts'
import { columnOf } from '../grouping/ways.ts'
import { Questions, type Asker } from './questions.ts'

type Rows = readonly Row[]

/** The rows with one value in a column, by the fact that they are of, and those facts. Lists of rows that were given away are not changed. */
interface Found {
  readonly facts: number[]
  rows: Rows
}

/** The rows of a relation by the values that they have in a column. */
export class ColumnRows {
  readonly #name: string
  readonly #found = new Map<unknown, Found>()
  readonly #questions = new Questions<unknown>()

  constructor(name: string) {
    this.#name = name
  }

  where(asker: Asker | undefined, value: unknown): Rows {
    this.#questions.asked(value, asker)
    return this.#found.get(value)?.rows ?? nothing
  }

  /** A fact has other rows. */
  replace(fact: number, before: Rows, after: Rows): void {
    const values = new Set([...before, ...after].map((row) => columnOf(row, this.#name)))
    for (const value of values) {
      if (value === undefined) continue
      const is = (row: Row): boolean => columnOf(row, this.#name) === value
      const found = this.#found.get(value) ?? { facts: [], rows: nothing }
      this.#found.set(value, found)
      // As many numbers as rows, in order.
      const at = firstWhere(0, found.facts.length, (index) => (found.facts[index] as number) >= fact)
      const [old, now] = [before.filter(is), after.filter(is)]
      found.rows = found.rows.toSpliced(at, old.length, ...now)
      found.facts.splice(at, old.length, ...now.map(() => fact))
      this.#questions.doubt(value)
    }
  }
}

const nothing: Rows = []
