import type { Form, FormAct } from '@taizhang/kernel/define'

const details: FormAct = { type: 'UnitDetailsChanged', clears: true }
const memberDetails: FormAct = { type: 'MemberDetailsChanged', clears: true }
const mass: FormAct = { type: 'MassOrganizationFormed', ends: 'MassOrganizationDissolved' }

/** What a change in a form's column means, by path: the same for all forms of the domain. */
export const acts: Form['acts'] = {
  unit: { type: 'UnitListed' },
  'unit.name': { type: 'UnitRenamed' },
  'unit.creditCode': { type: 'UnitCreditCodeAssigned' },
  'unit.industry': details,
  'unit.park': details,
  'unit.town': details,
  'unit.operating': { type: 'UnitDetailsChanged' },
  'unit.aboveDesignatedSize': { type: 'UnitDetailsChanged' },
  'unit.form': details,
  'unit.sector': details,
  'unit.ownership': details,
  'unit.control': details,
  'headcount.employees': { type: 'HeadcountReported' },
  'noOrganization.reason': { type: 'NoOrganizationExplained', clears: true },
  massOrganization: mass,
  'massOrganization[trade-union]': mass,
  'massOrganization[youth-league]': mass,
  'massOrganization[womens-federation]': mass,
  organization: { type: 'OrganizationFounded' },
  'organization.name': { type: 'OrganizationRenamed' },
  'organization.code': { type: 'OrganizationCodeAssigned' },
  'organization.kind': {
    type: 'BranchUpgraded',
    steps: { order: ['temporary-branch', 'branch', 'general-branch', 'committee'], down: 'OrganizationDowngraded' },
  },
  'organization.superiorId': { type: 'OrganizationReassigned', clears: true },
  'organization.formation': { type: 'OrganizationFounded', corrects: true },
  coverage: { type: 'CoverageExtended', ends: 'CoverageWithdrawn' },
  term: {
    type: 'TermStarted',
    again: 'TermRenewed',
    day: 'startedOn',
    otherwise: { years: 3 },
    restates: { relation: 'office', member: 'elected' },
  },
  'office[secretary]': { type: 'OfficeTaken', ends: 'OfficeLeft' },
  'office[deputy-secretary]': { type: 'OfficeTaken', ends: 'OfficeLeft' },
  membership: { type: 'MemberEnrolled' },
  'membership.organizationId': { type: 'MemberTransferred' },
  'membership.post': memberDetails,
  'membership.isInvestor': { type: 'MemberDetailsChanged' },
  'membership.work': memberDetails,
  'membership.employment': memberDetails,
  'membership.joinedOn': { type: 'MemberEnrolled', corrects: true },
}
