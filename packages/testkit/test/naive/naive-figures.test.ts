import { describe, expect, test } from 'vitest'

import { values } from './in-short.ts'
import { coverageOn, figureRows, impossible, subjectHistory } from './index.ts'
import * as line from './plain-book.ts'
import {
  book,
  correcting,
  dissolved,
  enrolled,
  flagged,
  founded,
  listed,
  reassigned,
  recruited,
  renewed,
} from './plain-book.ts'

/** Three firms under a joint and a functional branch, one with a trade union only, and from 2020 a scope that sees it otherwise. */
const firms = book(
  ['u1', 'u2', 'u4'].map((id) => listed(id, '2018-01-01')),
  [listed('u3', '2018-01-01', { operating: false }), line.headcount('u1', '2018-05-01', 40)],
  [founded('o1', '2018-01-01', { formation: 'joint', unitIds: ['u1', 'u2'] })],
  [founded('o2', '2018-01-01', { formation: 'functional', unitIds: ['u3'] })],
  [enrolled('m1', 'o1', '2018-01-01'), enrolled('m2', 'o1', '2018-01-01', { status: 'suspended' })],
  [['MassOrganizationFormed', '2019-01-01', { unitId: 'u4', kind: 'trade-union' }]],
  [line.covering('o2', 'u1', '2020-01-01', { formation: 'solo' })],
  [
    [
      'ScopeDefined',
      '2020-01-01',
      {
        scopeId: 'other',
        name: 'other',
        unitKinds: ['enterprise'],
        countsFormations: ['functional', 'solo'],
        denominator: 'operating',
      },
    ],
  ],
)

describe('coverage (semantics 23)', () => {
  test('units are counted, not organizations, by the formations that the scope counts', () => {
    expect(impossible(firms)).toEqual([])
    const [enterprise, social, other, ...more] = coverageOn(firms, { asOf: '2020-01-01', knownAt: firms.length })
    const counts = { organizations: 2, committees: 0, members: 1, employees: 40 }
    expect(enterprise).toMatchObject({
      scope: 'enterprise',
      listed: 4,
      covered: 2,
      rate: '50.0',
      workCovered: 3,
      ...counts,
    })
    expect(enterprise).toMatchObject({ solo: 1, soloRate: '25.0', workRate: '75.0' })
    expect(social).toMatchObject({
      scope: 'social-organization',
      listed: 0,
      rate: null,
      soloRate: null,
      workRate: null,
    })
    expect(other).toMatchObject({ scope: 'other', listed: 3, covered: 1, rate: '33.3', workCovered: 2, ...counts })
    expect(other).toMatchObject({ solo: 1, soloRate: '33.3', workRate: '66.7' })
    expect(more).toEqual([])
  })

  test('before it is defined a scope is left out', () => {
    expect(values(firms, 'organization-coverage', '2019-12-31')).toEqual([
      'enterprise 50.0',
      'social-organization null',
    ])
  })
})

