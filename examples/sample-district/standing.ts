import { plusDays, type CivilDate } from '@taizhang/core'
import type { District } from './district.ts'
import type { Category, PlannedOrganization, PlannedUnit } from './plan.ts'

/** Organizations that are there some weeks before a day, known to the book, and for good. */
export const standingOn = ({ organizations }: District, day: CivilDate): readonly PlannedOrganization[] =>
  organizations.filter(
    ({ foundedOn, ends, filedOn }) => foundedOn < plusDays(day, -60) && ends === undefined && filedOn === undefined,
  )

/** Units of a kind that are there some weeks before a day, and for good. */
export const unitsStandingOn = ({ units }: District, day: CivilDate, kind?: Category): readonly PlannedUnit[] =>
  units.filter(
    (unit) => unit.listedOn < plusDays(day, -60) && unit.leaves === undefined && (kind ?? unit.kind) === unit.kind,
  )
