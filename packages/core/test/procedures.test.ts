import {
  draft,
  type DataOf,
  createLedger,
  memoryStore,
  relation,
  rowsOn,
  type Draft,
  type Ledger,
  type Outcome,
  type View,
} from '@taizhang/core'
import { coverageOn } from '@taizhang/core/figures'
import { dissolveOrganization, mergeOrganization, moveSystem, windUpUnit } from '@taizhang/core/procedures'
import { describe, expect, it } from 'vitest'

const [day, before, later] = ['2020-06-01', '2015-01-01', '2020-09-01']
const { unit, organization, coverage, candidacy, membership } = relation

/** Records as clerks do, with ids that count up. */
async function bookOf(...batches: readonly (readonly Draft[])[]): Promise<{
  ledger: Ledger
  record: (drafts: readonly Draft[]) => Promise<Outcome>
}> {
  let made = 0
  const options = {
    now: new Date('2020-07-01T00:00:00.000Z'),
    newId: () => `00000000-0000-7000-8000-${String(made++).padStart(12, '0')}`,
    actor: 'clerk',
  }
  const ledger: Ledger = await createLedger(memoryStore(), { book: '350305', name: '台账' }, options)
  const record = async (drafts: readonly Draft[]): Promise<Outcome> => ledger.record(drafts, options)
  for (const batch of batches) expect(await record(batch)).toMatchObject({ ok: true })
  return { ledger, record }
}

const listed = (unitId: string): Draft => draft('UnitListed', before, { unitId, kind: 'enterprise', name: unitId })
const founded = (organizationId: string, more: Partial<DataOf<'OrganizationFounded'>> = {}, on = before): Draft =>
  draft('OrganizationFounded', on, {
    organizationId,
    name: organizationId,
    kind: 'branch',
    formation: 'solo',
    category: 'enterprise',
    unitIds: [],
    ...more,
  })
const enrolled = (memberId: string, organizationId: string, unitId?: string): Draft =>
  draft('MemberEnrolled', before, { memberId, organizationId, status: 'full', ...(unitId ? { unitId } : {}) })
const applied = (personId: string, organizationId: string): Draft =>
  draft('ApplicationSubmitted', before, { personId, organizationId })
const renamed = (organizationId: string, on: string): Draft =>
  draft('OrganizationRenamed', on, { organizationId, name: `${organizationId} 新名` })

/** What a person or an organization belongs to, by its id. */
const belonging = (view: View): Record<string, unknown> =>
  Object.fromEntries<unknown>([
    ...rowsOn(view, membership).map(({ key, attributes: { organizationId, unitId } }): [string, unknown] => [
      key.memberId,
      [organizationId, unitId],
    ]),
    ...rowsOn(view, candidacy).map(({ key, attributes }): [string, unknown] => [
      key.personId,
      attributes.organizationId,
    ]),
    ...rowsOn(view, organization).map(({ key, attributes }): [string, unknown] => [
      key.organizationId,
      attributes.superiorId,
    ]),
  ])
const coveredBy = (view: View): readonly (readonly string[])[] =>
  rowsOn(view, coverage)
    .map(({ key, attributes }) => [key.organizationId, key.unitId, attributes.formation])
    .toSorted((a, b) => (String(a) < String(b) ? -1 : 1))
const listedUnits = (view: View): readonly string[] => rowsOn(view, unit).map(({ key }) => key.unitId)
const totals = (view: View): unknown => coverageOn(view).scopes

/** A town committee over a group committee `g` with two workshop branches, and another branch `o`. */
const group = [
  founded('town', { kind: 'committee', category: 'none' }),
  listed('u1'),
  listed('u2'),
  listed('u3'),
  founded('g', { kind: 'committee', unitIds: ['u1'], superiorId: 'town' }),
  founded('g1', { superiorId: 'g' }),
  founded('g2', { superiorId: 'g', unitIds: ['u2'] }),
  founded('o', { superiorId: 'town', formation: 'joint', unitIds: ['u2', 'u3'] }),
  enrolled('m1', 'g', 'u1'),
  enrolled('m2', 'g1', 'u1'),
  enrolled('m3', 'g2', 'u2'),
  enrolled('m4', 'o', 'u1'),
  applied('p1', 'g'),
  applied('p2', 'g1'),
]
/** What the book already has for days after the procedure's. */
const plans = [
  draft('MemberRecruited', later, { memberId: 'n1', organizationId: 'g', unitId: 'u1', post: 'other' }),
  draft('MemberTransferred', later, { memberId: 'm3', organizationId: 'g', unitId: 'u2' }),
  draft('MemberTransferred', later, { memberId: 'm1', organizationId: 'g', unitId: 'u1' }),
  draft('ApplicationSubmitted', later, { personId: 'p3', organizationId: 'g' }),
  draft('OrganizationReassigned', later, { organizationId: 'o', superiorId: 'g' }),
  founded('g3', { superiorId: 'g', unitIds: ['u3'] }, later),
  draft('TermStarted', later, { organizationId: 'g', years: 5 }),
  draft('CoverageWithdrawn', later, { organizationId: 'g', unitId: 'u1' }),
  renamed('g', later),
]

