import { amend, close, given, open, set, type Key, type Reading } from './change.ts'
import { text } from './plain-event.ts'

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

const DETAILS = ['industry', 'park', 'town', 'operating', 'aboveDesignatedSize']

export const bookAndUnitEvents: Readonly<Record<string, Reading>> = {
  LedgerOpened: () => [defaultScope('enterprise', '非公企业'), defaultScope('social-organization', '社会组织')],
  ScopeDefined: ({ data }) => [
    set(
      'scope',
      { scopeId: text(data, 'scopeId') },
      given(data, ['name', 'unitKinds', 'countsFormations', 'denominator']),
    ),
  ],
  SupervisingAuthorityAssigned: ({ book, data }) => [set('supervision', { book }, given(data, ['authority']))],
  EventWithdrawn: () => [],

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
  HeadcountReported: ({ data }) => [set('headcount', unit(data), given(data, ['employees']))],
  MassOrganizationFormed: ({ data }) => [open('massOrganization', mass(data))],
  MassOrganizationDissolved: ({ data }) => [close('massOrganization', mass(data))],

  InstructorDispatched: ({ data }) => [
    open('instructor', instructor(data), given(data, ['role', 'fullTime', 'batch'])),
  ],
  InstructorRecalled: ({ data }) => [close('instructor', instructor(data))],
  InstructorAssigned: ({ data }) => [open('assignment', assignment(data))],
  InstructorUnassigned: ({ data }) => [close('assignment', assignment(data))],
}
