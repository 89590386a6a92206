import type { Check } from '@taizhang/kernel/define'
import { com7 } from './checks/com-7.ts'
import { devActivist } from './checks/dev-activist.ts'
import { devApprove } from './checks/dev-approve.ts'
import { devIntroducers } from './checks/dev-introducers.ts'
import { devOverdue } from './checks/dev-overdue.ts'
import { devProbation } from './checks/dev-probation.ts'
import { devRejoin } from './checks/dev-rejoin.ts'
import { dossierStale } from './checks/dossier-stale.ts'
import { elecEligible } from './checks/elec-eligible.ts'
import { elecQuorum } from './checks/elec-quorum.ts'
import { figureGap } from './checks/figure-gap.ts'
import { fundPretax } from './checks/fund-pretax.ts'
import { fundReturn } from './checks/fund-return.ts'
import { interviewOverdue } from './checks/interview-overdue.ts'
import { memSuspended } from './checks/mem-suspended.ts'
import { officeHolder } from './checks/office-holder.ts'
import { org3 } from './checks/org-3.ts'
import { org50100 } from './checks/org-50-100.ts'
import { orgJoint } from './checks/org-joint.ts'
import { orgMax } from './checks/org-max.ts'
import { orgShell } from './checks/org-shell.ts'
import { orgTemp } from './checks/org-temp.ts'
import { orgSmall } from './checks/org-small.ts'
import { orgMobile } from './checks/org-mobile.ts'
import { officeMember } from './checks/office-member.ts'
import { officeTwo } from './checks/office-two.ts'
import { devEarly } from './checks/dev-early.ts'
import { memLost } from './checks/mem-lost.ts'
import { memMobile } from './checks/mem-mobile.ts'
import { memDiscipline } from './checks/mem-discipline.ts'
import { memCorrection } from './checks/mem-correction.ts'
import { memDates } from './checks/mem-dates.ts'
import { unitCodeKind } from './checks/unit-code-kind.ts'
import { unitSize } from './checks/unit-size.ts'
import { unitReason } from './checks/unit-reason.ts'
import { unitRepresentative } from './checks/unit-representative.ts'
import { unitPlace } from './checks/unit-place.ts'
import { recordedLate } from './checks/recorded-late.ts'
import { relOrphan } from './checks/rel-orphan.ts'
import { termExtension } from './checks/term-extension.ts'
import { termOverdue } from './checks/term-overdue.ts'
import { termRemind } from './checks/term-remind.ts'
import { termYears } from './checks/term-years.ts'
import { unitCode } from './checks/unit-code.ts'
import { unitDuplicate } from './checks/unit-duplicate.ts'
import { unitNoMembers } from './checks/unit-no-members.ts'
import { unitNoOrganization } from './checks/unit-no-organization.ts'
import { venueSix } from './checks/venue-six.ts'

/** In the order of the rulebook. A new rule is its check's file and one line here. */
export const checks = [
  org3,
  org50100,
  orgMax,
  orgJoint,
  orgTemp,
  orgShell,
  orgSmall,
  orgMobile,
  com7,
  officeHolder,
  officeMember,
  officeTwo,
  termYears,
  termOverdue,
  termExtension,
  termRemind,
  elecQuorum,
  elecEligible,
  devActivist,
  devApprove,
  devIntroducers,
  devProbation,
  devOverdue,
  devEarly,
  devRejoin,
  memSuspended,
  memLost,
  memDiscipline,
  memCorrection,
  memDates,
  memMobile,
  relOrphan,
  unitNoMembers,
  unitNoOrganization,
  unitReason,
  unitRepresentative,
  unitCode,
  unitCodeKind,
  unitDuplicate,
  unitSize,
  unitPlace,
  fundReturn,
  fundPretax,
  venueSix,
  interviewOverdue,
  dossierStale,
  figureGap,
  recordedLate,
] as const satisfies readonly Check[]
