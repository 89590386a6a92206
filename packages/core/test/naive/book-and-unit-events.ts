import { amend, close, exactly, given, open, set, type Key, type Reading } from './change.ts'
import { field, text } from './plain-event.ts'

const unit = (data: object): Key => ({ unitId: text(data, 'unitId') })
const mass = (data: object): Key => ({ ...unit(data), kind: text(data, 'kind') })
const instructor = (data: object): Key => ({ instructorId: text(data, 'instructorId') })
const assignment = (data: object): Key => ({ ...instructor(data), ...unit(data) })

const rule = (data: object): Key => ({ ruleId: text(data, 'ruleId') })

const defaultScope = (scopeId: string, name: string) =>
  open(
    'scope',
    { scopeId },
    { name, unitKinds: [scopeId], countsFormations: ['solo', 'joint', 'attached'], denominator: 'listed' },
  )

const DETAILS = [
  'industry',
  'park',
  'town',
  'operating',
  'aboveDesignatedSize',
  'form',
  'sector',
  'ownership',
  'control',
]
const place = (data: object): Key => ({ kind: text(data, 'kind'), placeName: text(data, 'placeName') })
const exception = (data: object): Key => ({ ...rule(data), subject: text(data, 'subject') })
const outside = (data: object): Key => ({ personId: text(data, 'personId'), ...unit(data) })

/** Sets what there is of a unit; where the member that says it is null, that ends. */
const perhaps =
  (relation: string, member: string, names: readonly string[], defaults: object = {}): Reading =>
  ({ data }) => [
    field(data, member) === null
      ? close(relation, unit(data))
      : set(relation, unit(data), { ...defaults, ...exactlyGiven(data, names) }),
  ]

/** What is not there is cleared, but for what a default stands for. */
const exactlyGiven = (data: object, names: readonly string[]) =>
  Object.fromEntries(
    names
      .filter((name) => name !== 'isMember' || field(data, name) !== undefined)
      .map((name) => [name, field(data, name)]),
  )

export const bookAndUnitEvents: Readonly<Record<string, Reading>> = {
  LedgerOpened: () => [defaultScope('enterprise', '非公企业'), defaultScope('social-organization', '社会组织')],
  ScopeDefined: ({ data }) => [
    set(
      'scope',
      { scopeId: text(data, 'scopeId') },
      exactly(data, ['name', 'unitKinds', 'countsFormations', 'denominator', 'conditions']),
    ),
  ],
  SupervisingAuthorityAssigned: ({ book, data }) => [
    set('supervision', { book }, exactly(data, ['authority', 'secondName'])),
  ],
  EventWithdrawn: () => [],
  FieldNamed: ({ book, data }) => [set('field', { book }, given(data, ['name']))],
  PlaceRegistered: ({ data }) => [open('place', place(data))],
  PlaceStruck: ({ data }) => [close('place', place(data))],
  FindingExcepted: ({ data, evidence }) => [
    set('exception', exception(data), { ...given(data, ['until', 'reason']), document: evidence }),
  ],
  FindingExceptionLifted: ({ data }) => [close('exception', exception(data))],
  ResponsibleAuthorityAssigned: perhaps('responsibility', 'organizationId', ['organizationId']),
  RevenueReported: ({ data }) => [set('revenue', unit(data), given(data, ['year', 'amountFen']))],
  NoOrganizationExplained: perhaps('noOrganization', 'reason', ['reason', 'note']),
  LegalRepresentativeRecorded: perhaps('legalRepresentative', 'personId', ['personId', 'isMember'], {
    isMember: false,
  }),
  OutsideMemberRecorded: ({ data }) => [open('outsideMember', outside(data), given(data, ['employment']))],
  OutsideMemberLeft: ({ data }) => [close('outsideMember', outside(data))],

  RuleAdopted: ({ data }) => [
    set('rule', rule(data), {
      ...given(data, ['check', 'parameters', 'severity', 'title', 'citation']),
      inForce: true,
    }),
  ],
  RuleRepealed: ({ data }) => [
    // The ids of the default rulebook are in capitals, and the random books have no others that are.
    /^[A-Z]/.test(text(data, 'ruleId')) ? set('rule', rule(data), { inForce: false }) : close('rule', rule(data)),
  ],

  UnitListed: ({ data }) => [open('unit', unit(data), given(data, ['kind', 'name', 'creditCode', ...DETAILS]))],
  UnitDelisted: ({ data }) => [close('unit', unit(data))],
  UnitRenamed: ({ data }) => [amend('unit', unit(data), given(data, ['name']))],
  UnitCreditCodeAssigned: ({ data }) => [amend('unit', unit(data), given(data, ['creditCode']))],
  UnitDetailsChanged: ({ data }) => [amend('unit', unit(data), given(data, DETAILS))],
  UnitsMerged: ({ data }) => [close('unit', unit(data))],
  HeadcountReported: ({ data }) => [set('headcount', unit(data), exactly(data, ['employees', 'fullTime', 'onDuty']))],
  MassOrganizationFormed: ({ data }) => [open('massOrganization', mass(data))],
  MassOrganizationDissolved: ({ data }) => [close('massOrganization', mass(data))],

  InstructorDispatched: ({ data }) => [
    open('instructor', instructor(data), given(data, ['role', 'fullTime', 'batch'])),
  ],
  InstructorRecalled: ({ data }) => [close('instructor', instructor(data))],
  InstructorAssigned: ({ data }) => [open('assignment', assignment(data))],
  InstructorUnassigned: ({ data }) => [close('assignment', assignment(data))],
}