describe('flows (semantics 22, 24)', () => {
  test('the reassigned are counted by their new superior, which may be none; who stays under the same one is not', () => {
    const events = book(
      ['t1', 't2'].map((id) => founded(id, '2017-01-01', { category: 'none' })),
      ['o1', 'o2'].map((id) => founded(id, '2017-01-01')),
      [
        reassigned('t2', '2019-01-01', 't1'),
        reassigned('o1', '2019-01-01', 't1'),
        reassigned('o2', '2017-12-31', 't2'),
      ],
      [reassigned('o2', '2019-01-01', 't2'), reassigned('o2', '2019-01-02', null)],
      [reassigned('o1', '2019-01-02', 't2'), reassigned('o1', '2019-01-02', 't1')],
    )
    expect(impossible(events)).toEqual([])
    expect(values(events, 'organizations-reassigned', '2019-01-01')).toEqual(['t1 1', '1'])
    expect(values(events, 'organizations-reassigned', '2019-01-02')).toEqual([' 1', 't1 2', 't2 1', '4'])
    expect(values(events, 'organizations-reassigned', '2017-12-31')).toEqual(['0'])
    const window = { from: '2017-12-31', to: '2019-01-01', knownAt: events.length }
    expect(figureRows(events, 'organizations-reassigned', window)).toEqual([
      { figure: 'organizations-reassigned', by: { superior: 't2' }, value: 1 },
      { figure: 'organizations-reassigned', value: 1 },
    ])
  })

  test('shells are settled on the day they end, by what ended them', () => {
    const events = book(
      ['o1', 'o2', 'o3', 'o4'].map((id) => founded(id, '2018-01-01')),
      ['o1', 'o2', 'o3'].map((id) => flagged(id, '2019-01-01', 'shell')),
      [dissolved('o1', '2020-01-01'), line.rectified('o1', '2020-01-01'), line.rectified('o2', '2019-01-01')],
      [flagged('o4', '2019-01-01', 'weak'), dissolved('o4', '2020-01-01')],
      [['OrganizationMerged', '2020-01-02', { organizationId: 'o3', into: 'o2' }]],
    )
    expect(impossible(events)).toEqual([])
    const day = ['OrganizationDissolved 1', 'RectificationClosed 1', '2']
    expect(values(events, 'shells-settled', '2020-01-01')).toEqual(day)
    expect(values(events, 'shells-settled', '2020-01-02')).toEqual([
      'OrganizationDissolved 1',
      'OrganizationMerged 1',
      'RectificationClosed 1',
      '3',
    ])
  })

  test('terms renewed are those of organizations that are branches after the changes of that day', () => {
    const events = book(
      [founded('o1', '2018-01-01'), founded('o2', '2018-01-01', { kind: 'temporary-branch' })],
      [founded('o3', '2018-01-01', { category: 'none' })],
      ['o1', 'o2', 'o3'].map((id) => renewed(id, '2018-06-01')),
      [renewed('o1', '2019-06-01'), line.upgraded('o1', '2019-06-01', 'branch', 'committee')],
    )
    expect(impossible(events)).toEqual([])
    expect(values(events, 'terms-renewed', '2021-06-30')).toEqual(['1'])
    expect(values(events, 'upgrades', '2021-06-30')).toEqual(['1'])
  })

  test('recruits of the last three years count by post', () => {
    const investor = { post: 'middle-or-above', isInvestor: true }
    const events = book(
      [founded('o1', '2018-01-01')],
      [recruited('m1', 'o1', '2018-06-30'), recruited('m2', 'o1', '2018-07-01', investor)],
    )
    expect(values(events, 'members-recruited', '2018-06-30')).toEqual(['0'])
    expect(values(events, 'members-recruited', '2018-07-01')).toEqual(['middle-or-above 1', '1'])
    expect(values(events, 'investors-recruited', '2018-07-01')).toEqual(['1'])
  })
})

test('a dossier counts as reviewed for a year', () => {
  const events = book([founded('o1', '2018-01-01'), ['DossierReviewed', '2019-03-01', { organizationId: 'o1' }]])
  const reviewed = ['2019-02-28', '2019-03-01', '2020-02-29', '2020-03-01']
  expect(reviewed.flatMap((day) => values(events, 'dossiers-reviewed', day))).toEqual(['0', '1', '1', '0'])
})

test('the history of a subject has every event that names it, the withdrawn ones marked as known then', () => {
  const branch = founded('o1', '2018-02-01', { unitIds: ['u1'] })
  const events = book(
    [listed('u1', '2018-01-01'), branch],
    [enrolled('m1', 'o1', '2018-03-01')],
    [correcting('e2', founded('o1', '2018-03-01'))],
  )
  expect(subjectHistory(events, 'u1', 3)).toEqual([{ position: 1 }, { position: 2 }])
  expect(subjectHistory(events, 'u1', 5)).toEqual([{ position: 1 }, { position: 2, withdrawnBy: 'e4' }])
  expect(subjectHistory(events, 'o1', 5)).toEqual([
    { position: 2, withdrawnBy: 'e4' },
    { position: 3 },
    { position: 4 },
  ])
})
