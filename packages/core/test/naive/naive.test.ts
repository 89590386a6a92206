import { describe, expect, test } from 'vitest'

import { codes, lives, values } from './in-short.ts'
import { allRows, impossible, rowsOn, type PlainEvent } from './index.ts'
import * as line from './plain-book.ts'
import { book, correcting, delisted, dissolved, enrolled, founded, listed, withdrawn } from './plain-book.ts'

/** What a relation's only row on a day says. */
const attributesOn = (events: readonly PlainEvent[], relation: string, asOf: string) =>
  rowsOn(events, { asOf, knownAt: events.length }).find((row) => row.relation === relation)?.attributes

const unitAndBranch = [listed('u1', '2018-01-01'), founded('o1', '2018-02-01', { unitIds: ['u1'] })]

/** A unit that is delisted on 2019-01-01, its coverage withdrawn on the day. */
const uncovered = (day: string) =>
  book(unitAndBranch, [
    ['CoverageWithdrawn', day, { organizationId: 'o1', unitId: 'u1' }],
    delisted('u1', '2019-01-01'),
  ])

/** Why a headcount cannot be reported on the day for a unit that is listed in 2018. */
const reported = (day: string) =>
  codes(book([listed('u1', '2018-01-01'), delisted('u1', '2019-01-01')], [line.headcount('u1', day, 9)]))

/** An organization with a member that is dissolved on 2019-01-01 and founded again on the day. */
const refounded = (day: string) =>
  book(
    [founded('o1', '2018-01-01'), enrolled('m1', 'o1', '2018-01-01')],
    [dissolved('o1', '2019-01-01'), founded('o1', day)],
  )

/** Why u1 cannot merge into a unit on the day, where u2 is listed in 2019. */
const merged = (into: string, day: string) =>
  codes(
    book(
      [listed('u1', '2018-01-01'), listed('u2', '2019-01-01'), delisted('u2', '2020-01-01')],
      [['UnitsMerged', day, { unitId: 'u1', into }]],
    ),
  )

/** Why these lines cannot follow, where o2 reports to o1. */
const afterReporting = (...lines: line.Line[]) =>
  codes(book([founded('o1', '2018-01-01'), founded('o2', '2018-01-01', { superiorId: 'o1' })], lines))

const freed = (day: string) => line.reassigned('o2', day, null)

const office = (post: string, personId: string) => ({ organizationId: 'o1', post, personId })

/** Why an event cannot follow for a member of that status. */
const afterStatus = (status: string, type: string, data: object = {}) =>
  codes(
    book(
      [founded('o1', '2018-01-01'), enrolled('m1', 'o1', '2018-01-01', { status })],
      [[type, '2019-01-01', { memberId: 'm1', ...data }]],
    ),
  )

describe('within (semantics 1, 2)', () => {
  test('a parent’s end ends the fact, which names its closing event and does not come back by itself', () => {
    const events = book(unitAndBranch, [delisted('u1', '2019-01-01'), listed('u1', '2020-01-01')])
    expect(impossible(events)).toEqual([])
    expect(lives(events, 'coverage')).toEqual(['2018-02-01..2019-01-01 2>3'])
    expect(lives(events, 'unit')).toEqual(['2018-01-01..2019-01-01 1>3', '2020-01-01..9999-12-31 4>'])
  })

  test('closing and reopening a parent on one day ends the fact; it may open anew on that day', () => {
    const again = [delisted('u1', '2019-01-01'), listed('u1', '2019-01-01')]
    expect(lives(book(unitAndBranch, again), 'coverage')).toEqual(['2018-02-01..2019-01-01 2>3'])

    const anew = book(unitAndBranch, [line.covering('o1', 'u1', '2019-01-01'), ...again])
    expect(impossible(anew)).toEqual([])
    expect(lives(anew, 'coverage')).toEqual(['2018-02-01..2019-01-01 2>4', '2019-01-01..9999-12-31 3>'])
  })

  test('on the day of a parent’s end a close changes nothing, a day later it is refused', () => {
    expect(lives(uncovered('2018-12-31'), 'coverage')).toEqual(['2018-02-01..2018-12-31 2>3'])
    expect(impossible(uncovered('2019-01-01'))).toEqual([])
    expect(lives(uncovered('2019-01-01'), 'coverage')).toEqual(['2018-02-01..2019-01-01 2>4'])
    expect(codes(uncovered('2019-01-02'))).toEqual(['not-open'])
  })

  test('on the day of a parent’s end an amendment is refused, though the parent holds again', () => {
    const events = book(
      [founded('o1', '2018-01-01'), line.renewed('o1', '2018-01-01')],
      [dissolved('o1', '2019-01-01'), founded('o1', '2019-01-01')],
      [['TermExtensionApproved', '2019-01-01', { organizationId: 'o1', until: '2021-09-01' }]],
    )
    expect(codes(events)).toEqual(['not-open'])
  })

  test('a fact opens only on a day its parents hold', () => {
    expect(reported('2017-12-31')).toEqual(['parent-missing'])
    expect(reported('2018-01-01')).toEqual([])
    expect(reported('2018-12-31')).toEqual([])
    expect(reported('2019-01-01')).toEqual(['parent-missing'])
  })

  test('a fact of no days has no rows, is counted by a flow and needs no superior', () => {
    const events = book([founded('o1', '2019-01-01', { superiorId: 'nobody' }), dissolved('o1', '2019-01-01')])
    expect(impossible(events)).toEqual([])
    expect(lives(events, 'organization')).toEqual([])
    expect(values(events, 'organizations-founded', '2018-12-31')).toEqual(['0'])
    expect(values(events, 'organizations-founded', '2019-01-01')).toEqual(['1'])
  })
})

