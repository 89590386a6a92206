import type { Draft } from '@taizhang/core'
import type { Limits } from './limit-drafts.ts'
import { on, org, member } from './limit-drafts.ts'

const held = (personId = 'm1', day = '2019-01-01'): Draft =>
  on(day, 'OfficeTaken', { organizationId: 'o1', post: 'secretary', personId })
const ended = (reason: 'died' | 'removed' | 'expelled' | 'withdrew', day = '2019-05-01'): Draft =>
  on(day, 'MembershipEnded', { memberId: 'm1', reason })
const moved = (organizationId: string, day = '2019-05-01'): Draft =>
  on(day, 'MemberTransferred', { memberId: 'm1', organizationId })
const left = on('2019-05-01', 'MemberTransferredOut', { memberId: 'm1' })
/** A branch under a committee, with another beside it. */
const system = [org('o0', { kind: 'committee' }), org('o1', { superiorId: 'o0' }), org('o2', { superiorId: 'o0' })]
const own = [...system, member('m1'), held()]
const sent = [...system, member('m1', { organizationId: 'o2' }), held()]

export const limitsOfOffices: Limits = {
  'OFFICE-HOLDER': [
    ['a member of the branch', own, '2020-01-01'],
    ...(['died', 'removed', 'expelled', 'withdrew'] as const).map(
      (reason) => [reason, [...own, ended(reason)], '2020-01-01', 'o1 warning 2019-05-01'] as const,
    ),
    ['the day before', [...own, ended('died')], '2019-04-30'],
    ['moved to another branch', [...own, moved('o2')], '2020-01-01', 'o1 warning 2019-05-01'],
    ['moved to another book', [...own, left], '2020-01-01', 'o1 warning 2019-05-01'],
    ['moved, and back again', [...own, moved('o2'), moved('o1', '2019-09-01')], '2020-01-01'],
    [
      'moved, and has left the post',
      [
        ...own,
        moved('o2'),
        on('2019-05-01', 'OfficeLeft', { organizationId: 'o1', post: 'secretary', personId: 'm1' }),
      ],
      '2020-01-01',
    ],
    [
      'moved, and another term has begun',
      [...own, moved('o2'), on('2019-09-01', 'TermStarted', { organizationId: 'o1', years: 3 })],
      '2020-01-01',
    ],
    ['sent by the superior: the membership is in another branch', sent, '2020-01-01'],
    ['sent, and the membership moves at home', [...sent, moved('o0')], '2020-01-01'],
    ['sent, and the membership goes to another book', [...sent, left], '2020-01-01'],
    ['sent, and has died', [...sent, ended('died')], '2020-01-01', 'o1 warning 2019-05-01'],
    ['sent: the membership is in no book', [...system, held()], '2020-01-01'],
    ['sent back after having moved away', [...own, moved('o2'), ...again('2019-09-01')], '2020-01-01'],
    [
      'took office long after having died',
      [...system, member('m1'), ended('died', '2018-05-01'), held()],
      '2020-01-01',
      'o1 warning 2019-01-01',
    ],
    [
      'of a committee: the membership is in a branch under it, and goes to another under it',
      [
        ...system,
        member('m1'),
        on('2019-01-01', 'OfficeTaken', { organizationId: 'o0', post: 'secretary', personId: 'm1' }),
        moved('o2'),
      ],
      '2020-01-01',
    ],
    [
      'of a committee: the membership leaves all that is under it',
      [
        ...system,
        org('o9'),
        member('m1'),
        on('2019-01-01', 'OfficeTaken', { organizationId: 'o0', post: 'secretary', personId: 'm1' }),
        moved('o9'),
      ],
      '2020-01-01',
      'o0 warning 2019-05-01',
    ],
    [
      'of a committee: the branch comes under another, and takes the membership along',
      [
        ...system,
        org('o9', { kind: 'committee' }),
        member('m1'),
        on('2019-01-01', 'OfficeTaken', { organizationId: 'o0', post: 'secretary', personId: 'm1' }),
        on('2019-05-01', 'OrganizationReassigned', { organizationId: 'o1', superiorId: 'o9' }),
      ],
      '2020-01-01',
    ],
  ],
}

/** The office left, and taken anew. */
function again(day: string): Draft[] {
  return [on('2019-08-01', 'OfficeLeft', { organizationId: 'o1', post: 'secretary', personId: 'm1' }), held('m1', day)]
}
