import { ruleEvents } from '../rulebook/events.ts'
import { bookEvents } from './book/events.ts'
import { inventoryEvents } from './inventory/events.ts'
import { memberEvents } from './member/events.ts'
import { organizationEvents } from './organization/events.ts'
import { outcomeEvents } from './outcomes/events.ts'
import { resourceEvents } from './resources/events.ts'
import { responsibilityEvents } from './responsibility/events.ts'
import { termEvents } from './term/events.ts'
import { unitEvents } from './unit/events.ts'
import { workCoverageEvents } from './work-coverage/events.ts'

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
  ...ruleEvents,
] as const
