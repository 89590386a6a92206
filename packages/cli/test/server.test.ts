import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'

import { eventStoreDbStore, parseAddress } from '@taizhang/eventstoredb'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { startDouble, type Double } from '../../eventstoredb/test/double/start-double.ts'
import { run, taizhang } from './taizhang.ts'

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}.ndjson`, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'taizhang-'))

let double: Double
let address: string
const book = (code: string): string => address.replace('?', `/${code}?`)

beforeAll(async () => {
  double = await startDouble()
  address = double.address
})
afterAll(async () => {
  await double.stop()
  rmSync(folder, { recursive: true })
})

test('a book on a server is made, recorded into, looked at, exported and restored as one in a file is', async () => {
  const file = join(folder, 'a.ledger')
  const said: Record<string, string[]> = { [file]: [], [book('330109')]: [] }
  for (const [ledger, texts] of Object.entries(said)) {
    expect(await run(['init', ledger, '--book', '330109', '--name', '某区'])).toMatchObject({ code: 0 })
    expect(await run(['record', ledger, fixture('district')])).toMatchObject({ code: 0 })
    for (const command of [['coverage'], ['figures'], ['organization', 'o1'], ['history', 'o1']]) {
      const [name = '', ...rest] = command
      const ran = await run([name, ledger, ...rest, '--format', 'json'])
      expect(ran).toMatchObject({ code: 0, stderr: '' })
      texts.push(ran.stdout.replace(/"read": ?"(tables|events)"/, ''))
    }
  }
  expect(said[book('330109')]).toEqual(said[file])

  const { stdout: exported } = await run(['export', book('330109')])
  writeFileSync(join(folder, 'export.ndjson'), exported)
  expect(await run(['restore', book('330109'), join(folder, 'export.ndjson'), '--format', 'json'])).toMatchObject({
    code: 1,
  })
  const copy = (await startDouble()) satisfies Double
  const there = copy.address.replace('?', '/330109?')
  expect(await run(['restore', there, join(folder, 'export.ndjson')])).toMatchObject({ code: 0 })
  expect((await run(['export', there])).stdout).toBe(exported)
  await copy.stop()
})

test('with TAIZHANG_CACHE a book of a server is taken up from the folder, whatever became of what is there', async () => {
  const [cache, file] = [join(folder, 'cache'), join(folder, 'cached.ndjson')]
  await run(['init', book('cached'), '--book', 'cached', '--name', '某区'])
  const units = Array.from({ length: 1200 }, (_, at) => {
    const data = { unitId: `u${at}`, kind: 'enterprise', name: `单位${at}` }
    return JSON.stringify({ type: 'UnitListed', effectiveOn: '2020-01-01', data })
  })
  writeFileSync(file, units.join('\n'))
  await run(['record', book('cached'), file, '--batch', '100'])
  const asked = ['figures', book('cached'), '--as-of', '2021-06-30', '--format', 'json']
  const plain = await run(asked)
  const cached = async () => run(asked, { env: { TAIZHANG_CACHE: cache } })
  expect(await cached()).toEqual(plain)
  const name = readdirSync(cache).find((one) => one.endsWith('.segments')) ?? ''
  expect(name).toMatch(/^cached-[\da-f]{64}\.segments$/)
  const db = new DatabaseSync(join(cache, name))
  const sizes = (): unknown => db.prepare('SELECT size FROM snapshot_segment').all()
  expect(sizes()).toMatchObject([{ size: 1001 }])
  expect(await cached()).toEqual(plain)
  db.exec("UPDATE snapshot_segment SET bytes = x'00'")
  expect(await cached()).toEqual(plain)
  expect(db.prepare('SELECT length(bytes) > 9 AS whole FROM snapshot_segment').get()).toMatchObject({ whole: 1 })
  db.close()
  writeFileSync(join(cache, name), 'no file of SQLite’s at all, but something else')
  const without = await cached()
  expect([without.stdout, without.code]).toEqual([plain.stdout, 0])
  expect(without.stderr).toContain('TAIZHANG_CACHE')
})

test('a restoring that was interrupted is taken up again, and a batch too large for the server is named', async () => {
  const file = join(folder, 'many.ledger')
  await run(['init', file, '--book', 'many', '--name', '某区'])
  const units = Array.from({ length: 2500 }, (_, at) => {
    const data = { unitId: `u${at}`, kind: 'enterprise', name: '名'.repeat(190) }
    return JSON.stringify({ type: 'UnitListed', effectiveOn: '2020-01-01', data })
  })
  await run(['record', file, '-', '--batch', '900'], { stdin: units.join('\n') })
  const { stdout } = await run(['export', file])
  const lines = stdout.trimEnd().split('\n')
  writeFileSync(join(folder, 'many.ndjson'), stdout)

  // What an interrupted run leaves: the first whole batches.
  const store = eventStoreDbStore(parseAddress(address))
  const first = lines.slice(0, 901).map((text) => ({ id: (JSON.parse(text) as { id: string }).id, text }))
  await store.append('ledger-many', first, { expectedRevision: 'no-stream' })
  await store.close()
  expect(await run(['restore', book('many'), join(folder, 'many.ndjson')])).toMatchObject({ code: 0 })
  expect((await run(['export', book('many')])).stdout).toBe(stdout)

  const large = join(folder, 'large.ledger')
  await run(['init', large, '--book', 'large', '--name', '某区'])
  await run(['record', large, '-'], { stdin: units.join('\n') })
  writeFileSync(join(folder, 'large.ndjson'), (await run(['export', large])).stdout)
  const refused = await run(['restore', book('large'), join(folder, 'large.ndjson'), '--format', 'json'])
  expect(refused.code).toBe(1)
  expect(JSON.parse(refused.stderr)).toMatchObject({
    code: 'batch-too-large',
    position: 1,
    events: 2500,
    bytesMax: 1_000_000,
  })
  await run(['init', book('large'), '--name', '某区'])
  const unrecorded = await run(['record', book('large'), '-', '--format', 'json'], { stdin: units.join('\n') })
  expect(unrecorded.code).toBe(1)
  expect(JSON.parse(unrecorded.stderr)).toMatchObject({ code: 'batch-too-large', events: 2500 })
})

test.each([
  [2, 'bad-address', 'esdb://'],
  [2, 'bad-address', 'esdb://[::1]:2113/1'],
  [2, 'bad-address', 'esdb://localhost:2113/1?tsl=false'],
  [2, 'bad-address', 'esdb://localhost:2113/1?tls=false&keepAliveInterval=5'],
  [2, 'bad-address', 'esdb://localhost:2113/a/b?tls=false'],
  [2, 'bad-address', 'esdb://somebody@localhost:2113/1?tls=false'],
  [2, 'which-book', 'esdb://localhost:2113?tls=false'],
])('%i %s: %s', async (code, error, ledger) => {
  const ran = await run(['coverage', ledger, '--format', 'json'])
  expect(ran.code).toBe(code)
  expect(JSON.parse(ran.stderr)).toMatchObject({
    code: error,
    message: { zh: expect.any(String) as string, en: expect.any(String) as string },
  })
})

test('a book that is not there is not found, two books are wrong usage, and a password is never shown', async () => {
  expect((await run(['coverage', book('nobody')])).code).toBe(4)
  expect((await run(['coverage', book('a'), '--book', 'b'])).code).toBe(2)
  const secret = address.replace('//', '//admin:changeit@').replace('?', '/secret?')
  const { code, stdout } = await run(['init', secret, '--name', '某区'])
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.not.stringContaining('changeit') as string })
})

test('a server that is not there is given up after seconds, and stderr says what is waited for', async () => {
  const gone = await startDouble()
  await gone.stop()
  const { code, stdout, stderr } = await run(['coverage', gone.address.replace('?', '/b?')])
  expect({ code, stdout }).toEqual({ code: 6, stdout: '' })
  expect(stderr).toMatch(/ECONNREFUSED.*；正在重试，至多 5 秒\n[^]*连接不上服务器/)
})

test('the program ends by itself after it has used a server', async () => {
  expect(await taizhang(['coverage', book('330109')])).toMatchObject({ code: 0 })
})
