import { instructorAssigned } from './instructor-assigned.ts'
import { instructorDispatched } from './instructor-dispatched.ts'
import { instructorRecalled } from './instructor-recalled.ts'
import { instructorUnassigned } from './instructor-unassigned.ts'

/** In the order of the catalogue. A new event is one new file and one line here. */
export const workCoverageEvents = [
  instructorDispatched,
  instructorRecalled,
  instructorAssigned,
  instructorUnassigned,
] as const
