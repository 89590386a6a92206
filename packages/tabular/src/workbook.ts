/**
 * What a column holds:
 *
 * - `text`: a text as it is, whatever it begins with
 * - `code`: an id or a code: a text, also where it has digits alone (a credit code, an identity number)
 * - `day`: `YYYY-MM-DD`, a real date
 * - `number`: a number, not rounded
 * - `percent`: percent, `95.2` or `'95.2'`
 * - `money`: an amount in fen, shown in yuan
 * - `boolean`: `true` or `false`
 */
export type Kind = 'text' | 'code' | 'day' | 'number' | 'percent' | 'money' | 'boolean'

/** What stands in a cell; nothing where it is `null`. */
export type Value = string | number | boolean | null

/** A value of another kind than its column. */
export interface Cell {
  readonly kind: Kind
  readonly value: Value
}

/** A column of a sheet. */
export interface Column {
  /**
   * What stands above it; several levels where it is a list, the widest first: `['企业类型', '国有']`. Neighbours that begin alike share
   * one merged cell, and a title with fewer levels than others reaches down to the rows.
   */
  readonly title: string | readonly string[]
  readonly kind: Kind
  /** In characters of a Latin font, a Chinese one counts two; by default what the column needs. */
  readonly width?: number
}

/** How a sheet is printed: A4, as wide as the page, its header on every page. */
export interface Print {
  /** By default wide sheets lie. */
  readonly orientation?: 'portrait' | 'landscape'
}

/** A table with its titles above. */
export interface Sheet {
  /** On its tab; characters that Excel does not take are replaced, and what is too long is cut. */
  readonly name: string
  /** Lines above the header, each over the whole width; the first one is set as a title. */
  readonly titles?: readonly string[]
  readonly columns: readonly Column[]
  /** One value for each column. */
  readonly rows: readonly (readonly (Value | Cell)[])[]
  readonly print?: Print
}

/** A workbook as a value: `xlsxOf` and `csvForExcel` write it. */
export interface Workbook {
  readonly sheets: readonly [Sheet, ...Sheet[]]
}
