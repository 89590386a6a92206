import { awards, brands, skillContests, talentIntroduced, talentSites } from './by-row/distinctions.ts'
import { instructorBatches, instructors, unitsPaired } from './by-row/instructors.ts'
import { investorsRecruited, members, membersRecruited } from './by-row/members.ts'
import { budget, duesPaid, duesReturned, duesReturnRate, enterpriseContributions, preTax } from './by-row/money.ts'
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
import { emergencyProducers, emergencyProduction, productionMilestones } from './by-row/production.ts'
import {
  interviewsHeld,
  interviewsOpen,
  leaderLinks,
  policiesGranted,
  problemsResolved,
  responsibilityReviews,
  workMeetings,
} from './by-row/responsibility.ts'
import { epidemicCommandos, roleUnits, youthCommando } from './by-row/role-units.ts'
import { shellsSettled } from './by-row/shells.ts'
import {
  partySuggestions,
  partySuggestionsAdopted,
  partySuggestionsAdoptionRate,
  suggestions,
  suggestionsAdopted,
} from './by-row/suggestions.ts'
import { longServiceCourses, rotationTraining, themeEducation, trainingAttendance } from './by-row/training.ts'
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
import {
  activityRoomsAssessed,
  activityRoomsComplete,
  activityRoomsMeetingStandard,
  serviceCenters,
  serviceCentersOpen,
} from './by-row/venues.ts'
import { donations, revitalization, villagePairings, villageTraining } from './by-row/villages.ts'
import { expectText, unknown } from '../kernel/doors.ts'
import type { Figure } from './figure.ts'

const figures: readonly Figure[] = [
  responsibilityReviews,
  interviewsHeld,
  interviewsOpen,
  leaderLinks,
  policiesGranted,
  workMeetings,
  problemsResolved,
  budget,
  preTax,
  duesPaid,
  duesReturned,
  duesReturnRate,
  enterpriseContributions,
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
  suggestions,
  suggestionsAdopted,
  partySuggestions,
  partySuggestionsAdopted,
  partySuggestionsAdoptionRate,
  membersRecruited,
  investorsRecruited,
  instructors,
  instructorBatches,
  unitsPaired,
  themeEducation,
  rotationTraining,
  trainingAttendance,
  longServiceCourses,
  roleUnits,
  youthCommando,
  productionMilestones,
  revitalization,
  donations,
  villageTraining,
  villagePairings,
  emergencyProduction,
  emergencyProducers,
  epidemicCommandos,
  activityRoomsAssessed,
  activityRoomsComplete,
  activityRoomsMeetingStandard,
  serviceCenters,
  serviceCentersOpen,
  talentIntroduced,
  talentSites,
  skillContests,
  brands,
  awards,
]

/** Every figure by its id, in the order of the work report. A new figure is its definition and one line above. */
export const figureCatalogue: ReadonlyMap<string, Figure> = new Map(figures.map((figure) => [figure.id, figure]))

/**
 * The figure of that id.
 *
 * Throws `LedgerError` (not-found), with the nearest ids, where there is none.
 */
export function figureNamed(id: string): Figure {
  expectText(id, 'id')
  const figure = figureCatalogue.get(id)
  if (figure) return figure
  const what = { zh: '指标', en: 'figure' }
  return unknown({
    code: 'no-such-figure',
    parameter: 'id',
    what,
    name: id,
    names: figureCatalogue.keys(),
    fields: { figure: id },
  })
}