describe('changes of one day (semantics 5, 6)', () => {
  test('the row before names the first that ended it, the row that holds the last that changed something', () => {
    const names = ['a', 'b', 'b'].map((name) => line.renamed('u1', '2019-01-01', name))
    const events = book([listed('u1', '2018-01-01')], names, [line.renamed('u1', '2020-01-01', 'b')])
    expect(impossible(events)).toEqual([])
    expect(lives(events, 'unit')).toEqual(['2018-01-01..2019-01-01 1>2', '2019-01-01..9999-12-31 3>'])
  })

  test('closing and reopening one fact applies in book order', () => {
    const [close, reopen] = [delisted('u1', '2019-01-01'), listed('u1', '2019-01-01')]
    const closedFirst = book([listed('u1', '2018-01-01')], [close, reopen])
    expect(impossible(closedFirst)).toEqual([])
    expect(lives(closedFirst, 'unit')).toEqual(['2018-01-01..2019-01-01 1>2', '2019-01-01..9999-12-31 3>'])
    expect(codes(book([listed('u1', '2018-01-01')], [reopen, close]))).toEqual(['already-open'])
  })

  test('a backdated event is refused for what it makes impossible later', () => {
    const events = book([listed('u1', '2018-01-01'), delisted('u1', '2022-06-01')], [delisted('u1', '2018-06-01')])
    expect(codes(events)).toEqual(['not-open'])
  })
})

