import { amend, close, closeIfOpen, given, open, type Change, type Key, type Reading } from './change.ts'
import { addYears } from './civil-date.ts'
import { number, objects, optionalText, text, texts, type PlainEvent } from './plain-event.ts'

const organization = (data: object): Key => ({ organizationId: text(data, 'organizationId') })
const coverage = (data: object): Key => ({ ...organization(data), unitId: text(data, 'unitId') })
const office = (data: object, holder: object): Key => ({
  ...organization(data),
  post: text(holder, 'post'),
  personId: text(holder, 'personId'),
})
const group = (data: object): Key => ({ groupId: text(data, 'groupId') })
const crossAppointment = (data: object): Key => ({ ...organization(data), personId: text(data, 'personId') })

const ofAnotherKind: Reading = ({ data }) => [
  amend('organization', organization(data), { kind: text(data, 'to') }, { kind: text(data, 'from') }),
]

/** The term and the offices of those elected. That the offices before it end is in facts.ts: it is like a parent's end. */
function newTerm({ effectiveOn, data }: PlainEvent): readonly Change[] {
  const startedOn = optionalText(data, 'startedOn') ?? effectiveOn
  const term = {
    ...given(data, ['years', 'eligible', 'present']),
    startedOn,
    expiresOn: addYears(startedOn, number(data, 'years')),
  }
  return [
    open('term', organization(data), term),
    ...objects(data, 'elected').map((holder) =>
      open('office', office(data, holder), given(holder, ['sentBySuperior'])),
    ),
  ]
}

const FOUNDING = ['name', 'kind', 'formation', 'category', 'superiorId', 'code', 'forMobileMembers', 'approvalLevel']

const founded: Reading = ({ data }) => [
  open('organization', organization(data), given(data, FOUNDING)),
  ...texts(data, 'unitIds').map((unitId) => open('coverage', { ...organization(data), unitId })),
]

export const organizationEvents: Readonly<Record<string, Reading>> = {
  OrganizationFounded: founded,
  OrganizationTransferredIn: founded,
  OrganizationTransferredOut: ({ data }) => [close('organization', organization(data))],
  OrganizationCodeAssigned: ({ data }) => [amend('organization', organization(data), given(data, ['code']))],
  PartyGroupFormed: ({ data }) => [
    open('partyGroup', group(data), given(data, ['organizationId', 'unitId', 'name', 'groupLeaderId'])),
  ],
  PartyGroupDissolved: ({ data }) => [close('partyGroup', group(data))],
  OrganizationRenamed: ({ data }) => [amend('organization', organization(data), given(data, ['name']))],
  CoverageExtended: ({ data }) => [open('coverage', coverage(data), given(data, ['formation']))],
  CoverageWithdrawn: ({ data }) => [close('coverage', coverage(data))],
  BranchUpgraded: ofAnotherKind,
  OrganizationDowngraded: ofAnotherKind,
  OrganizationReassigned: ({ data }) => [amend('organization', organization(data), given(data, ['superiorId']))],
  OrganizationFlagged: ({ data }) => [open('rectification', organization(data), given(data, ['reason']))],
  RectificationClosed: ({ data }) => [close('rectification', organization(data))],
  OrganizationMerged: ({ data }) => [close('organization', organization(data))],
  OrganizationDissolved: ({ data }) => [close('organization', organization(data))],

  TermStarted: newTerm,
  TermRenewed: (event) => [closeIfOpen('term', organization(event.data)), ...newTerm(event)],
  TermExtensionApproved: ({ data, evidence }) => [
    amend('term', organization(data), { extendedTo: text(data, 'until'), extensionApproval: evidence }),
  ],
  OfficeTaken: ({ data }) => [open('office', office(data, data), given(data, ['sentBySuperior']))],
  OfficeLeft: ({ data }) => [close('office', office(data, data))],
  CrossAppointmentMade: ({ data }) => [
    open('crossAppointment', crossAppointment(data), given(data, ['partyPost', 'companyPost', 'isCoreStaff'])),
  ],
  CrossAppointmentEnded: ({ data }) => [close('crossAppointment', crossAppointment(data))],
}
