import { amend, close, closeIfOpen, exactly, given, open, set, type Key, type Reading } from './change.ts'
import { addYears } from './civil-date.ts'
import { field, optionalText, text } from './plain-event.ts'

const candidacy = (data: object): Key => ({ personId: text(data, 'personId') })
const membership = (data: object): Key => ({ memberId: text(data, 'memberId') })

const mobile = (data: object): Key => ({ ...membership(data), organizationId: text(data, 'organizationId') })

const PROBATIONARY = { status: 'probationary' }
const NOT_APPROVED = { ...PROBATIONARY, approvedOn: undefined }
const FULL = { status: 'full' }
const SUSPENDED = { status: 'suspended' }

/** A member who is there already: probation is known only from `joinedOn` (semantics 25). */
const enrolled: Reading = ({ data }) => {
  const joinedOn = optionalText(data, 'joinedOn')
  const onProbation = text(data, 'status') === 'probationary'
  const end = optionalText(data, 'probationEndsOn') ?? (joinedOn && addYears(joinedOn, 1))
  const attributes = given(data, [
    'organizationId',
    'unitId',
    'status',
    'post',
    'isInvestor',
    'joinedOn',
    'fullSince',
    'work',
    'employment',
  ])
  return [open('membership', membership(data), onProbation ? { ...attributes, probationEndsOn: end } : attributes)]
}

const membershipEnds: Reading = ({ data }) => [close('membership', membership(data))]

export const memberEvents: Readonly<Record<string, Reading>> = {
  ApplicationSubmitted: ({ data }) => [
    open('candidacy', candidacy(data), { ...given(data, ['organizationId']), stage: 'applicant' }),
  ],
  ActivistConfirmed: ({ data }) => [
    amend('candidacy', candidacy(data), { stage: 'activist', since: null, activistSince: null }),
  ],
  DevelopmentTargetFiled: ({ data }) => [
    amend('candidacy', candidacy(data), { stage: 'development-target', since: null }),
  ],
  CandidateTransferred: ({ data }) => [amend('candidacy', candidacy(data), given(data, ['organizationId']))],
  CandidateTransferredIn: ({ data }) => [
    open('candidacy', candidacy(data), {
      ...given(data, ['organizationId', 'stage', 'since', 'activistSince']),
      ...(text(data, 'stage') === 'activist' ? { activistSince: text(data, 'since') } : {}),
    }),
  ],
  CandidacyEnded: ({ data }) => [close('candidacy', candidacy(data))],

  MemberRecruited: ({ effectiveOn, data }) => [
    closeIfOpen('candidacy', { personId: text(data, 'memberId') }),
    open('membership', membership(data), {
      ...given(data, [
        'organizationId',
        'unitId',
        'post',
        'isInvestor',
        'introducers',
        'approvedOn',
        'work',
        'employment',
      ]),
      ...PROBATIONARY,
      recruitedOn: effectiveOn,
      joinedOn: effectiveOn,
      probationEndsOn: addYears(effectiveOn, 1),
      approvalAwaited:
        optionalText(data, 'approvedOn') === undefined && field(data, 'approvalUnknown') !== true ? true : null,
    }),
  ],
  RecruitmentApproved: ({ effectiveOn, data }) => [
    amend('membership', membership(data), { approvedOn: effectiveOn, approvalAwaited: null }, NOT_APPROVED),
  ],
  RecruitmentRejected: ({ data }) => [close('membership', membership(data), NOT_APPROVED)],
  ProbationExtended: ({ data }) => [
    amend('membership', membership(data), { probationEndsOn: text(data, 'until') }, PROBATIONARY),
  ],
  ProbationCancelled: ({ data }) => [close('membership', membership(data), PROBATIONARY)],
  MemberConfirmed: ({ effectiveOn, data }) => [
    amend(
      'membership',
      membership(data),
      { ...FULL, probationEndsOn: undefined, fullSince: effectiveOn },
      PROBATIONARY,
    ),
  ],
  MemberEnrolled: enrolled,
  MemberTransferredIn: enrolled,
  MemberTransferred: ({ data }) => [
    amend('membership', membership(data), exactly(data, ['organizationId', 'unitId', 'employment'])),
  ],
  MemberTransferredOut: membershipEnds,
  MemberDetailsChanged: ({ data }) => [
    amend('membership', membership(data), given(data, ['post', 'isInvestor', 'work', 'employment'])),
  ],
  MembershipReinstated: enrolled,
  MembershipSuspended: ({ data }) => [
    amend('membership', membership(data), { ...SUSPENDED, suspendedFor: optionalText(data, 'cause') }, FULL),
  ],
  MembershipRestored: ({ data }) => [
    amend('membership', membership(data), { ...FULL, suspendedFor: undefined }, SUSPENDED),
  ],
  DisciplinaryProbationImposed: ({ data }) => [set('disciplinaryProbation', membership(data), given(data, ['until']))],
  DisciplinaryProbationEnded: ({ data }) => [close('disciplinaryProbation', membership(data))],
  CorrectionOrdered: ({ data }) => [set('correction', membership(data), given(data, ['until']))],
  CorrectionEnded: ({ data }) => [close('correction', membership(data))],
  AbsenceBegan: ({ data }) => [open('absence', membership(data), given(data, ['kind', 'destination']))],
  AbsenceEnded: ({ data }) => [close('absence', membership(data))],
  MobileMemberPlaced: ({ data }) => [
    amend('absence', membership(data), given(data, ['receivedBy']), { kind: 'mobile' }),
  ],
  MobileMemberReceived: ({ data }) => [open('mobileMembership', mobile(data), given(data, ['unitId', 'since']))],
  MobileMemberLeft: ({ data }) => [close('mobileMembership', mobile(data))],
  MembershipEnded: membershipEnds,
}
