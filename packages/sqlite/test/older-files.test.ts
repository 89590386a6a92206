import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { draft, openLedger, party, type RecordOptions } from '@taizhang/core'
import { coverageOn } from '@taizhang/core/figures'
import { extendDomain } from '@taizhang/kernel/define'
import { idOf } from '@taizhang/testkit'
import { afterAll, expect, test } from 'vitest'
import { readTables, sqliteStore, tableFacts, type SqliteStore } from '../src/index.ts'
import { inspected, states } from './inspected.ts'
import { rowsOf } from './rows-of.ts'

const folder = mkdtempSync(join(tmpdir(), 'taizhang-older-'))
afterAll(() => rmSync(folder, { recursive: true }))

/**
 * Files that the last program of schema 5 wrote: a sample district of 150 events in batches of up to seven, one of them corrected and one
 * withdrawn; in the second with a snapshot. Beside them what that program said of both.
 */
const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'fixtures', name))
const said = JSON.parse(fixture('schema-5.json').toString()) as {
  readonly asOf: string
  readonly size: number
  readonly root: string
  readonly coverage: unknown
  readonly rows: Readonly<Record<string, number>>
}
const files = ['schema-5', 'schema-5-snapshot']
for (const name of files) writeFileSync(join(folder, name), gunzipSync(fixture(`${name}.ledger.gz`)))

const book = { book: 'district' }
const options: RecordOptions = { now: new Date('2026-02-01T00:00:00Z'), newId: () => idOf(900_001), actor: 'tester' }
const allHold = { file: 'held', tree: 'held', tables: 'held' }

const fromTables = (store: SqliteStore): unknown =>
  readTables(store, 'district', { asOf: said.asOf }, ({ ofDay }) => coverageOn(ofDay))?.answer
const rowCounts = (store: SqliteStore): Record<string, number> =>
  Object.fromEntries(
    Object.keys(said.rows).map((table) => [
      table,
      Number(store.database.prepare(`SELECT count(*) AS n FROM "${table}"`).get()?.['n']),
    ]),
  )

/** A domain that an extension knows more of, and one whose version has been counted up. */
const extended = extendDomain(party, { name: 'local', version: 1 })
const counted = { ...party, version: 'party@2' }

// Its tables have not the columns of today: they are not read, and made anew with the next batch.
test.each(files.flatMap((name) => [party, extended].map((domain) => [name, domain.version, domain] as const)))(
  '%s answers %s from its events and holds, read only; its tables are not compared',
  async (name, _version, domain) => {
    const store = sqliteStore(join(folder, name), { domain, readOnly: true })
    expect(fromTables(store)).toBe(undefined)
    const ledger = await openLedger(store, book)
    expect([ledger.size, coverageOn(ledger.asOf(said.asOf))]).toEqual([said.size, said.coverage])
    expect(states(await inspected(store, ledger))).toEqual({ ...allHold, tables: 'unable' })
    await store.close()
  },
)

test.each(files.flatMap((name) => [party, extended, counted].map((domain) => [name, domain.version, domain] as const)))(
  '%s takes events of %s, and all holds',
  async (name, version, domain) => {
    const path = join(folder, `${name}-${version.length}-${files.indexOf(name)}`)
    copyFileSync(join(folder, name), path)
    const store = sqliteStore(path, { domain })
    expect(Buffer.from((await store.tree.root('ledger-district', said.size)) ?? []).toString('hex')).toBe(said.root)
    expect(rowCounts(store)).toEqual(said.rows)
    const ledger = await openLedger(store, book)
    const unit = draft('UnitListed', '2022-01-01', { unitId: 'neu', kind: 'enterprise', name: '新' })
    expect(await ledger.record([unit], options)).toMatchObject({ ok: true, size: said.size + 1 })
    const { figure_delta: _, ...others } = said.rows
    expect(rowCounts(store)).toMatchObject({
      ...others,
      batch: 26,
      live_event: 152,
      unit: 22,
    })
    const facts = tableFacts(store, 'district', { knownAt: ledger.size })
    expect(rowsOf(facts)).toEqual(rowsOf(ledger.asOf(said.asOf).facts))
    expect(fromTables(store)).toEqual(coverageOn(ledger.asOf(said.asOf)))
    expect(states(await inspected(store, ledger))).toEqual(allHold)
    await store.close()
  },
)
