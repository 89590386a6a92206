import { defineLedger } from '../kernel/definitions.ts'
import { bookEvents } from './book/events.ts'
import { occurrence } from './book/occurrence.ts'
import { scope } from './book/scope.ts'
import { supervision } from './book/supervision.ts'
import { inventoryEvents } from './inventory/events.ts'
import { candidacy } from './member/candidacy.ts'
import { memberEvents } from './member/events.ts'
import { membership } from './member/membership.ts'
import { coverage } from './organization/coverage.ts'
import { organizationEvents } from './organization/events.ts'
import { organization } from './organization/organization.ts'
import { rectification } from './organization/rectification.ts'
import { crossAppointment } from './term/cross-appointment.ts'
import { termEvents } from './term/events.ts'
import { office } from './term/office.ts'
import { term } from './term/term.ts'
import { unitEvents } from './unit/events.ts'
import { headcount } from './unit/headcount.ts'
import { massOrganization } from './unit/mass-organization.ts'
import { unit } from './unit/unit.ts'
import { assignment } from './work-coverage/assignment.ts'
import { workCoverageEvents } from './work-coverage/events.ts'
import { instructor } from './work-coverage/instructor.ts'

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
] as const

/** What a Taizhang ledger is about. */
export const domain = defineLedger(relations, events)
