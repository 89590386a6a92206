import { activistConfirmed } from './activist-confirmed.ts'
import { applicationSubmitted } from './application-submitted.ts'
import { candidacyEnded } from './candidacy-ended.ts'
import { candidateTransferred } from './candidate-transferred.ts'
import { developmentTargetFiled } from './development-target-filed.ts'
import { memberConfirmed } from './member-confirmed.ts'
import { memberEnrolled } from './member-enrolled.ts'
import { memberRecruited } from './member-recruited.ts'
import { memberTransferred } from './member-transferred.ts'
import { memberTransferredIn } from './member-transferred-in.ts'
import { memberTransferredOut } from './member-transferred-out.ts'
import { membershipEnded } from './membership-ended.ts'
import { membershipRestored } from './membership-restored.ts'
import { membershipSuspended } from './membership-suspended.ts'
import { probationCancelled } from './probation-cancelled.ts'
import { probationExtended } from './probation-extended.ts'

/** In the order of the catalogue. A new event is one new file and one line here. */
export const memberEvents = [
  applicationSubmitted,
  activistConfirmed,
  developmentTargetFiled,
  candidateTransferred,
  candidacyEnded,
  memberRecruited,
  probationExtended,
  probationCancelled,
  memberConfirmed,
  memberEnrolled,
  memberTransferred,
  memberTransferredIn,
  memberTransferredOut,
  membershipSuspended,
  membershipRestored,
  membershipEnded,
] as const
