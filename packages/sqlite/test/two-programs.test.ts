import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLedger, openLedger, party, type Facts, type Ledger } from '@taizhang/core'
import { play, scriptArbitrary, type Tried } from '@taizhang/core/testing'
import {
  defineRelation,
  extendDomain,
  set,
  type AnyEvent,
  type AnyRelation,
  type Domain,
} from '@taizhang/kernel/define'
import type { TableChanges } from '@taizhang/kernel/store'
import { idOf } from '@taizhang/testkit'
import * as fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod'
import { sqliteStore, tableFacts, type SqliteStore } from '../src/index.ts'
import { findingsOf, inspected, states } from './inspected.ts'
import { rowsOf } from './rows-of.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const folder = mkdtempSync(join(tmpdir(), 'taizhang-two-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A relation that a program may know besides, and the event of which it keeps something. */
interface Extra {
  readonly relation: AnyRelation
  readonly type: string
}

const extra = (name: string, type: string): Extra => ({
  type,
  relation: defineRelation({
    name,
    title: { zh: name, en: name },
    key: ['subject'],
    attributes: { name: z.string(), weight: z.number(), times: z.int() },
  }),
})
const extras = [
  extra('sighting', 'UnitListed'),
  extra('naming', 'UnitRenamed'),
  extra('founding', 'OrganizationFounded'),
  extra('unseen', 'NeverRecorded'),
]

const keepingOf = (known: readonly Extra[], event: AnyEvent): AnyEvent => ({
  ...event,
  changes: (data: Readonly<Record<string, unknown>>, context, rules) => [
    ...event.changes(data, context, rules),
    ...known
      .filter(({ type }) => type === event.type)
      .map(({ relation }) => {
        const subject = String(data['unitId'] ?? data['organizationId'])
        return set(relation, { subject }, { name: String(data['name']), weight: subject.length / 8, times: 3 })
      }),
  ],
})

/** The Party domain with some relations more, of which each keeps what one kind of event says. */
function domainOf(name: string, known: readonly Extra[]): Domain {
  if (known.length === 0) return party
  const domain = extendDomain(party, { name, version: 1, relations: known.map(({ relation }) => relation) })
  return { ...domain, events: new Map([...domain.events].map(([type, event]) => [type, keepingOf(known, event)])) }
}

let made = 0
const options = (at: Date) => ({ now: at, newId: () => idOf(1_000_000 + made++), actor: 'tester' })

interface Program {
  readonly store: SqliteStore
  ledger: Ledger
}

const factsOf = (facts: Facts, { relations }: Domain): readonly string[] => [
  ...rowsOf(facts),
  ...relations.slice(party.relations.length).flatMap((relation) => {
    const rows = facts
      .rows(relation)
      .map(({ key, attributes, from, to, openedBy, closedBy }) =>
        JSON.stringify([
          relation.name,
          key,
          Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1)),
          from,
          to,
          openedBy,
          closedBy,
        ]),
      )
    return rows.toSorted()
  }),
]

/** Every table that a program knows has what its memory has, at the size that it is at. */
function expectOwn({ store, ledger }: Program): number {
  const size = ledger.size
  for (const { name } of store.projection.units)
    expect([name, store.projection.standsAt('test', name)]).toEqual([name, size])
  const memory = factsOf(ledger.asOf('2021-06-30').facts, store.domain)
  expect(factsOf(tableFacts(store, 'test', { knownAt: size }), store.domain)).toEqual(memory)
  return memory.length
}

const known = fc.subarray(extras)
const allHold = { file: 'held', tree: 'held', tables: 'held' }

test(`two programs of which each knows other relations take turns: each one's tables are its memory's, both verify, nobody makes anew what stands; seed ${seed}`, async () => {
  const compared = { rows: 0, turns: 0, named: 0, findings: 0 }
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      scriptArbitrary({ batches: 10 }),
      fc.tuple(known, known),
      fc.array(fc.record({ turn: fc.nat(1), again: fc.nat(4) }), { minLength: 30, maxLength: 30 }),
      fc.nat(),
      async (script, [a, b], turns, pick) => {
        const tried: Tried[] = []
        await play(script, { onTried: (one) => tried.push(one) })
        const path = join(folder, `${run++}.ledger`)
        const stores = [domainOf('a', a), domainOf('b', b)].map((domain) => sqliteStore(path, { domain, create: true }))
        const [one, two] = stores as [SqliteStore, SqliteStore]
        const opening = { book: 'test', opening: { name: '测试', jurisdiction: 'test' } }
        const at = new Date(Date.UTC(2021, 5, 1, 4))
        const { createLedger: create } = await import('@taizhang/kernel')
        let first = 0
        const ledger = await create(one, opening, { now: at, newId: () => idOf(first++), actor: 'tester' })
        const programs: Program[] = [
          { store: one, ledger },
          { store: two, ledger: await openLedger(two, { book: 'test' }) },
        ]
        for (const [index, { drafts, recordedAt, recorded }] of tried.entries()) {
          const { turn, again } = turns[index % turns.length] ?? { turn: 0, again: 0 }
          const program = programs[turn] as Program
          if (again === 0) program.ledger = await openLedger(program.store, { book: 'test' })
          expect((await program.ledger.record(drafts, options(recordedAt))).ok).toBe(recorded)
          if (!recorded) continue
          compared.turns++
          compared.rows += expectOwn(program)
        }
        for (const { store } of programs) {
          const checks = await inspected(store, { book: 'test' })
          expect(states(checks)).toEqual(allHold)
          compared.named += Number(/not known to this program|left behind|not there yet/.test(checks[2]?.note.en ?? ''))
        }
        compared.findings += await damage(programs[pick % 2] as Program, pick)
        for (const store of stores) await store.close()
        rmSync(path)
      },
    ),
    { numRuns: 25, seed },
  )
  console.log(`compared: ${JSON.stringify(compared)}`)
  expect(Math.min(compared.rows, compared.turns)).toBeGreaterThan(100)
  expect(Math.min(compared.named, compared.findings)).toBeGreaterThan(10)
})

