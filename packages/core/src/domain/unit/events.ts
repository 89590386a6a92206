import { legalRepresentativeRecorded } from './legal-representative-recorded.ts'
import { noOrganizationExplained } from './no-organization-explained.ts'
import { outsideMemberLeft } from './outside-member-left.ts'
import { outsideMemberRecorded } from './outside-member-recorded.ts'
import { responsibleAuthorityAssigned } from './responsible-authority-assigned.ts'
import { revenueReported } from './revenue-reported.ts'
import { headcountReported } from './headcount-reported.ts'
import { massOrganizationDissolved } from './mass-organization-dissolved.ts'
import { massOrganizationFormed } from './mass-organization-formed.ts'
import { unitCreditCodeAssigned } from './unit-credit-code-assigned.ts'
import { unitDelisted } from './unit-delisted.ts'
import { unitDetailsChanged } from './unit-details-changed.ts'
import { unitListed } from './unit-listed.ts'
import { unitRenamed } from './unit-renamed.ts'
import { unitsMerged } from './units-merged.ts'

/** In the order of the catalogue. A new event is one new file and one line here. */
export const unitEvents = [
  unitListed,
  unitDelisted,
  unitRenamed,
  unitCreditCodeAssigned,
  unitDetailsChanged,
  unitsMerged,
  headcountReported,
  massOrganizationFormed,
  massOrganizationDissolved,
  responsibleAuthorityAssigned,
  revenueReported,
  noOrganizationExplained,
  legalRepresentativeRecorded,
  outsideMemberRecorded,
  outsideMemberLeft,
] as const
