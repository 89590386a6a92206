import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, expect, test } from 'vitest'

import { freshSchema, onServer, realServer, skipped } from '../../postgres/test/server.ts'
import { run } from './taizhang.ts'

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}.ndjson`, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'taizhang-'))
const schemas: string[] = []

afterAll(async () => {
  rmSync(folder, { recursive: true })
  const server = await realServer()
  if (!server) return
  const database = onServer(server.url)
  for (const schema of schemas) await database.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
  await database.close()
})

/** A schema of its own in the database. */
async function place(): Promise<string | undefined> {
  const server = await realServer()
  if (!server) return undefined
  const schema = freshSchema()
  schemas.push(schema)
  return `${server.url}${server.url.includes('?') ? '&' : '?'}schema=${schema}`
}

test('a book in PostgreSQL is made, recorded into, looked at, verified, exported and restored as one in a file is', async (context) => {
  const address = (await place()) ?? context.skip(skipped)
  const [file, book] = [join(folder, 'a.ledger'), `${address}&book=330109`]
  const said: Record<string, string[]> = { [file]: [], [book]: [] }
  for (const [ledger, texts] of Object.entries(said)) {
    expect(await run(['init', ledger, '--book', '330109', '--name', '某区'])).toMatchObject({ code: 0 })
    expect(await run(['record', ledger, fixture('district')])).toMatchObject({ code: 0 })
    for (const command of [['coverage'], ['figures'], ['organization', 'o1'], ['history', 'o1']]) {
      const [name = '', ...rest] = command
      const ran = await run([name, ledger, ...rest, '--format', 'json'])
      expect(ran).toMatchObject({ code: 0, stderr: '' })
      texts.push(ran.stdout.replace(/"read": ?"(tables|events)"/, ''))
    }
    expect(await run(['verify', ledger])).toMatchObject({ code: 0 })
  }
  expect(said[book]).toEqual(said[file])

  // The only book of a database need not be named.
  const { stdout: exported } = await run(['export', address])
  expect(exported).toBe((await run(['export', book])).stdout)
  writeFileSync(join(folder, 'export.ndjson'), exported)
  expect(await run(['restore', book, join(folder, 'export.ndjson'), '--format', 'json'])).toMatchObject({ code: 1 })
  const there = `${(await place()) ?? ''}&book=330109`
  expect(await run(['restore', there, join(folder, 'export.ndjson')])).toMatchObject({ code: 0 })
  expect((await run(['export', there])).stdout).toBe(exported)
})

test('what is not there is told of, with nothing of a password', async (context) => {
  const address = (await place()) ?? context.skip(skipped)
  const secret = address.replace('://taizhang@', '://taizhang:secret@')
  expect(await run(['coverage', secret])).toMatchObject({
    code: 4,
    stderr: expect.not.stringContaining('secret') as string,
  })
  expect(await run(['init', address, '--name', '某区'])).toMatchObject({ code: 2 })
})

test('figures of many books are added up, and told by book; a book that does not fit the pattern is left out', async (context) => {
  const address = (await place()) ?? context.skip(skipped)
  for (const book of ['330109', '330110', '440101']) {
    expect(await run(['init', `${address}&book=${book}`, '--name', book])).toMatchObject({ code: 0 })
    expect(await run(['record', `${address}&book=${book}`, fixture('district')])).toMatchObject({ code: 0 })
  }
  interface Row {
    readonly figure: string
    readonly scope?: string
    readonly by?: { readonly book: string }
    readonly value: number | string | null
  }
  const rows = async (...args: readonly string[]): Promise<readonly Row[]> => {
    const { code, stdout, stderr } = await run(['figures', ...args, '--format', 'json'])
    expect([code, stderr]).toEqual([0, ''])
    return JSON.parse(stdout) as readonly Row[]
  }
  const ids = ['units-listed', 'organization-coverage']
  const own = await rows(`${address}&book=330109`, ...ids)
  const both = await rows(address, ...ids, '--books', '3301*', '--by', 'book')
  const units = own.filter(({ figure, value }) => figure === 'units-listed' && Number(value) > 0)
  expect(units.length).toBeGreaterThan(0)
  for (const { figure, scope, value } of own) {
    const of = both.filter((row) => row.figure === figure && row.scope === scope)
    expect(of.map(({ by }) => by?.book)).toEqual(['330109', '330110', undefined])
    // Twice the same district: twice as many units, and the same rates.
    const all = figure === 'units-listed' ? 2 * Number(value) : value
    expect(of.map((row) => row.value)).toEqual([value, value, all])
  }
  expect(await rows(address, ...ids, '--books', '3301*')).toEqual(both.filter(({ by }) => by === undefined))
  expect(await run(['figures', address, '--books', 'x*'])).toMatchObject({ code: 4 })
  expect(await run(['figures', address, '--books', '*', '--where', 'town=x'])).toMatchObject({ code: 2 })
  expect(await run(['figures', address, 'dues-paid', '--books', '*'])).toMatchObject({ code: 2 })
  expect(await run(['figures', join(folder, 'a.ledger'), '--books', '*'])).toMatchObject({ code: 2 })
})
