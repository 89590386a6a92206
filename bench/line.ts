/** Two ways to the same answer. Each call of `ours` and `other` does the whole job once. */
export interface Pair {
  readonly ours: () => unknown
  readonly other: () => unknown
  /** How often each does its job in a call: times are told for one. */
  readonly times?: number
  /** How many of the other's jobs one of ours stands for, where the other is measured on a part of it. */
  readonly scale?: number
  /** Whether both give the same answer; by default they are compared as JSON. `false` where there is nothing to compare. */
  readonly sameAnswer?: boolean
  readonly close?: () => void | Promise<void>
}

/** One row of the table: what is measured, against what, and the ratio to reach. */
export interface Line {
  readonly what: string
  readonly against: string
  /** `other time / our time` must be at least this: 0.5 is at most twice as long, 100 a hundred times as fast. Absent where there is no goal. */
  readonly atLeast?: number
  /** The largest exponent with which it may grow with the book; by default a little more than linearly. */
  readonly growthMax?: number
  /** How often the pair is measured. */
  readonly rounds: number
  readonly prepare: (book: BenchBook) => Pair | Promise<Pair>
}

/** A generated district in the forms that lines start from. */
export interface BenchBook {
  readonly size: number
  /** An SQLite file that holds it. */
  readonly file: string
  /** The texts of its events, read from the file: kept in memory, a million of them would be in the way of all that is measured. */
  readonly texts: () => readonly string[]
  /** A path for a new file of the line's own. */
  readonly freshFile: () => string
}

/** A number that is measured by itself, not as a ratio of times. */
export interface Gauge {
  readonly what: string
  readonly against: string
  /** Absent where there is no goal. */
  readonly atMost?: number | ((size: number) => number | undefined)
  /** The size that the goal is for, where it is for one alone. */
  readonly goalAt?: number
  /** Larger books are not measured: it would take too long. */
  readonly upTo?: number
  readonly unit: string
  readonly measure: (book: BenchBook) => number | Promise<number>
}
