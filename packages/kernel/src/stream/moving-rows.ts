import { keyText } from '../facts/fact.ts'
import { sameRow, withDays, type Row } from '../facts/row.ts'
import { none } from '../facts/row-chains.ts'
import type { Timelines } from '../facts/timelines.ts'
import type { AnyRelation } from '../define/relation.ts'
import { ColumnRows } from './column-rows.ts'
import { Askers, Questions, type Asker } from './questions.ts'

type Rows = readonly Row[]

/** The rows of the facts of one relation, as known at a size that moves. What of a fact is as before is the same row. */
export class MovingRows {
  readonly #relation: AnyRelation
  readonly #timelines: Timelines
  /** The last row of each fact that has had any. */
  readonly #last = new Map<number, number>()
  /** Those that were asked for. */
  readonly #rows = new Map<number, Rows>()
  readonly #columns = new Map<string, ColumnRows>()
  #all: Rows | undefined
  readonly #allAskers = new Askers()
  readonly #byKey = new Questions<string>()

  constructor(relation: AnyRelation, timelines: Timelines) {
    this.#relation = relation
    this.#timelines = timelines
  }

  /** A fact has other rows now; whether it has. */
  move(fact: number, last: number): boolean {
    const before = this.#last.get(fact) ?? none
    if (before === last) return false
    const old = this.#columns.size > 0 ? this.rowsOf(fact) : this.#rows.get(fact)
    this.#last.set(fact, last)
    if (old) {
      this.#rows.set(fact, keptFrom(old, this.#made(fact)))
      for (const column of this.#columns.values()) column.replace(fact, old, this.rowsOf(fact))
    }
    this.#byKey.doubt(keyText(this.#relation, this.#timelines.keyOf(fact)))
    this.#all = undefined
    this.#allAskers.doubt()
    return true
  }

  /** The rows of at least one day of a fact. */
  rowsOf(fact: number): Rows {
    const known = this.#rows.get(fact)
    if (known) return known
    const rows = this.#made(fact)
    this.#rows.set(fact, rows)
    return rows
  }

  all(asker: Asker | undefined): Rows {
    if (asker) this.#allAskers.add(asker)
    return (this.#all ??= [...this.#last.keys()].sort((a, b) => a - b).flatMap((fact) => this.rowsOf(fact)))
  }

  where(asker: Asker | undefined, name: string, value: string): Rows {
    const { key } = this.#relation
    if (key.length === 1 && key[0] === name) return this.#named(asker, value, (fact) => this.rowsOf(fact))
    return (this.#columns.get(name) ?? this.#index(name)).where(asker, value)
  }

  /** All rows of a fact, those of no days too. */
  life(asker: Asker | undefined, text: string): Rows {
    return this.#named(asker, text, (fact) => this.#timelines.rowsUpTo(fact, this.#last.get(fact) ?? none))
  }

  #named(asker: Asker | undefined, text: string, rows: (fact: number) => Rows): Rows {
    this.#byKey.asked(text, asker)
    const fact = this.#timelines.findText(this.#relation, text)
    return fact === undefined ? nothing : rows(fact)
  }

  #made(fact: number): Rows {
    return withDays(this.#timelines.rowsUpTo(fact, this.#last.get(fact) ?? none))
  }

  #index(name: string): ColumnRows {
    const column = new ColumnRows(name)
    this.#columns.set(name, column)
    for (const fact of this.#last.keys()) column.replace(fact, nothing, this.rowsOf(fact))
    return column
  }
}

const nothing: Rows = []

/** The rows as they are now, with those before in the place of the first ones that say the same. */
function keptFrom(before: Rows, now: Rows): Rows {
  let same = 0
  for (; same < now.length && same < before.length; same++) {
    const [old, row] = [before[same] as Row, now[same] as Row]
    if (!sameRow(old, row)) break
    // What they continue is what stands before them, and was looked at, or nothing.
    const follows = old.previous === before[same - 1] && row.previous === now[same - 1]
    if (!follows && !(old.previous === undefined && row.previous === undefined)) break
  }
  return same === 0 ? now : [...before.slice(0, same), ...now.slice(same)]
}
