/** What the command line says where a server fails: what was recorded, what is not known, and what to do then. */
import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

import { startDouble, type Double } from '../../eventstoredb/test/double/start-double.ts'
import { folder, run } from './taizhang.ts'

const { path, remove } = folder()

let double: Double
beforeAll(async () => {
  double = await startDouble()
})
afterEach(async () => double.tell({ do: 'clear' }))
afterAll(async () => {
  await double.stop()
  remove()
})

const at = (book: string): string => double.address.replace('?', `/${book}?`)

async function newBook(book: string): Promise<string> {
  expect(await run(['init', at(book), '--name', '某区'])).toMatchObject({ code: 0 })
  return at(book)
}

const unit = (unitId: string, name = unitId): string =>
  `${JSON.stringify({ type: 'UnitListed', effectiveOn: '2020-01-01', data: { unitId, kind: 'enterprise', name } })}\n`

/** An error as a program reads it, with the exit code. */
async function failed(...args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { code, stderr } = await run([...args, '--format', 'json'])
  return { exit: code, ...(JSON.parse(stderr) as object) }
}

const sizeOf = async (book: string): Promise<unknown> => double.tell({ do: 'size', stream: `ledger-${book}` })

/** From the append after `skip` others on: one hides until it is committed, and then nothing more is taken. */
async function loseQuorum(book: string, skip = 0): Promise<void> {
  const stream = `ledger-${book}`
  await double.fault({ on: 'append', kind: 'hides-then-commits', stream, skip, ms: 3_600_000 })
  await double.fault({ on: 'append', kind: 'access-denied', stream, skip, times: 1000 })
}

test('events without ids whose outcome is not known are handed over with ids, and recording those doubles nothing', async () => {
  for (const [book, batch, before] of [
    ['whole', [], 0],
    ['pieces', ['--batch', '2'], 2],
  ] as const) {
    const address = await newBook(book)
    const file = path(`${book}.ndjson`)
    writeFileSync(file, ['u1', 'u2', 'u3', 'u4', 'u5'].map((one) => unit(one)).join(''))
    writeFileSync(path(`${book}.with-ids.ndjson`), 'mine')
    await loseQuorum(book, before / 2)
    const error = await failed('record', address, file, ...batch)
    expect(error).toMatchObject({ exit: 6, recorded: null, withIds: path(`${book}.with-ids-2.ndjson`) })
    expect(error['recordedBefore']).toBe(before === 0 ? undefined : before)
    expect(error['message']).toMatchObject({ en: expect.not.stringContaining('nothing was recorded') as string })
    expect(error['next']).toMatchObject({ en: expect.stringContaining(String(error['withIds'])) as string })
    expect(readFileSync(path(`${book}.with-ids.ndjson`), 'utf8')).toBe('mine')

    const sent = before === 0 ? 6 : 5
    await double.tell({ do: 'commit', stream: `ledger-${book}` })
    expect(await sizeOf(book)).toBe(sent)
    await double.tell({ do: 'clear' })
    const { code, stdout } = await run(['record', address, String(error['withIds']), ...batch, '--format', 'json'])
    expect([code, JSON.parse(stdout)]).toEqual([0, { recorded: 6 - sent, alreadyRecorded: sent - 1, size: 6 }])
  }
})

test('a batch that was not recorded, after one that was: events without ids are handed over all the same', async () => {
  const address = await newBook('refused')
  const file = path('refused.ndjson')
  writeFileSync(file, ['u1', 'u2', 'u3'].map((one) => unit(one)).join(''))
  await double.fault({ on: 'append', kind: 'access-denied', stream: 'ledger-refused', skip: 2, times: 1000 })
  const error = await failed('record', address, file, '--batch', '1')
  expect(error).toMatchObject({ exit: 6, code: 'access-denied', recorded: 2, batch: 3 })
  expect(basename(String(error['withIds']))).toBe('refused.with-ids.ndjson')
  await double.tell({ do: 'clear' })
  expect(await run(['record', address, String(error['withIds'])])).toMatchObject({ code: 0 })
  expect(await sizeOf('refused')).toBe(4)
})

