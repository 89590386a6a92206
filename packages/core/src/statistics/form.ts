import type { CivilDate, View, Words } from '@taizhang/kernel'

/** The days that a form tells, from the first up to the one after the last. */
export interface FormWindow {
  readonly from: CivilDate
  readonly to: CivilDate
}

/** A row or a column of a form: its number on paper, its title, and what is counted in it. */
export interface FormLine {
  readonly number: number
  readonly title: Words
  readonly counts: Words
  /** The book does not know what the form asks for here: cells are empty. */
  readonly unknown?: true
}

/** A sum that the form has to meet: the line is the sum of some, less others. */
export interface FormCheck {
  readonly of: 'rows' | 'columns'
  readonly line: number
  readonly plus: readonly number[]
  readonly minus?: readonly number[]
}

/** A number, or `null` where the book does not know it. */
export type FormCell = number | null

/** A form of the yearly Party statistics, and how it is filled in from a view. */
export interface StatisticsForm {
  /** Its number in the yearly statistics. */
  readonly id: number
  readonly title: Words
  readonly columns: readonly FormLine[]
  readonly rows: readonly FormLine[]
  readonly checks: readonly FormCheck[]
  /** Of what the form asks for besides its rows and columns, what the book knows nothing of. */
  readonly leftOut?: Words
  /** Counts for one view: gives the cell of a row and a column, by their numbers. */
  readonly fill: (view: View, window: FormWindow) => (row: number, column: number) => FormCell
}

/** A line that the book can fill in. */
export const line = (
  number: number,
  [zh, en]: readonly [string, string],
  counts: readonly [string, string],
): FormLine => ({ number, title: { zh, en }, counts: { zh: counts[0], en: counts[1] } })

/** A line that the book cannot fill in, and why. */
export const unknown = (
  number: number,
  title: readonly [string, string],
  why: readonly [string, string] = ['台账不记载', 'the book does not know it'],
): FormLine => ({ ...line(number, title, why), unknown: true })
