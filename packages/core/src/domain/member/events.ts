import { mobileMemberPlaced } from './mobile-member-placed.ts'
import { candidateTransferredIn } from './candidate-transferred-in.ts'
import { recruitmentApproved } from './recruitment-approved.ts'
import { recruitmentRejected } from './recruitment-rejected.ts'
import { memberDetailsChanged } from './member-details-changed.ts'
import { membershipReinstated } from './membership-reinstated.ts'
import { disciplinaryProbationImposed } from './disciplinary-probation-imposed.ts'
import { disciplinaryProbationEnded } from './disciplinary-probation-ended.ts'
import { correctionOrdered } from './correction-ordered.ts'
import { correctionEnded } from './correction-ended.ts'
import { absenceBegan } from './absence-began.ts'
import { absenceEnded } from './absence-ended.ts'
import { mobileMemberReceived } from './mobile-member-received.ts'
import { mobileMemberLeft } from './mobile-member-left.ts'
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
  candidateTransferredIn,
  recruitmentApproved,
  recruitmentRejected,
  memberDetailsChanged,
  membershipReinstated,
  disciplinaryProbationImposed,
  disciplinaryProbationEnded,
  correctionOrdered,
  correctionEnded,
  absenceBegan,
  absenceEnded,
  mobileMemberPlaced,
  mobileMemberReceived,
  mobileMemberLeft,
] as const