test('where the book cannot even be read, the error says that nothing was recorded', async () => {
  const address = await newBook('unread')
  const file = path('unread.ndjson')
  writeFileSync(file, unit('u1'))
  const { stdout } = await run(['export', address])
  writeFileSync(path('export.ndjson'), stdout)
  await double.fault({ on: 'read', kind: 'access-denied', stream: 'ledger-unread', times: 1000 })
  for (const args of [
    ['record', address, file],
    ['restore', address, path('export.ndjson')],
  ]) {
    const error = await failed(...args)
    expect(error).toMatchObject({ exit: 6, code: 'access-denied', recorded: 0 })
    expect(error['message']).toMatchObject({
      en: expect.stringMatching(/; nothing was (recorded|restored)$/) as string,
    })
    expect((await run(args)).stderr).toMatch(/；什么都没有(记录|恢复)\n/)
  }
})

test('an interrupted restoring says what stands there, and that the same command goes on', async () => {
  const ledger = path('long.ledger')
  await run(['init', ledger, '--book', 'long', '--name', '某区'])
  const units = Array.from({ length: 2000 }, (_, number) => unit(`u${number}`, '名'.repeat(190)))
  await run(['record', ledger, '-', '--batch', '500'], { stdin: units.join('') })
  const { stdout } = await run(['export', ledger])
  const exported = path('long.ndjson')
  writeFileSync(exported, stdout)

  await loseQuorum('long', 0)
  const nothingKnown = await failed('restore', at('long'), exported)
  expect(nothingKnown).toMatchObject({ exit: 6, recorded: null })
  expect(nothingKnown['message']).toMatchObject({
    en: expect.stringContaining('a shorter book may stand there') as string,
  })
  await double.tell({ do: 'commit', stream: 'ledger-long' })
  const standing = await sizeOf('long')
  expect(standing).toBeGreaterThan(0)
  await double.tell({ do: 'clear' })
  await double.fault({ on: 'append', kind: 'access-denied', stream: 'ledger-long', times: 1000 })
  const shorter = await failed('restore', at('long'), exported)
  expect(shorter).toMatchObject({ exit: 6, recorded: 0, standing })
  for (const error of [nothingKnown, shorter])
    expect(error['next']).toMatchObject({ en: expect.stringContaining('run the same restore again') as string })
  await double.tell({ do: 'clear' })
  expect(await run(['restore', at('long'), exported])).toMatchObject({ code: 0 })
  expect((await run(['export', at('long')])).stdout).toBe(stdout)
})

test('making a book whose outcome is not known says so', async () => {
  await loseQuorum('made')
  const error = await failed('init', at('made'), '--name', '某区')
  expect(error).toMatchObject({ exit: 6, recorded: null })
  await double.tell({ do: 'commit', stream: 'ledger-made' })
  expect(await sizeOf('made')).toBe(1)
})

test('a book that is not there is not found, and one that was deleted is told as deleted', async () => {
  expect(await failed('verify', at('nobody'))).toMatchObject({ exit: 4, code: 'no-such-book' })
  const file = path('gone.ndjson')
  writeFileSync(file, unit('u1'))
  for (const how of ['delete', 'tombstone'] as const) {
    const address = await newBook(how)
    const exported = path(`${how}.export.ndjson`)
    writeFileSync(exported, (await run(['export', address])).stdout)
    await double.tell({ do: how, stream: `ledger-${how}` })
    for (const args of [
      ['verify', address],
      ['coverage', address],
      ['history', address, 'u1'],
      ['record', address, file],
      ['check', address, file],
      ['init', address, '--name', '某区'],
      ['restore', address, exported],
      ['project', address, '--into', path(`${how}.ledger`)],
    ])
      expect([args[0], await failed(...args)]).toMatchObject([args[0], { exit: 3, code: 'stream-deleted' }])
    const { stderr } = await run(['verify', address])
    expect(stderr).toMatch(/已被(永久)?删除/)
    expect(stderr).not.toMatch(/查出不符|用备份恢复/)
    expect(await sizeOf(how)).toBe(0)
  }
})

test('books that are named are taken once without the right to read the log of all', async () => {
  for (const book of ['named-a', 'named-b']) await newBook(book)
  for (const on of ['read-all', 'subscribe'] as const) await double.fault({ on, kind: 'access-denied', times: 1000 })
  const project = ['project', double.address, '--into', path('named.ledger')]
  expect(await run([...project, '--book', 'named-a', '--book', 'named-b'])).toMatchObject({ code: 0 })
  expect((await run(['coverage', path('named.ledger'), '--book', 'named-b'])).code).toBe(0)
  expect(await failed(...project, '--all')).toMatchObject({ exit: 6, code: 'access-denied' })
})
