import { organizationCodeAssigned } from './organization-code-assigned.ts'
import { organizationTransferredIn } from './organization-transferred-in.ts'
import { organizationTransferredOut } from './organization-transferred-out.ts'
import { partyGroupDissolved } from './party-group-dissolved.ts'
import { partyGroupFormed } from './party-group-formed.ts'
import { branchUpgraded } from './branch-upgraded.ts'
import { coverageExtended } from './coverage-extended.ts'
import { coverageWithdrawn } from './coverage-withdrawn.ts'
import { organizationDissolved } from './organization-dissolved.ts'
import { organizationDowngraded } from './organization-downgraded.ts'
import { organizationFlagged } from './organization-flagged.ts'
import { organizationFounded } from './organization-founded.ts'
import { organizationMerged } from './organization-merged.ts'
import { organizationReassigned } from './organization-reassigned.ts'
import { organizationRenamed } from './organization-renamed.ts'
import { rectificationClosed } from './rectification-closed.ts'

/** In the order of the catalogue. A new event is one new file and one line here. */
export const organizationEvents = [
  organizationFounded,
  organizationRenamed,
  coverageExtended,
  coverageWithdrawn,
  branchUpgraded,
  organizationDowngraded,
  organizationReassigned,
  organizationFlagged,
  rectificationClosed,
  organizationMerged,
  organizationDissolved,
  organizationTransferredIn,
  organizationTransferredOut,
  organizationCodeAssigned,
  partyGroupFormed,
  partyGroupDissolved,
] as const
