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
    expect({ ...ofTables, stderr: ofTables.stderr.replaceAll(ledger, ''), stdout: said(ofTables.stdout) }).toEqual({
      ...ofEvents,
      stderr: ofEvents.stderr.replaceAll(lagging, ''),
      stdout: said(ofEvents.stdout),
    })
    expect(ofTables.stdout + ofTables.stderr).not.toBe('')
    // Each says what it read, if it has anything to say.
    const tells = ofTables.code === 0 && said(ofTables.stdout) !== ofTables.stdout
    expect(ofTables.stdout !== ofEvents.stdout).toBe(tells)
  }
})

/** An answer without what says where it was read. */
const said = (text: string): string =>
  text.replace(/读自数据表.*\n/, '').replaceAll(/\b(tables|events)(?="|\r|$)/g, '*')

test('it says in words, in JSON and in CSV what it read', async () => {
  for (const [file, read] of [
    [ledger, 'tables'],
    [lagging, 'events'],
  ] as const) {
    expect(JSON.parse((await run(['coverage', file, '--format', 'json'])).stdout)).toMatchObject({ read })
    expect((await run(['coverage', file, '--format', 'csv'])).stdout).toMatch(new RegExp(`,${read}\r\n$`))
    const tables = read === 'tables'
    expect((await run(['coverage', file, '--lang', 'zh'])).stdout.includes('读自数据表')).toBe(tables)
    expect((await run(['coverage', file, '--lang', 'en'])).stdout.includes('Read from the tables')).toBe(tables)
  }
})

test.each([
  'DELETE FROM figure_delta',
  "DELETE FROM figure_delta WHERE figure = 'units-covered' AND rowid_of = 0",
  "INSERT INTO figure_delta SELECT book, recorded_from, figure, scope, '2018-01-01', 5 FROM figure_delta LIMIT 1",
  "INSERT INTO figure_delta SELECT book, 3, 'members', scope, '2018-01-01', 5 FROM figure_delta LIMIT 1",
  'INSERT INTO figure_sum SELECT book, 0, 4096, figure, scope, day, 5, 1 FROM figure_delta LIMIT 1',
  "DELETE FROM scope WHERE scope_id = 'enterprise'",
  "INSERT INTO scope SELECT book, 'mine', name, unit_kinds, counts_formations, denominator, conditions, valid_from, valid_to, recorded_from, recorded_to, opened_by, closed_by, begun_on, begun_by FROM scope LIMIT 1",
  'DELETE FROM batch WHERE size < 5',
  'INSERT INTO batch SELECT book, size - 1, recorded_at, 0, NULL, scope_rows FROM batch WHERE size > 5',
  'DELETE FROM unit; DELETE FROM coverage; DELETE FROM membership',
])('rows added or taken away change no answer: %s', async (sql) => {
  const file = path(`changed${changes++}.ledger`)
  copyFileSync(ledger, file)
  change(file, sql.replace('rowid_of = 0', 'recorded_from = (SELECT max(recorded_from) FROM figure_delta)'))
  for (const known of [[], ['--known-at', '5'], ['--known-at', '21'], ['--known-at', '2021-06-30T04:00:30Z']]) {
    const args = ['--as-of', '2021-06-30', '--format', 'json', ...known]
    const [before, after] = await Promise.all([run(['coverage', ledger, ...args]), run(['coverage', file, ...args])])
    expect([after.code, said(after.stdout)]).toEqual([before.code, said(before.stdout)])
  }
})
let changes = 0

const coverage = async (file: string): Promise<string> =>
  (await run(['coverage', file, '--as-of', '2021-06-30', '--format', 'json'])).stdout

test('only the tables are asked where they know the whole book, and the events where they do not', async () => {
  const changed = 'UPDATE figure_delta SET delta = delta + 1'
  const [tables, events] = [path('tables.ledger'), path('events.ledger')]
  copyFileSync(ledger, tables)
  copyFileSync(lagging, events)
  for (const file of [tables, events]) change(file, changed)
  expect(await coverage(tables)).not.toBe(await coverage(ledger))
  expect(said(await coverage(events))).toBe(said(await coverage(ledger)))
  expect((await run(['verify', tables, '--format', 'json'])).code).toBe(3)
})
