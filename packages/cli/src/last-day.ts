import { plusDays, type CivilDate } from '@taizhang/core'

/** A row whose window includes its last day, as the command line has it; the library's windows do not include their end. */
export const lastDayIncluded = <R extends { readonly to?: CivilDate }>(row: R): R =>
  row.to === undefined ? row : { ...row, to: plusDays(row.to, -1) }
