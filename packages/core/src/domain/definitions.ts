import { defineLedger } from '../kernel/definitions.ts'
import { bookEvents } from './book/events.ts'
import { inventoryEvents } from './inventory/events.ts'
import { memberEvents } from './member/events.ts'
import { organizationEvents } from './organization/events.ts'
import { outcomeEvents } from './outcomes/events.ts'
import { resourceEvents } from './resources/events.ts'
import { responsibilityEvents } from './responsibility/events.ts'
import { termEvents } from './term/events.ts'
import {
  activity,
  assignment,
  brand,
  candidacy,
  coverage,
  crossAppointment,
  headcount,
  instructor,
  interview,
  leaderLink,
  massOrganization,
  membership,
  occurrence,
  office,
  organization,
  rectification,
  roleUnit,
  scope,
  supervision,
  talentSite,
  term,
  unit,
  venue,
  villagePairing,
} from './relations.ts'
import { unitEvents } from './unit/events.ts'
import { workCoverageEvents } from './work-coverage/events.ts'

/** All relations of the domain, parents before what lies within them. */
export const relations = [
  scope,
  supervision,
  unit,
  headcount,
  massOrganization,
  organization,
  coverage,
  rectification,
  term,
  office,
  crossAppointment,
  candidacy,
  membership,
  instructor,
  assignment,
  interview,
  leaderLink,
  venue,
  roleUnit,
  villagePairing,
  talentSite,
  brand,
  activity,
  occurrence,
] as const

/** All events of the domain, in the order of the catalogue. */
export const events = [
  ...bookEvents,
  ...unitEvents,
  ...organizationEvents,
  ...termEvents,
  ...memberEvents,
  ...workCoverageEvents,
  ...inventoryEvents,
  ...responsibilityEvents,
  ...resourceEvents,
  ...outcomeEvents,
] as const

/** What a Taizhang ledger is about. */
export const domain = defineLedger(relations, events)
