import { openEnd, type CivilDate } from '@taizhang/core'

/** An end for people: empty while there is none. JSON and NDJSON have `9999-12-31`, as the library does. */
export const endText = (end: CivilDate): string => (end === openEnd ? '' : end)

/** The row for CSV and workbooks, where a cell without an end is empty. */
export const withEndText = (row: { readonly until: CivilDate }): object =>
  row.until === openEnd ? { ...row, until: undefined } : row
