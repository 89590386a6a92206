import type { CivilDate } from '../kernel/civil-date.ts'

/** Days `[from, to)`. */
export interface Window {
  readonly from: CivilDate
  readonly to: CivilDate
}
