import { civilDateAt, party, memoryStore, openLedger, restoreLedger, type Ledger, type View } from '@taizhang/core'
import { figureCatalogue, figureRows, scopesOn } from '@taizhang/core/figures'
import { play, scriptArbitrary, districtBook, recordedTexts } from '@taizhang/core/testing'
import { idAttributes, type AnyEvent } from '@taizhang/kernel/define'
import { subjectsOf } from '@taizhang/kernel/internal'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { late, type LateBatch } from '../src/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const asked = fc.record({ script: scriptArbitrary(), days: fc.constantFrom(1, 30, 900), seal: fc.option(fc.nat()) })

const valuesOf = (view: View): Map<string, unknown> =>
  new Map(
    [...figureCatalogue.values()]
      .flatMap((figure) => figureRows(view, figure))
      .map(({ figure, scope, by, value }) => [JSON.stringify([figure, scope, by]), value]),
  )

async function listed({ script, days, seal }: typeof asked extends fc.Arbitrary<infer T> ? T : never) {
  const ledger = await play(script)
  const sealed = seal === null ? undefined : ledger.asOf('2021-01-01', { knownAt: 1 + (seal % ledger.size) })
  return { ledger, days, sealed, list: late(ledger, { days, sealed }) }
}

/** The figures that differ in the whole book before and after a batch; a figure without a row is nothing, and not 0 where its scope is not defined. */
function movedInWhole(ledger: Ledger, { size, asOf }: LateBatch): ReadonlyMap<string, readonly unknown[]> {
  const count = ledger.events().filter(({ recordedFrom }) => recordedFrom === size).length
  const views = [size - count, size].map((knownAt) => ledger.asOf(asOf, { knownAt }))
  const [before, after] = views.map(valuesOf)
  const found = new Map<string, readonly unknown[]>()
  for (const label of new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])) {
    const values = [before, after].map((side) => side?.get(label) ?? 0)
    if (values[0] === values[1]) continue
    const [, scope] = JSON.parse(label) as readonly unknown[]
    const told = [before, after].map((side, at) => {
      const undefinedThere = scope !== null && !scopesOn(views[at] as View).some(({ key }) => key.scopeId === scope)
      return undefinedThere ? null : side?.has(label) ? side.get(label) : 0
    })
    found.set(label, told)
  }
  return found
}

const movedIn = ({ moved }: LateBatch): ReadonlyMap<string, readonly unknown[]> =>
  new Map(moved.map((one) => [JSON.stringify([one.figure, one.scope, one.by]), [one.before, one.after]]))

const byLabel = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)
const sorted = (moved: ReadonlyMap<string, unknown>) => [...moved].toSorted(byLabel)

test(`figures before and after each batch are those of the book known then; seed ${seed}`, async () => {
  let moves = 0
  await fc.assert(
    fc.asyncProperty(asked, async (question) => {
      const { ledger, list } = await listed(question)
      for (const batch of list.batches) {
        const expected = movedInWhole(ledger, batch)
        expect(sorted(movedIn(batch))).toEqual(sorted(expected))
        moves += expected.size
      }
    }),
    { numRuns: 50, seed },
  )
  expect(moves).toBeGreaterThan(50)
})

test(`where a scope was not defined there was nothing, and not 0; seed ${seed}`, async () => {
  let undefinedBefore = 0
  const scopes = scriptArbitrary({ mostly: ['ScopeDefined', 'UnitListed', 'OrganizationFounded', 'EventWithdrawn'] })
  await fc.assert(
    fc.asyncProperty(scopes, async (script) => {
      const ledger = await play(script)
      for (const batch of late(ledger, { days: 1 }).batches) {
        expect(sorted(movedIn(batch))).toEqual(sorted(movedInWhole(ledger, batch)))
        undefinedBefore += batch.moved.filter(({ scope, before }) => scope !== undefined && before === null).length
      }
    }),
    { numRuns: 30, seed },
  )
  expect(undefinedBefore).toBeGreaterThan(10)
})

/** Events about what counts by the category of an organization, which a correction of its founding changes. */
const byCategory = [
  'OrganizationFounded',
  'RoleUnitEstablished',
  'VenueOpened',
  'VenueAssessed',
  'InterviewHeld',
  'DuesPaid',
]

test(`a corrected founding moves what counts by its category; seed ${seed}`, async () => {
  const moved = new Map<string, number>()
  const scripts = scriptArbitrary({ mostly: byCategory }).chain((script) =>
    fc.tuple(fc.constant(script), fc.shuffledSubarray(['enterprise', 'social-organization', 'none'] as const)),
  )
  await fc.assert(
    fc.asyncProperty(scripts, async ([script, categories]) => {
      const ledger = await play(script)
      const foundings = ledger
        .events()
        .filter(({ type, withdrawnBy }) => type === byCategory[0] && withdrawnBy === undefined)
      const options = { now: new Date('2022-01-01T04:00:00Z'), newId: () => crypto.randomUUID(), actor: 'tester' }
      for (const [at, { id, type, effectiveOn, data }] of foundings.entries()) {
        const category = categories[at % 3] ?? 'none'
        await ledger.record(
          [{ type, effectiveOn, data: { ...data, category }, corrects: id, reason: '类别有误' }],
          options,
        )
      }
      for (const batch of late(ledger, { days: 1, sealed: ledger.asOf('2021-12-31', { knownAt: 1 }) }).batches) {
        expect(sorted(movedIn(batch))).toEqual(sorted(movedInWhole(ledger, batch)))
        const correction = batch.late.some(({ event }) => ledger.event(event)?.corrects !== undefined)
        if (correction) for (const { figure } of batch.moved) moved.set(figure, (moved.get(figure) ?? 0) + 1)
      }
    }),
    { numRuns: 100, seed },
  )
  for (const figure of ['role-units', 'service-centers', 'dues-paid', 'dossiers'])
    expect([figure, (moved.get(figure) ?? 0) > 0]).toEqual([figure, true])
})

