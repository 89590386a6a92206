import { copyFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { folder, makeDistrict, run } from './taizhang.ts'

const { path, remove } = folder()
const ledger = path('district.ledger')
/** The same events; what its tables hold is known not to be all of them. */
const lagging = path('lagging.ledger')

const change = (file: string, sql: string): void => {
  const db = new DatabaseSync(file)
  db.exec(sql)
  db.close()
}

beforeAll(async () => {
  await makeDistrict(ledger)
  change(ledger, 'PRAGMA wal_checkpoint(TRUNCATE)')
  copyFileSync(ledger, lagging)
  change(lagging, 'DELETE FROM batch WHERE size > 1')
})
afterAll(remove)

test.each([
  [],
  ['--as-of', '2019-02-01'],
  ['--as-of', '1921-07-23'],
  ['--scope', 'enterprise'],
  ['--scope', 'firms'],
  ['--known-at', '5', '--scope', 'firms'],
  ...['0', '1', '5', '22', '23', '2021-06-29', '2021-06-30', '2021-06-30T04:00:30Z', '2021-06-30T12:02:00+08:00'].map(
    (known) => ['--known-at', known],
  ),
])('the tables alone give the answer that the events give: %j %j', async (...options) => {
  for (const format of ['table', 'json', 'ndjson', 'csv']) {
    const args = [...options, '--format', format]
    const [ofTables, ofEvents] = await Promise.all([
      run(['coverage', ledger, ...args]),
      run(['coverage', lagging, ...args]),
    ])
    expect({ ...ofTables, stderr: ofTables.stderr.replaceAll(ledger, '') }).toEqual({
      ...ofEvents,
      stderr: ofEvents.stderr.replaceAll(lagging, ''),
    })
    expect(ofTables.stdout + ofTables.stderr).not.toBe('')
  }
})

const coverage = async (file: string): Promise<string> =>
  (await run(['coverage', file, '--as-of', '2021-06-30', '--format', 'json'])).stdout

test('only the tables are asked where they know the whole book, and the events where they do not', async () => {
  const changed = 'UPDATE figure_delta SET delta = delta + 1'
  const [tables, events] = [path('tables.ledger'), path('events.ledger')]
  copyFileSync(ledger, tables)
  copyFileSync(lagging, events)
  for (const file of [tables, events]) change(file, changed)
  expect(await coverage(tables)).not.toBe(await coverage(ledger))
  expect(await coverage(events)).toBe(await coverage(ledger))
  expect((await run(['verify', tables, '--format', 'json'])).code).toBe(3)
})
