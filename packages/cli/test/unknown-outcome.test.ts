/** A disk that fails while it makes a commit durable: the same is said, and handed over, as where a server does not answer. */
import { readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

import { openLedger, LedgerError, party, type Ledger } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'
import { afterAll, afterEach, expect, test, vi } from 'vitest'

import { folder, run } from './taizhang.ts'

const { path, remove } = folder()
afterAll(remove)
afterEach(() => vi.restoreAllMocks())

/** SQLITE_IOERR_FSYNC */
const syncFailed = 1034

/** Lets the next commit fail, after it was made or before. */
function failCommit({ isMade }: { readonly isMade: boolean }): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with the database below
  const { exec } = DatabaseSync.prototype
  vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql) {
    if (sql !== 'COMMIT') return exec.call(this, sql)
    exec.call(this, isMade ? 'COMMIT' : 'ROLLBACK')
    throw Object.assign(new Error('disk I/O error'), { errcode: syncFailed })
  })
}

const units = (...ids: readonly string[]): string =>
  ids
    .map((unitId) =>
      JSON.stringify({
        type: 'UnitListed',
        effectiveOn: '2020-01-01',
        data: { unitId, kind: 'enterprise', name: unitId },
      }),
    )
    .join('\n')

test.each([true, false])('the command line, where the commit was made: %s', async (isMade) => {
  const ledger = path(`${isMade}.ledger`)
  expect(await run(['init', ledger, '--book', 'b', '--name', '某区'])).toMatchObject({ code: 0 })
  const file = path(`${isMade}.ndjson`)
  writeFileSync(file, units('u1', 'u2'))
  failCommit({ isMade })
  const { code, stderr } = await run(['record', ledger, file, '--format', 'json'])
  vi.restoreAllMocks()
  const error = JSON.parse(stderr) as Readonly<Record<string, unknown>>
  expect({ code, ...error }).toMatchObject({
    code: 'disk-failed',
    recorded: null,
    withIds: path(`${isMade}.with-ids.ndjson`),
  })
  expect(code).toBe(6)
  const lines = readFileSync(String(error['withIds']), 'utf8').trimEnd().split('\n')
  expect(new Set(lines.map((line) => (JSON.parse(line) as { id: string }).id)).size).toBe(2)
  const again = await run(['record', ledger, String(error['withIds']), '--format', 'json'])
  expect(JSON.parse(again.stdout)).toEqual({
    recorded: isMade ? 0 : 2,
    alreadyRecorded: isMade ? 2 : 0,
    size: 3,
  })
})

const idOf = (index: number): string => `00000000-0000-7000-8000-00000000000${index}`

test('a program has the events in the error', async () => {
  const ledgerFile = path('library.ledger')
  await run(['init', ledgerFile, '--book', 'b', '--name', '某区'])
  const store = sqliteStore(ledgerFile, { domain: party })
  const ledger: Ledger = await openLedger(store, { book: 'b' })
  let made = 0
  const options = { now: new Date('2021-07-01T00:00:00Z'), actor: 'a', newId: () => idOf(made++) }
  const drafts = units('u1', 'u2')
    .split('\n')
    .map((line) => JSON.parse(line) as object)
  failCommit({ isMade: true })
  const failed = await ledger.record(drafts, options).catch((error: unknown) => error)
  vi.restoreAllMocks()
  expect(failed).toBeInstanceOf(LedgerError)
  const { aftermath, events, message } = failed as LedgerError
  expect(aftermath).toBe('unknown')
  expect(message).toMatch(/it is not certain whether the events were recorded$/)
  expect(events).toEqual(drafts.map((draft, index) => ({ ...draft, id: idOf(index), actor: 'a' })))
  const other = { ...options, actor: 'somebody else', ownActors: true }
  expect(await ledger.record(events, other)).toMatchObject({ ok: true, recorded: 0, alreadyRecorded: 2, size: 3 })
  await store.close()
})

test('a new book in a new file is certainly not there where making it failed', async () => {
  failCommit({ isMade: true })
  const { code, stderr } = await run(['init', path('new.ledger'), '--book', 'b', '--name', '某区', '--format', 'json'])
  vi.restoreAllMocks()
  expect([code, JSON.parse(stderr)]).toMatchObject([6, { recorded: 0 }])
  expect((await run(['coverage', path('new.ledger')])).code).toBe(4)
})
