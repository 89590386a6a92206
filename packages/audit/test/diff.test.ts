import { knownLive } from '@taizhang/kernel/internal'
import { plusDays, type Ledger, type View, type Draft } from '@taizhang/core'
import { figureCatalogue, figureRows, plus, type FigureRow, type Figure } from '@taizhang/core/figures'
import { play, scriptArbitrary, smallUniverse } from '@taizhang/core/testing'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leading } from '../src/diff/events-between.ts'
import { diff, type Difference, type SubjectDifference } from '../src/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const numRuns = 100
const days = [...new Set(smallUniverse.days.flatMap((day) => [plusDays(day, -1), day])), '2025-01-01']

/** Two views of a random book: one or both times differ. */
const asked = fc.record({
  script: scriptArbitrary(),
  days: fc.tuple(fc.constantFrom(...days), fc.constantFrom(...days)),
  sizes: fc.tuple(fc.nat(), fc.nat()),
  varies: fc.constantFrom('day', 'size', 'both'),
})

async function twoViews({
  script,
  days: [a, b],
  sizes: [x, y],
  varies,
}: typeof asked extends fc.Arbitrary<infer T> ? T : never) {
  const ledger = await play(script)
  const sizeOf = (pick: number): number => 1 + (pick % ledger.size)
  const [small, large] = sizeOf(x) < sizeOf(y) ? [sizeOf(x), sizeOf(y)] : [sizeOf(y), sizeOf(x)]
  const [early, late] = a < b ? [a, b] : [b, a]
  const first = ledger.asOf(varies === 'size' ? late : early, { knownAt: varies === 'day' ? large : small })
  return { ledger, first, second: ledger.asOf(late, { knownAt: large }) }
}

const amountOf = (value: FigureRow['value'], qualifier?: string): string => `${value ?? 0}${qualifier ?? ''}`

/** Each figure with its qualifier; nothing is as good as 0. */
const valuesOf = (view: View): Map<string, string> =>
  new Map(
    [...figureCatalogue.values()]
      .flatMap((figure) => figureRows(view, figure))
      .map(({ figure, scope, by, ...row }) => [
        JSON.stringify([figure, scope, by]),
        amountOf(row.value, row.qualifier),
      ]),
  )

const sum = (numbers: readonly number[]): number => numbers.reduce(plus, 0)
const labelOf = ({ figure, scope, by }: Difference): string => JSON.stringify([figure, scope, by])

test(`every figure that differs is there, with both values; seed ${seed}`, async () => {
  let differed = 0
  await fc.assert(
    fc.asyncProperty(asked, async (question) => {
      const { ledger, first, second } = await twoViews(question)
      const [before, after] = [valuesOf(first), valuesOf(second)]
      const both = (label: string): readonly string[] => [before, after].map((values) => values.get(label) ?? '0')
      const labels = [...new Set([...before.keys(), ...after.keys()])]
      const differing = labels.filter((label) => new Set(both(label)).size > 1)
      const { differences } = diff(ledger, first, second)
      differed += differing.length
      const told = new Map(differences.map((one) => [labelOf(one), one]))
      for (const label of differing) {
        const one = told.get(label)
        const values = one && [amountOf(one.first, one.firstQualifier), amountOf(one.second, one.secondQualifier)]
        expect([label, values]).toEqual([label, both(label)])
      }
      // A rate may be printed as the same and be another fraction.
      const counts = differences.filter(({ measure }) => measure !== 'percent').map(labelOf)
      expect(counts.filter((label) => !differing.includes(label))).toEqual([])
    }),
    { numRuns, seed },
  )
  expect(differed).toBeGreaterThan(numRuns)
})

