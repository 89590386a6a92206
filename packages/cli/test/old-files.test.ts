import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import told from '../../sqlite/test/fixtures/schema-5.json' with { type: 'json' }
import { run } from './taizhang.ts'

/** A file that the program of 30 November 2026 wrote, with the export that it wrote of it then. */
const fixture = (name: string): Buffer => readFileSync(new URL(`../../sqlite/test/fixtures/${name}`, import.meta.url))
const exported = fixture('schema-5.ndjson').toString('utf8')
const root = Buffer.from(told.root, 'hex').toString('base64')
const now = new Date('2026-12-01T00:00:00Z')

const folder = mkdtempSync(join(tmpdir(), 'taizhang-old-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function json(...args: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await run([...args, '--format', 'json'], { now })
  expect([code, stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}

/** Its tables are of an earlier program, which had other columns: they cannot be compared until the next batch makes them anew. */
async function verifiedButTables(ledger: string): Promise<unknown> {
  const { code, stdout, stderr } = await run(['verify', ledger, '--format', 'json'], { now })
  expect([code, JSON.parse(stderr)]).toMatchObject([6, { code: 'not-checked', checks: ['tables'] }])
  return JSON.parse(stdout)
}

test('an old file answers and exports as it did, its events verify, and it is recorded into', async () => {
  const ledger = join(folder, 'district.ledger')
  writeFileSync(ledger, gunzipSync(fixture('schema-5.ledger.gz')))
  expect(await json('coverage', ledger, '--as-of', told.asOf)).toMatchObject(told.coverage)
  expect(await run(['export', ledger], { now })).toMatchObject({ code: 0, stdout: exported })
  expect(await verifiedButTables(ledger)).toMatchObject({ size: told.size, root })

  const listed = {
    type: 'UnitListed',
    effectiveOn: '2022-07-01',
    data: { unitId: 'new-1', kind: 'enterprise', name: '新' },
  }
  const stdin = `${JSON.stringify(listed)}\n`
  expect(await run(['record', ledger, '-'], { now, stdin })).toMatchObject({ code: 0 })
  expect(await json('verify', ledger)).toMatchObject({ size: told.size + 1 })
  const { stdout } = await run(['export', ledger], { now })
  expect(stdout.startsWith(exported)).toBe(true)
})

test('an old export is restored, and is the same again', async () => {
  const ledger = join(folder, 'restored.ledger')
  expect(await run(['restore', ledger, '-'], { now, stdin: exported })).toMatchObject({ code: 0 })
  expect(await run(['export', ledger], { now })).toMatchObject({ code: 0, stdout: exported })
  expect(await json('verify', ledger)).toMatchObject({ size: told.size, root })
  expect(await json('coverage', ledger, '--as-of', told.asOf)).toMatchObject({ scopes: told.coverage.scopes })
})