/** A row that is taken away, or added, is a finding. */
async function damage({ store }: Program, pick: number): Promise<number> {
  const { database } = store
  const filled = store.projection.units
    .filter(({ name }) => name !== 'batch' && store.projection.standsAt('test', name) !== undefined)
    .flatMap(({ tables }) => tables.map(([name]) => name))
    .filter((name) => database.prepare(`SELECT 1 FROM "${name}" WHERE book = 'test'`).get())
  const table = filled[pick % filled.length]
  const from = `FROM "${table}" WHERE book = 'test' LIMIT 1`
  const columns = database
    .prepare(`PRAGMA table_info("${table}")`)
    .all()
    .map(({ name }) => String(name))
  const other = columns.map((name) =>
    ['valid_from', 'day'].includes(name) ? "'2019-09-09'" : name === 'position' ? '77' : `"${name}"`,
  )
  const changes = [
    `DELETE FROM "${table}" WHERE book = 'test'`,
    table === 'figure_sum' ? `DELETE FROM "${table}"` : `INSERT INTO "${table}" SELECT ${other.join(', ')} ${from}`,
  ]
  database.exec(changes[pick % 2] ?? '')
  const checks = await inspected(store, { book: 'test' })
  expect([table, findingsOf(checks).length > 0, states(checks)['tables']]).toEqual([table, true, 'failed'])
  return 1
}

test('whoever knows a relation more verifies an untouched file that is only read, and says which table is not there yet', async () => {
  const path = join(folder, 'read-only.ledger')
  const writer = sqliteStore(path, { domain: party, create: true })
  await createLedger(writer, { book: 'test', name: '测试' }, options(new Date('2021-07-05T00:00:00Z')))
  await writer.close()
  const reader = sqliteStore(path, { domain: domainOf('a', extras.slice(0, 1)), readOnly: true })
  const checks = await inspected(reader, { book: 'test' })
  expect([states(checks), checks[2]?.note.en]).toEqual([
    allHold,
    expect.stringContaining('not there yet, to be made when the next batch is recorded: sighting'),
  ])
  await reader.close()
})

/** A store whose changes of tables are kept as they are handed to it, but for those of the batches themselves. */
function watched(store: SqliteStore, seen: TableChanges[]): SqliteStore {
  return {
    ...store,
    append: async (stream, events, how) => {
      seen.push(...(how.changes ?? []).slice(0, -1))
      return store.append(stream, events, how)
    },
    tables: {
      ...store.tables,
      write: async (stream, changes) => {
        const given: TableChanges[] = []
        for await (const change of changes) given.push(change)
        seen.push(...given)
        return store.tables.write(stream, given)
      },
    },
  }
}

test('who knows a relation more works out its rows alone, the first time and at each turn, and the other program nothing', async () => {
  const path = join(folder, 'turns.ledger')
  const [one, two] = [party, domainOf('a', extras.slice(0, 1))].map((domain) =>
    sqliteStore(path, { domain, create: true }),
  ) as [SqliteStore, SqliteStore]
  const seen: [TableChanges[], TableChanges[]] = [[], []]
  const now = new Date('2021-07-05T00:00:00Z')
  await createLedger(one, { book: 'test', name: '测试' }, options(now))
  const list = async ({ ledger }: Program): Promise<void> => {
    const unitId = `u${made}`
    const draft = { id: idOf(1_000_000 + made++), type: 'UnitListed', effectiveOn: '2021-05-01' }
    const data = { unitId, kind: 'enterprise', name: unitId }
    expect(await ledger.record([{ ...draft, data }], options(now))).toMatchObject({ ok: true })
  }
  const first = { store: one, ledger: await openLedger(watched(one, seen[0]), { book: 'test' }) }
  for (let at = 0; at < 150; at++) await list(first)
  seen[0].length = 0
  const second = { store: two, ledger: await openLedger(watched(two, seen[1]), { book: 'test' }) }
  await list(second)
  expect(seen[1]).toHaveLength(151)
  for (let turn = 0; turn < 5; turn++) {
    await list(first)
    await list(first)
    await list(second)
    expectOwn(second)
  }
  // Two events each time that the first program has recorded meanwhile.
  expect([seen[0].length, seen[1].length]).toEqual([0, 151 + 5 * 2])
  for (const { relations, deltas, live, opened, ended } of seen[1]) {
    expect([[...(relations ?? [])], deltas, live]).toEqual([['sighting'], undefined, []])
    expect([...opened, ...ended].filter(({ relation }) => relation !== 'sighting')).toEqual([])
  }
  for (const store of [one, two]) {
    expect(states(await inspected(store, { book: 'test' }))).toEqual(allHold)
    await store.close()
  }
})