test(`sums add up to the difference, always; seed ${seed}`, async () => {
  let compared = 0
  let byFact = 0
  await fc.assert(
    fc.asyncProperty(asked, async (question) => {
      const { ledger, first, second } = await twoViews(question)
      for (const one of diff(ledger, first, second).differences) {
        expect(sum(one.steps.map(({ difference }) => difference))).toBe(one.difference)
        const [part, whole] = [one.part ?? [Number(one.first), Number(one.second)], one.whole ?? [0, 0]]
        expect(one.difference).toBe(plus(part[1] ?? 0, -(part[0] ?? 0)))
        expect(one.wholeDifference ?? 0).toBe(plus(whole[1] ?? 0, -(whole[0] ?? 0)))
        for (const { difference, wholeDifference, subjects } of one.steps) {
          const sumOf = (of: SubjectDifference['of']): number =>
            sum(subjects.filter((subject) => subject.of === of).map((subject) => plus(subject.second, -subject.first)))
          expect(sumOf(one.part ? 'part' : undefined)).toBe(difference)
          expect(sumOf('whole')).toBe(wholeDifference ?? 0)
          // What a stock counts is told by its fact, or by its group where that counts once; never by both.
          const isStock = figureCatalogue.get(one.figure)?.kind === 'stock'
          for (const { subject, group } of subjects) {
            const told = Number(subject !== undefined) + Number(group !== undefined)
            expect([one.figure, told <= 1, told === 1 || !isStock]).toEqual([one.figure, true, true])
            if (isStock && subject) byFact++
          }
        }
        compared++
      }
    }),
    { numRuns, seed },
  )
  expect(compared).toBeGreaterThan(numRuns)
  expect(byFact).toBeGreaterThan(numRuns)
})

/** Whether the event is new in the second view, or was taken back by it. */
function explains(ledger: Ledger, first: View, second: View, position: number): boolean {
  const event = ledger.event(position)
  if (!event || event.recordedFrom > second.size) return false
  const isNew = event.recordedFrom > first.size
  const tookEffect = first.asOf < event.effectiveOn && event.effectiveOn <= second.asOf
  const takenBack = knownLive(event, first.size) && !knownLive(event, second.size)
  return isNew || tookEffect || takenBack
}

type Step = Difference['steps'][number]
const subjectsOfStep = ({
  because,
  subjects,
}: Step): readonly { readonly because: Step['because']; readonly subject: SubjectDifference }[] =>
  subjects.map((subject) => ({ because, subject }))

test(`each difference is explained by events that are new, took effect or were taken back in between; seed ${seed}`, async () => {
  let told = 0
  await fc.assert(
    fc.asyncProperty(asked, async (question) => {
      const { ledger, first, second } = await twoViews(question)
      const { differences, events } = diff(ledger, first, second)
      const named = new Set(events.map(({ position }) => position))
      for (const { figure, steps } of differences) {
        for (const { because, subject } of steps.flatMap(subjectsOfStep)) {
          expect(subject.events.filter((position) => !named.has(position))).toEqual([])
          expect(subject.events.length).toBeGreaterThan(0)
          // A review lapses after a year without any event.
          if (figure === 'dossiers-reviewed') continue
          // What is the same on both sides is named only where nothing else is.
          const old = subject.events.filter((position) => !explains(ledger, first, second, position))
          expect([figure, subject, old]).toEqual([figure, subject, []])
          told++
          // A correction stands with what it corrects, but where it was known on both sides and only its day has come.
          if (because === 'time') continue
          for (const position of subject.events) {
            const { corrects, recordedFrom = 0 } = ledger.event(position) ?? {}
            if (corrects === undefined || recordedFrom <= first.size) continue
            expect(subject.events).toContain(ledger.eventById(corrects)?.position)
          }
        }
      }
    }),
    { numRuns, seed },
  )
  expect(told).toBeGreaterThan(numRuns)
})

test(`of what is behind both states nothing is named for want of something better; seed ${seed}`, async () => {
  let [apart, alike] = [0, 0]
  await fc.assert(
    fc.asyncProperty(asked, fc.array(fc.tuple(fc.nat(), fc.nat(3))), async (question, picks) => {
      const { ledger, first, second } = await twoViews(question)
      const sides = new Map(picks.map(([pick, side]) => [pick % ledger.size, side]))
      const [before, after] = [1, 2].map((bit) => [...sides.keys()].filter((at) => ((sides.get(at) ?? 0) & bit) > 0))
      const { oneSided } = leading(ledger, { because: 'knowledge', from: first, to: second }, before ?? [], after ?? [])
      const alone = [...sides].filter(([, side]) => side === 1 || side === 2).map(([at]) => at)
      expect(oneSided.toSorted((a, b) => a - b)).toEqual(alone.toSorted((a, b) => a - b))
      apart += alone.length
      alike += [...sides.values()].filter((side) => side === 3).length
    }),
    { numRuns: 20, seed },
  )
  expect(Math.min(apart, alike)).toBeGreaterThan(5)
})

