import { appraisalScored } from './appraisal-scored.ts'
import { dualReviewHeld } from './dual-review-held.ts'
import { interviewFollowedUp } from './interview-followed-up.ts'
import { interviewHeld } from './interview-held.ts'
import { leaderLinked } from './leader-linked.ts'
import { leaderUnlinked } from './leader-unlinked.ts'

/** In the order of the catalogue. A new event is one new file and one line here. */
export const responsibilityEvents = [
  interviewHeld,
  interviewFollowedUp,
  dualReviewHeld,
  appraisalScored,
  leaderLinked,
  leaderUnlinked,
] as const
