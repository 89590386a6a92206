import { amend, close, closeIfOpen, exactly, given, open, type Key, type Reading } from './change.ts'
import { addYears } from './civil-date.ts'
import { optionalText, text } from './plain-event.ts'

const candidacy = (data: object): Key => ({ personId: text(data, 'personId') })
const membership = (data: object): Key => ({ memberId: text(data, 'memberId') })

const PROBATIONARY = { status: 'probationary' }
const FULL = { status: 'full' }
const SUSPENDED = { status: 'suspended' }

/** A member who is there already: probation is known only from `joinedOn` (semantics 25). */
const enrolled: Reading = ({ data }) => {
  const joinedOn = optionalText(data, 'joinedOn')
  const onProbation = text(data, 'status') === 'probationary' && joinedOn !== undefined
  const attributes = given(data, ['organizationId', 'unitId', 'status', 'post', 'isInvestor', 'joinedOn'])
  return [
    open(
      'membership',
      membership(data),
      onProbation ? { ...attributes, probationEndsOn: addYears(joinedOn, 1) } : attributes,
    ),
  ]
}

const membershipEnds: Reading = ({ data }) => [close('membership', membership(data))]

export const memberEvents: Readonly<Record<string, Reading>> = {
  ApplicationSubmitted: ({ data }) => [
    open('candidacy', candidacy(data), { ...given(data, ['organizationId']), stage: 'applicant' }),
  ],
  ActivistConfirmed: ({ data }) => [amend('candidacy', candidacy(data), { stage: 'activist' })],
  DevelopmentTargetFiled: ({ data }) => [amend('candidacy', candidacy(data), { stage: 'development-target' })],
  CandidateTransferred: ({ data }) => [amend('candidacy', candidacy(data), given(data, ['organizationId']))],
  CandidacyEnded: ({ data }) => [close('candidacy', candidacy(data))],

  MemberRecruited: ({ effectiveOn, data }) => [
    closeIfOpen('candidacy', { personId: text(data, 'memberId') }),
    open('membership', membership(data), {
      ...given(data, ['organizationId', 'unitId', 'post', 'isInvestor', 'introducers', 'approvedOn']),
      ...PROBATIONARY,
      recruitedOn: effectiveOn,
      joinedOn: effectiveOn,
      probationEndsOn: addYears(effectiveOn, 1),
    }),
  ],
  ProbationExtended: ({ data }) => [
    amend('membership', membership(data), { probationEndsOn: text(data, 'until') }, PROBATIONARY),
  ],
  ProbationCancelled: ({ data }) => [close('membership', membership(data), PROBATIONARY)],
  MemberConfirmed: ({ data }) => [
    amend('membership', membership(data), { ...FULL, probationEndsOn: undefined }, PROBATIONARY),
  ],
  MemberEnrolled: enrolled,
  MemberTransferredIn: enrolled,
  MemberTransferred: ({ data }) => [amend('membership', membership(data), exactly(data, ['organizationId', 'unitId']))],
  MemberTransferredOut: membershipEnds,
  MembershipSuspended: ({ data }) => [amend('membership', membership(data), SUSPENDED, FULL)],
  MembershipRestored: ({ data }) => [amend('membership', membership(data), FULL, SUSPENDED)],
  MembershipEnded: membershipEnds,
}