const options = { now: new Date('2021-06-30T04:00:00Z'), newId: () => crypto.randomUUID(), actor: 'tester' }

async function record(ledger: Ledger, ...drafts: readonly Draft[]): Promise<readonly number[]> {
  const { size } = ledger
  const outcome = await ledger.record(drafts, options)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
  return drafts.map((_, at) => size + at)
}

const figureOf = (id: string): Figure => figureCatalogue.get(id) as Figure
const founding = { organizationId: 'o1', name: 'o1', kind: 'branch', formation: 'solo', category: 'enterprise' }
const founded = (effectiveOn: string, change: object = {}): Draft => ({
  type: 'OrganizationFounded',
  effectiveOn,
  data: { ...founding, unitIds: [], ...change },
})

describe('the events that are named', () => {
  test.each([
    ['2020-04-01', '2020-03-01'],
    ['2020-04-01', '2020-05-01'],
    ['2020-06-01', '2020-03-01'],
  ])('of a founding moved, as of %s, to %s: both, and which corrects which', async (day, moved) => {
    const ledger = await play([])
    const [first = 0] = await record(ledger, founded(day === '2020-06-01' ? '2020-07-01' : '2020-05-02'))
    const before = ledger.asOf(moved === '2020-05-01' ? '2020-05-01' : day)
    const corrects = ledger.event(first)?.id
    const [second = 0] = await record(ledger, { ...founded(moved), corrects, reason: '日期有误' })
    const { events } = diff(ledger, before, ledger.asOf(before.asOf))
    expect(events.map(({ position }) => position)).toEqual([first, second])
    expect(events.map((event) => [event.withdrawnBy, event.corrects])).toEqual([
      [ledger.event(second)?.id, undefined],
      [undefined, corrects],
    ])
  })

  test('of a scope that is defined: its definition, and none of what it counts', async () => {
    const ledger = await play([])
    const data = { kind: 'enterprise', name: 'u' }
    for (const unitId of ['u1', 'u2', 'u3'])
      await record(ledger, { type: 'UnitListed', effectiveOn: '2020-01-01', data: { ...data, unitId } })
    await record(ledger, founded('2020-02-01', { unitIds: ['u1'] }))
    const before = ledger.asOf('2021-01-01')
    const scope = {
      scopeId: 'all',
      name: '全部',
      unitKinds: ['enterprise'],
      countsFormations: ['solo'],
      denominator: 'listed',
    }
    const named = await record(ledger, { type: 'ScopeDefined', effectiveOn: '2020-12-01', data: scope })
    const { differences, events } = diff(ledger, before, ledger.asOf('2021-01-01'))
    expect(differences.length).toBeGreaterThan(4)
    expect(events.map(({ position }) => position)).toEqual(named)
  })

  test.each([
    ['that was recorded last', '2020-02-01', ['delisted', 'renamed']],
    ['that took effect on the day itself', '2020-03-01', ['renamed', 'delisted']],
  ])('of a delisting taken back: it and its withdrawal, and no renaming %s', async (_, renamedOn, order) => {
    const ledger = await play([])
    const unitId = 'u1'
    const data = { unitId, kind: 'enterprise', name: 'u' }
    await record(ledger, { type: 'UnitListed', effectiveOn: '2020-01-01', data })
    const renamed: Draft = { type: 'UnitRenamed', effectiveOn: renamedOn, data: { unitId, name: '新名' } }
    const delisted: Draft = { type: 'UnitDelisted', effectiveOn: '2020-03-01', data: { unitId, reason: 'moved' } }
    for (const name of order) await record(ledger, name === 'renamed' ? renamed : delisted)
    const before = ledger.asOf('2020-03-01')
    const gone = ledger.events().find(({ type }) => type === 'UnitDelisted')
    const withdrawal = { eventId: gone?.id ?? '', reason: '有误' }
    const [taken] = await record(ledger, { type: 'EventWithdrawn', effectiveOn: '2020-03-01', data: withdrawal })
    const figures = [figureOf('units-listed')]
    const { differences, events } = diff(ledger, before, ledger.asOf('2020-03-01'), { figures })
    expect(differences.map(({ first, second }) => [first, second])).toContainEqual([0, 1])
    expect(events.map(({ position }) => position)).toEqual([gone?.position, taken])
  })

  test('of what ended: what ended it, and nothing that was taken back only later', async () => {
    const ledger = await play([])
    const data = { unitId: 'u1', kind: 'enterprise', name: 'u' }
    const [listed = 0] = await record(ledger, { type: 'UnitListed', effectiveOn: '2020-01-01', data })
    const left = { unitId: 'u1', reason: 'moved' }
    const [ended = 0] = await record(ledger, { type: 'UnitDelisted', effectiveOn: '2020-03-01', data: left })
    const views = ['2020-02-01', '2020-04-01'].map((day) => ledger.asOf(day))
    for (const position of [ended, listed]) {
      const withdrawal = { eventId: ledger.event(position)?.id ?? '', reason: '有误' }
      await record(ledger, { type: 'EventWithdrawn', effectiveOn: '2020-03-01', data: withdrawal })
    }
    const [first, second] = views as [View, View]
    const { differences, events } = diff(ledger, first, second, { figures: [figureOf('units-listed')] })
    expect(differences.length).toBeGreaterThan(0)
    expect(events.map(({ position }) => position)).toEqual([ended])
  })

  test('of what counts by an organization’s category: the correction of its founding', async () => {
    const ledger = await play([])
    const [first = 0] = await record(ledger, founded('2020-02-01', { category: 'none' }))
    const dues = { organizationId: 'o1', amountFen: 1234500 }
    await record(ledger, { type: 'DuesPaid', effectiveOn: '2020-03-01', data: dues })
    const venue = { venueId: 'v1', organizationId: 'o1', kind: 'station', openToNeighbours: false }
    await record(ledger, { type: 'VenueOpened', effectiveOn: '2020-03-01', data: venue })
    const before = ledger.asOf('2021-01-01')
    const correction = { ...founded('2020-02-01'), corrects: ledger.event(first)?.id, reason: '类别有误' }
    const [second = 0] = await record(ledger, correction)
    const figures = ['dues-paid', 'service-centers'].map(figureOf)
    const { differences, events } = diff(ledger, before, ledger.asOf('2021-01-01'), { figures })
    expect(new Set(differences.map(({ figure }) => figure))).toEqual(new Set(['dues-paid', 'service-centers']))
    expect(events.map(({ position }) => position)).toEqual([first, second])
  })
})

test('a rate’s change is told in percentage points, as a whole and step by step', async () => {
  const ledger = await play([])
  for (const [unitId, on] of [
    ['u1', '2020-01-01'],
    ['u2', '2020-01-01'],
    ['u3', '2020-06-01'],
  ] as const)
    await record(ledger, { type: 'UnitListed', effectiveOn: on, data: { unitId, kind: 'enterprise', name: unitId } })
  const first = ledger.asOf('2020-03-01')
  await record(ledger, founded('2020-02-01', { unitIds: ['u1'] }))
  const { differences } = diff(ledger, first, ledger.asOf('2020-07-01'), {
    figures: [figureOf('organization-coverage')],
  })
  expect(differences).toMatchObject([
    { first: '0.0', second: '33.3', points: '33.3', steps: [{ points: '50.0' }, { points: '-16.7' }] },
  ])
})

test(`the same view differs from itself in nothing; seed ${seed}`, async () => {
  let values = 0
  await fc.assert(
    fc.asyncProperty(asked, async (question) => {
      const { ledger, second } = await twoViews(question)
      expect(diff(ledger, second, second).differences).toEqual([])
      values += valuesOf(second).size
    }),
    { numRuns: 30, seed },
  )
  expect(values).toBeGreaterThan(30)
})