describe('dissolve an organization with transfers', () => {
  it('moves everybody and keeps their units; what is below comes under its superior', async () => {
    const { ledger, record } = await bookOf(group)
    expect(
      await record(dissolveOrganization(ledger.asOf(day), { organizationId: 'g', reason: '撤销', peopleTo: 'o' })),
    ).toMatchObject({ ok: true })
    expect(belonging(ledger.asOf(day))).toEqual({
      m1: ['o', 'u1'],
      m2: ['g1', 'u1'],
      m3: ['g2', 'u2'],
      m4: ['o', 'u1'],
      p1: 'o',
      p2: 'g1',
      town: undefined,
      g1: 'town',
      g2: 'town',
      o: 'town',
    })
    expect(belonging(ledger.asOf('2020-05-31'))).toMatchObject({ m1: ['g', 'u1'], g1: 'g', g: 'town' })
  })

  it('lets nobody keep a unit that the book lists no longer', async () => {
    const gone = draft('UnitDelisted', '2020-01-10', { unitId: 'u1', reason: 'moved' })
    const { ledger, record } = await bookOf(group, [gone])
    const drafts = dissolveOrganization(ledger.asOf(day), { organizationId: 'g', reason: '空壳', peopleTo: 'o' })
    expect(await record(drafts)).toMatchObject({ ok: true })
    expect(belonging(ledger.asOf(day))).toMatchObject({ m1: ['o', undefined], m3: ['g2', 'u2'] })
  })

  it('sends each where the caller says', async () => {
    const { ledger, record } = await bookOf(group)
    const drafts = dissolveOrganization(ledger.asOf(day), {
      organizationId: 'g',
      reason: '撤销',
      peopleTo: (personId) => (personId === 'm1' ? 'g2' : 'o'),
      subordinatesTo: null,
    })
    expect(await record(drafts)).toMatchObject({ ok: true })
    expect(belonging(ledger.asOf(day))).toMatchObject({ m1: ['g2', 'u1'], p1: 'o', g1: undefined, g2: undefined })
  })

  it('takes those along who would only come later, and takes back what was planned for the organization itself', async () => {
    const { ledger, record } = await bookOf(group, plans)
    const drafts = dissolveOrganization(ledger.asOf(day), { organizationId: 'g', reason: '撤销', peopleTo: 'o' })
    expect(await record(drafts)).toMatchObject({ ok: true })
    expect(belonging(ledger.asOf(later))).toMatchObject({
      n1: ['o', 'u1'],
      m1: ['o', 'u1'],
      m3: ['o', 'u2'],
      p3: 'o',
      o: 'town',
      g3: 'town',
    })
    expect(drafts.filter(({ type }) => type === 'EventWithdrawn')).toHaveLength(3)
  })

  it('is one event where nobody is there, and refused by the ledger where nobody was sent anywhere', async () => {
    const { ledger, record } = await bookOf(group, [founded('empty')])
    const empty = dissolveOrganization(ledger.asOf(day), { organizationId: 'empty', reason: '空壳' })
    expect(empty).toEqual([draft('OrganizationDissolved', day, { organizationId: 'empty', reason: '空壳' })])
    expect(await record(empty)).toMatchObject({ ok: true })
    const refused = await record(dissolveOrganization(ledger.asOf(day), { organizationId: 'o', reason: '撤销' }))
    expect(refused).toMatchObject({ ok: false, refusals: [{ code: 'still-referred-to', count: 1 }] })
  })

  it('can be filed long after, when somebody has left in the meantime', async () => {
    const left = draft('MemberTransferred', '2020-03-01', { memberId: 'm1', organizationId: 'o', unitId: 'u3' })
    const { ledger, record } = await bookOf(group, [left])
    const drafts = dissolveOrganization(ledger.asOf('2020-02-01'), {
      organizationId: 'g',
      reason: '撤销',
      peopleTo: 'g1',
    })
    expect(await record(drafts)).toMatchObject({ ok: true })
    expect(belonging(ledger.asOf('2020-02-01'))).toMatchObject({ m1: ['g1', 'u1'] })
    expect(belonging(ledger.asOf(day))).toMatchObject({ m1: ['o', 'u3'] })
  })
})

