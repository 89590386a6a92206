import { defineLedger } from '../kernel/definitions.ts'
import { ruleEvents } from '../rulebook/events.ts'
import { bookEvents } from './book/events.ts'
import { inventoryEvents } from './inventory/events.ts'
import { memberEvents } from './member/events.ts'
import { organizationEvents } from './organization/events.ts'
import { termEvents } from './term/events.ts'
import {
  assignment,
  candidacy,
  coverage,
  crossAppointment,
  headcount,
  instructor,
  massOrganization,
  membership,
  occurrence,
  office,
  organization,
  rectification,
  rule,
  scope,
  supervision,
  term,
  unit,
} from './relations.ts'
import { unitEvents } from './unit/events.ts'
import { workCoverageEvents } from './work-coverage/events.ts'

/** All relations of the domain, parents before what lies within them. */
export const relations = [
  scope,
  supervision,
  rule,
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
  ...ruleEvents,
] as const

/** What a Taizhang ledger is about. */
export const domain = defineLedger(relations, events)