describe('corrections and withdrawals (semantics 7, 8)', () => {
  test('a correction takes the place of the first event of its chain', () => {
    const close = delisted('u1', '2019-01-01')
    const before = [[listed('u1', '2018-01-01')], [close, listed('u1', '2019-01-01')]]
    const events = book(...before, [correcting('e2', close)], [correcting('e4', close)])
    expect(impossible(events)).toEqual([])
    expect(lives(events, 'unit')).toEqual(['2018-01-01..2019-01-01 1>5', '2019-01-01..9999-12-31 3>'])
    expect(codes(book(...before, [withdrawn('e2'), close]))).toEqual(['already-open'])
  })

  test('withdrawing an ending restores everything that it ended, unless something was reopened since', () => {
    const ended = [unitAndBranch, [delisted('u1', '2019-01-01')]]
    const restored = book(...ended, [withdrawn('e3')])
    expect(impossible(restored)).toEqual([])
    expect(lives(restored, 'coverage')).toEqual(['2018-02-01..9999-12-31 2>'])
    expect(lives(restored, 'coverage', 4)).toEqual(['2018-02-01..2019-01-01 2>3'])
    expect(codes(book(...ended, [listed('u1', '2020-01-01')], [withdrawn('e3')]))).toEqual(['already-open'])
  })

  test('withdrawing a correction does not revive what it replaced', () => {
    const corrected = [[listed('u1', '2018-01-01')], [correcting('e1', listed('u2', '2018-01-01'))]]
    expect(lives(book(...corrected), 'unit')).toEqual(['2018-01-01..9999-12-31 2>'])
    expect(impossible(book(...corrected, [withdrawn('e2')]))).toEqual([])
    expect(lives(book(...corrected, [withdrawn('e2')]), 'unit')).toEqual([])
  })

  test('a target is live and at a lower position, and neither LedgerOpened nor EventWithdrawn', () => {
    const unit = listed('u1', '2018-01-01')
    expect(codes(book([unit, withdrawn('e1')]))).toEqual([])
    expect(codes(book([withdrawn('e2'), unit]))).toEqual(['no-such-event'])
    expect(codes(book([unit], [withdrawn('e1')], [withdrawn('e1')]))).toEqual(['already-withdrawn'])
    expect(codes(book([unit], [correcting('e1', unit)], [correcting('e1', unit)]))).toEqual(['already-withdrawn'])
    expect(codes(book([withdrawn('e0')]))).toEqual(['permanent'])
    expect(codes(book([unit], [withdrawn('e1')], [withdrawn('e2')]))).toEqual(['permanent'])
  })

  test('a withdrawn event is judged no more, and a size inside a batch means the last whole one', () => {
    const down = line.upgraded('o1', '2019-01-01', 'branch', 'temporary-branch')
    expect(codes(book([founded('o1', '2018-01-01')], [down]))).toEqual(['not-an-upgrade'])
    const events = book([founded('o1', '2018-01-01')], [down, withdrawn('e2')])
    expect(impossible(events)).toEqual([])
    expect(allRows(events, 3)).toEqual(allRows(events, 2))
    expect(allRows(events, 0)).toEqual([])
  })
})

describe('organizations and what refers to them (semantics 3, 21)', () => {
  test('dissolved and founded again on one day is no gap for members; one day between is', () => {
    expect(impossible(refounded('2019-01-01'))).toEqual([])
    expect(codes(refounded('2019-01-02'))).toEqual(['still-referred-to'])
  })

  test('an organization with members or subordinates ends only when they go on that day at the latest', () => {
    const before = [
      ...['o1', 'o2'].map((id) => founded(id, '2018-01-01')),
      founded('o3', '2018-01-01', { superiorId: 'o1' }),
      enrolled('m1', 'o1', '2018-01-01'),
    ]
    const dissolvedAfter = (day: string) =>
      codes(
        book(before, [dissolved('o1', '2019-01-01'), line.moved('m1', 'o2', day), line.reassigned('o3', day, null)]),
      )
    expect(codes(book(before, [dissolved('o1', '2019-01-01')]))).toEqual(['still-referred-to', 'still-referred-to'])
    expect(dissolvedAfter('2019-01-01')).toEqual([])
    expect(dissolvedAfter('2019-01-02')).toEqual(['still-referred-to', 'still-referred-to'])
  })

  test('there is no cycle among superiors on any day', () => {
    expect(afterReporting(line.reassigned('o1', '2022-06-01', 'o2'))).toEqual(['cycle'])
    expect(afterReporting(line.reassigned('o1', '2019-01-01', 'o2'), freed('2019-01-02'))).toEqual(['cycle'])
    expect(afterReporting(line.reassigned('o1', '2019-01-01', 'o2'), freed('2019-01-01'))).toEqual([])
    expect(afterReporting(line.reassigned('o1', '2019-01-01', 'o1'))).toEqual(['cycle'])
  })

  test('into holds on that day and differs', () => {
    expect(merged('u2', '2019-01-01')).toEqual([])
    expect(merged('u2', '2018-12-31')).toEqual(['target-missing'])
    expect(merged('u2', '2020-01-01')).toEqual(['target-missing'])
    expect(merged('u1', '2019-01-01')).toEqual(['merged-into-itself'])
  })
})