describe('merge an organization into another', () => {
  it('moves members, candidates, what is below and the coverage that `into` lacks', async () => {
    const { ledger, record } = await bookOf(group, [
      draft('CoverageExtended', before, { organizationId: 'g', unitId: 'u3', formation: 'attached' }),
    ])
    const view = ledger.asOf(day)
    const merged = mergeOrganization(view, { organizationId: 'g', into: 'o', reason: '合并' })
    expect(await record(merged)).toMatchObject({ ok: true })
    expect(coveredBy(ledger.asOf(day))).toEqual([
      ['g2', 'u2', 'solo'],
      ['o', 'u1', 'solo'],
      ['o', 'u2', 'joint'],
      ['o', 'u3', 'joint'],
    ])
    expect(belonging(ledger.asOf(day))).toMatchObject({ m1: ['o', 'u1'], p1: 'o', g1: 'o', g2: 'o', o: 'town' })
    const [was, is] = [coverageOn(view).scopes[0], coverageOn(ledger.asOf(day)).scopes[0]]
    expect(is).toMatchObject({
      covered: was?.covered,
      members: was?.members,
      organizations: (was?.organizations ?? 0) - 1,
    })
  })

  it('covers as the caller says', async () => {
    const { ledger, record } = await bookOf(group)
    const options = { organizationId: 'g2', into: 'g1', reason: '合并', formation: 'joint' } as const
    expect(await record(mergeOrganization(ledger.asOf(day), options))).toMatchObject({ ok: true })
    expect(coveredBy(ledger.asOf(day))).toContainEqual(['g1', 'u2', 'joint'])
  })

  it('merges into what is below without a cycle', async () => {
    const { ledger, record } = await bookOf(group, [founded('deep', { superiorId: 'g1' })])
    const merged = mergeOrganization(ledger.asOf(day), { organizationId: 'g', into: 'deep', reason: '合并' })
    expect(await record(merged)).toMatchObject({ ok: true })
    expect(belonging(ledger.asOf(day))).toMatchObject({ m1: ['deep', 'u1'], deep: 'g1', g1: 'town', g2: 'deep' })
  })

  it('with plans on both sides: what `into` was to cover later it covers now, what was to end still ends', async () => {
    const { ledger, record } = await bookOf(group, plans, [
      draft('CoverageExtended', later, { organizationId: 'g', unitId: 'u3' }),
      draft('CoverageExtended', later, { organizationId: 'g1', unitId: 'u2' }),
    ])
    const intoOther = mergeOrganization(ledger.asOf(day), { organizationId: 'g', into: 'o', reason: '合并' })
    // The plan that `o` reports to `g` one day gives way as well.
    expect(await record(intoOther)).toMatchObject({ ok: true })
    expect(coveredBy(ledger.asOf(day))).toContainEqual(['o', 'u1', 'solo'])
    expect(coveredBy(ledger.asOf(later))).not.toContainEqual(['o', 'u1', 'solo'])
    const intoPlanned = mergeOrganization(ledger.asOf(day), { organizationId: 'g2', into: 'g1', reason: '合并' })
    expect(await record(intoPlanned)).toMatchObject({ ok: true })
    expect(coveredBy(ledger.asOf(day))).toContainEqual(['g1', 'u2', 'solo'])
    expect(belonging(ledger.asOf(later))).toMatchObject({ n1: ['o', 'u1'], m1: ['o', 'u1'], m3: ['o', 'u2'] })
  })
})

