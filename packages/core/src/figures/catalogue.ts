import { instructorBatches, instructors, unitsPaired } from './by-row/instructors.ts'
import { investorsRecruited, members, membersRecruited } from './by-row/members.ts'
import {
  committees,
  dossiers,
  dossiersReviewed,
  groupCommittees,
  organizations,
  organizationsFounded,
  organizationsReassigned,
  secretariesInManagement,
  termsRenewed,
  upgrades,
} from './by-row/organizations.ts'
import { shellsSettled } from './by-row/shells.ts'
import {
  employees,
  organizationCoverage,
  shouldHaveButLacks,
  soloRate,
  unitsCovered,
  unitsCoveredSolo,
  unitsListed,
  unitsWorkCovered,
  workCoverage,
} from './by-row/units.ts'
import type { Figure } from './figure.ts'

const figures: readonly Figure[] = [
  organizationsFounded,
  groupCommittees,
  upgrades,
  organizationsReassigned,
  shellsSettled,
  termsRenewed,
  unitsListed,
  employees,
  members,
  organizations,
  committees,
  unitsCovered,
  organizationCoverage,
  unitsCoveredSolo,
  soloRate,
  unitsWorkCovered,
  workCoverage,
  shouldHaveButLacks,
  dossiers,
  dossiersReviewed,
  secretariesInManagement,
  membersRecruited,
  investorsRecruited,
  instructors,
  instructorBatches,
  unitsPaired,
]

/** Every figure by its id, in the order of the work report. A new figure is its definition and one line above. */
export const figureCatalogue: ReadonlyMap<string, Figure> = new Map(figures.map((figure) => [figure.id, figure]))