describe('terms and offices (semantics 20)', () => {
  test('a new term ends all offices of the organization before those of its day open', () => {
    const elected = [{ post: 'secretary', personId: 'p1' }]
    const events = book(
      [founded('o1', '2018-01-01'), line.renewed('o1', '2018-01-01', { elected })],
      [
        ['OfficeTaken', '2019-01-01', office('deputy-secretary', 'p2')],
        ['OfficeTaken', '2020-12-01', office('committee-member', 'p3')],
      ],
      [line.renewed('o1', '2020-12-01', { elected }), ['OfficeLeft', '2020-12-01', office('deputy-secretary', 'p2')]],
    )
    expect(impossible(events)).toEqual([])
    expect(lives(events, 'term')).toEqual(['2018-01-01..2020-12-01 2>5', '2020-12-01..9999-12-31 5>'])
    const [p1Before, p1After, p2, p3] = lives(events, 'office')
    expect([p1Before, p1After]).toEqual(['2018-01-01..2020-12-01 2>5', '2020-12-01..9999-12-31 5>'])
    expect([p2, p3]).toEqual(['2019-01-01..2020-12-01 3>5', '2020-12-01..9999-12-31 4>'])
  })

  test('a term stays open past its end, and takes the approval of its extension from the evidence', () => {
    const evidence = { documentNumber: '2021-4' }
    const events = book(
      [founded('o1', '2018-01-01'), line.renewed('o1', '2020-02-29', { years: 1, present: 8 })],
      [['TermExtensionApproved', '2021-02-01', { organizationId: 'o1', until: '2021-06-01' }, { evidence }]],
    )
    const term = { startedOn: '2020-02-29', years: 1, present: 8, expiresOn: '2021-02-28' }
    expect(attributesOn(events, 'term', '2021-01-31')).toEqual(term)
    const extended = { ...term, extendedTo: '2021-06-01', extensionApproval: evidence }
    expect(attributesOn(events, 'term', '2021-12-31')).toEqual(extended)
  })
})

describe('members and units (semantics 25)', () => {
  test('a recruit’s candidacy ends, probation lasts a year, a transfer without unitId clears it', () => {
    const events = book(
      [founded('o1', '2018-01-01'), ['ApplicationSubmitted', '2019-01-01', { personId: 'm1', organizationId: 'o1' }]],
      [line.recruited('m1', 'o1', '2020-02-29', { unitId: 'u9' }), line.moved('m1', 'o1', '2020-06-01')],
      [['MemberConfirmed', '2021-03-01', { memberId: 'm1' }]],
    )
    expect(impossible(events)).toEqual([])
    expect(lives(events, 'candidacy')).toEqual(['2019-01-01..2020-02-29 2>3'])
    const joined = { recruitedOn: '2020-02-29', joinedOn: '2020-02-29' }
    const full = { ...joined, organizationId: 'o1', post: 'other', isInvestor: false, status: 'full' }
    const awaited = { ...full, approvalAwaited: true }
    const onProbation = { ...awaited, status: 'probationary', probationEndsOn: '2021-02-28' }
    expect(attributesOn(events, 'membership', '2020-05-31')).toEqual({ ...onProbation, unitId: 'u9' })
    expect(attributesOn(events, 'membership', '2020-06-01')).toEqual(onProbation)
    expect(attributesOn(events, 'membership', '2021-03-01')).toEqual({ ...awaited, fullSince: '2021-03-01' })
  })

  test('only probationary members are extended or cancelled, only full ones suspended', () => {
    expect(afterStatus('probationary', 'ProbationExtended', { until: '2019-07-01' })).toEqual([])
    expect(afterStatus('full', 'ProbationExtended', { until: '2019-07-01' })).toEqual(['unexpected-value'])
    expect(afterStatus('full', 'ProbationCancelled', { reason: 'x' })).toEqual(['unexpected-value'])
    expect(afterStatus('full', 'MembershipSuspended')).toEqual([])
    expect(afterStatus('probationary', 'MembershipSuspended')).toEqual(['unexpected-value'])
    expect(afterStatus('suspended', 'MembershipRestored')).toEqual([])
  })

  test('in UnitDetailsChanged what is absent stays and null clears', () => {
    const details = { unitId: 'u1', park: null, town: 'east' }
    const events = book(
      [listed('u1', '2018-01-01', { park: 'p', industry: 'i' })],
      [['UnitDetailsChanged', '2019-01-01', details]],
    )
    const unit = { kind: 'enterprise', name: 'u1', operating: true, aboveDesignatedSize: false, industry: 'i' }
    expect(attributesOn(events, 'unit', '2018-12-31')).toEqual({ ...unit, park: 'p' })
    expect(attributesOn(events, 'unit', '2019-01-01')).toEqual({ ...unit, town: 'east' })
  })
})