test('what an event names is found again in the facts that it changes', () => {
  let compared = 0
  const definitions: Iterable<AnyEvent> = party.events.values()
  for (const definition of definitions) {
    const { type, changes } = definition
    const example = definition.example as Readonly<Record<string, unknown>>
    const subjects = new Set(subjectsOf(definition, example))
    for (const { relation, key, values } of changes(
      example,
      { id: 'e', type, book: 'b', effectiveOn: '2021-01-01' },
      party.rules,
    )) {
      // A fact is found by its key as well, so what only repeats that need not be an id.
      for (const id of Object.values(key)) subjects.delete(id)
      const named = Object.keys(values).filter((name) => subjects.has(String(values[name])))
      expect([type, named.filter((name) => !idAttributes(relation).includes(name))]).toEqual([type, []])
      compared += named.length
    }
  }
  expect(compared).toBeGreaterThan(10)
})

test('a rate is told with its fraction, before and after', async () => {
  const ledger = await play([])
  const options = { now: new Date('2021-06-30T04:00:00Z'), newId: () => crypto.randomUUID(), actor: 'tester' }
  for (const unitId of ['u1', 'u2']) {
    const data = { unitId, kind: 'enterprise', name: unitId }
    await ledger.record([{ type: 'UnitListed', effectiveOn: '2020-01-01', data }], options)
  }
  const founded = { organizationId: 'o1', name: 'o1', kind: 'branch', formation: 'solo', category: 'enterprise' }
  const draft = { type: 'OrganizationFounded', effectiveOn: '2020-06-01', data: { ...founded, unitIds: ['u1'] } }
  await ledger.record([draft], options)
  const moved = late(ledger, { days: 30 }).batches.at(-1)?.moved
  expect(moved?.find(({ figure }) => figure === 'organization-coverage')).toMatchObject({
    before: '0.0',
    after: '50.0',
    part: [0, 1],
    whole: [2, 2],
  })
})

test('a district typed in late is counted batch by batch, and says how far it is', async () => {
  const store = memoryStore()
  const filed = [...districtBook({ size: 600, seed: 7 })].map((one) => ({ ...one, filedOn: '2026-06-01' }))
  if (!(await restoreLedger(store, recordedTexts(filed, { book: '330110', batch: 5 }))).ok) throw new Error('refused')
  const ledger = await openLedger(store, { book: '330110' })
  const progress: number[] = []
  const { batches } = late(ledger, { days: 30, onProgress: (done, of) => progress.push(done / of) })
  expect(batches).toHaveLength(120)
  expect(progress).toEqual(batches.map((_, at) => at / batches.length))
  for (const batch of batches.filter((_, at) => at % 12 === 5))
    expect(sorted(movedIn(batch))).toEqual(sorted(movedInWhole(ledger, batch)))
})

/** The day from which an event changes something, by the words of the command's description. */
function reach(ledger: Ledger, position: number): string {
  const event = ledger.event(position)
  if (!event) throw new Error(`there is no event ${position}`)
  const taken = event.type === 'EventWithdrawn' ? String(event.data['eventId']) : event.corrects
  const target = ledger.events().find(({ id }) => id === taken)
  if (event.type === 'EventWithdrawn') return target?.effectiveOn ?? ''
  return target && target.effectiveOn < event.effectiveOn ? target.effectiveOn : event.effectiveOn
}

test(`what came late is listed, and nothing else; seed ${seed}`, async () => {
  const events = { late: 0, inTime: 0 }
  await fc.assert(
    fc.asyncProperty(asked, async (question) => {
      const { ledger, days, sealed, list } = await listed(question)
      const found = list.batches.flatMap((batch) => batch.late.map(({ event }) => event))
      const expected = ledger
        .events()
        .slice(sealed ? sealed.size : 1)
        .filter(({ position, recordedAt, type }) => {
          if (type === 'LedgerOpened') return false
          const [from, to] = [reach(ledger, position), civilDateAt(recordedAt)].map((day) => Date.parse(day))
          const isLate = (Number(to) - Number(from)) / 86_400_000 > days
          return isLate || (sealed !== undefined && reach(ledger, position) <= civilDateAt(sealed.knownAt))
        })
      expect(found).toEqual(expected.map(({ position }) => position))
      events.late += found.length
      events.inTime += ledger.size - found.length
      // What an event takes back stands beside it.
      const told = list.batches.flatMap((batch) => batch.late)
      for (const { event, takesBack } of told) {
        const { corrects, data, type } = ledger.event(event) ?? {}
        const target = type === 'EventWithdrawn' ? String(data?.['eventId']) : corrects
        expect(takesBack?.map((position) => ledger.event(position)?.id)).toEqual(target && [target])
      }
      const positions = new Set(told.flatMap(({ event, takesBack = [] }) => [event, ...takesBack]))
      expect(list.events.map(({ position }) => position)).toEqual([...positions].toSorted((a, b) => a - b))
    }),
    { numRuns: 60, seed },
  )
  expect(Math.min(events.late, events.inTime)).toBeGreaterThan(60)
})