describe('move a system', () => {
  const committee = founded('education', { kind: 'committee', category: 'none' })

  it('moves everything directly under one superior, and no total changes', async () => {
    const { ledger, record } = await bookOf(group, [committee])
    const was = totals(ledger.asOf(day))
    const drafts = moveSystem(ledger.asOf(day), { from: 'town', to: 'education' })
    expect(drafts).toHaveLength(2)
    expect(await record(drafts)).toMatchObject({ ok: true })
    expect(belonging(ledger.asOf(day))).toMatchObject({ g: 'education', o: 'education', g1: 'g', town: undefined })
    expect(totals(ledger.asOf(day))).toEqual(was)
  })

  it('moves a list, without what is there already', async () => {
    const { ledger, record } = await bookOf(group, [committee, founded('e', { superiorId: 'education' })])
    const drafts = moveSystem(ledger.asOf(day), { organizationIds: ['g2', 'o', 'e'], to: 'education' })
    expect(drafts).toHaveLength(2)
    expect(await record(drafts)).toMatchObject({ ok: true })
    expect(belonging(ledger.asOf(day))).toMatchObject({ g: 'town', g2: 'education', o: 'education', e: 'education' })
  })

  it('leaves the new superior and what it lies under where they are', async () => {
    const { ledger, record } = await bookOf(group)
    expect(await record(moveSystem(ledger.asOf(day), { from: 'town', to: 'g1' }))).toMatchObject({ ok: true })
    expect(belonging(ledger.asOf(day))).toMatchObject({ g: 'town', g1: 'g', o: 'g1' })
    expect(moveSystem(ledger.asOf(day), { from: 'town', to: 'town' })).toEqual([])
  })

  it('takes along what comes under the old superior later', async () => {
    const { ledger, record } = await bookOf(group, [committee], plans)
    expect(await record(moveSystem(ledger.asOf(day), { from: 'g', to: null }))).toMatchObject({ ok: true })
    expect(belonging(ledger.asOf(later))).toMatchObject({ g1: undefined, g2: undefined, g3: undefined, o: undefined })
  })
})

describe('wind up a unit', () => {
  it('dissolves what covers only it, with what is below and covers nothing; its people work there no longer', async () => {
    const { ledger, record } = await bookOf(group)
    const drafts = windUpUnit(ledger.asOf(day), {
      unitId: 'u1',
      reason: 'bankrupt',
      because: '企业破产',
      peopleTo: 'o',
    })
    expect(await record(drafts)).toMatchObject({ ok: true })
    expect(belonging(ledger.asOf(day))).toEqual({
      m1: ['o', undefined],
      m2: ['o', undefined],
      m3: ['g2', 'u2'],
      m4: ['o', undefined],
      p1: 'o',
      p2: 'o',
      town: undefined,
      g2: 'town',
      o: 'town',
    })
    expect(listedUnits(ledger.asOf(day))).toEqual(['u2', 'u3'])
  })

  it('leaves a joint branch with its other units', async () => {
    const { ledger, record } = await bookOf(group)
    const drafts = windUpUnit(ledger.asOf(day), { unitId: 'u3', reason: 'moved', because: '外迁' })
    expect(drafts).toHaveLength(1)
    expect(await record(drafts)).toMatchObject({ ok: true })
    expect(coveredBy(ledger.asOf(day)).filter(([id]) => id === 'o')).toEqual([['o', 'u2', 'joint']])
  })

  it('leaves an organization that is to cover another unit, and takes back what was planned for what ends', async () => {
    const { ledger, record } = await bookOf(group, plans, [
      draft('HeadcountReported', later, { unitId: 'u1', employees: 20 }),
      draft('CoverageExtended', later, { organizationId: 'g1', unitId: 'u1' }),
    ])
    const drafts = windUpUnit(ledger.asOf(day), {
      unitId: 'u1',
      reason: 'bankrupt',
      because: '企业破产',
      peopleTo: 'o',
    })
    expect(await record(drafts)).toMatchObject({ ok: true })
    expect(belonging(ledger.asOf(later))).toMatchObject({
      n1: ['o', undefined],
      m3: ['o', 'u2'],
      p3: 'o',
      o: 'town',
      g3: 'town',
    })
    const planned = await bookOf(group, [draft('CoverageExtended', later, { organizationId: 'g', unitId: 'u3' })])
    const kept = windUpUnit(planned.ledger.asOf(day), { unitId: 'u1', reason: 'moved', because: '外迁', peopleTo: 'o' })
    expect(await planned.record(kept)).toMatchObject({ ok: true })
    expect(belonging(planned.ledger.asOf(day))).toMatchObject({ g: 'town', g1: 'g', m1: ['o', undefined] })
  })
})
