import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { createLedger, draft, party, relation, type Ledger, type Party } from '@taizhang/core'
import { idOf } from '@taizhang/core/testing'
import { sqliteStore, type SqliteStore } from '@taizhang/sqlite'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const program = new URL('../own-table.ts', import.meta.url).pathname
const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

const started = (...args: readonly string[]) =>
  spawn(process.execPath, ['--conditions=taizhang-source', program, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })

const ended = async (child: ReturnType<typeof started>): Promise<unknown> =>
  new Promise((resolve) => void child.once('close', resolve))

test(`a table of its own is right, however often who keeps it is killed; seed ${seed}`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-'))
  const [file, own] = [join(folder, 'a.ledger'), join(folder, 'own.db')]
  const store = sqliteStore(file, { domain: party, create: true })
  const ledger = await foundings(store)
  // The first time as soon as it has applied a batch: a fast machine is done before long.
  const chance = [0, ...fc.sample(fc.nat(120), { numRuns: 3, seed })]
  const sizes = new Set<number>()
  for (const more of chance) {
    const child = started(file, 'test', own)
    // At random moments from when it begins to apply batches.
    const before = sizeIn(own)
    for (let turn = 0; turn < 10_000 && sizeIn(own) === before && before < ledger.size; turn++) await wait(2)
    await wait(more)
    child.kill('SIGKILL')
    await ended(child)
    sizes.add(sizeIn(own))
  }
  expect(await ended(started(file, 'test', own, String(ledger.size)))).toBe(0)
  expect(sizeIn(own)).toBe(ledger.size)
  const table = new DatabaseSync(own)
  const kept = table
    .prepare('SELECT organization, unit, since, until FROM covered')
    .all()
    .map((row) => Object.values(row).join(' '))
  const rows = ledger.asOf('2021-01-01').facts.rows(relation.coverage)
  const right = rows
    .filter(({ from, to }) => from < to)
    .map(({ key, from, to }) => `${key['organizationId']} ${key['unitId']} ${from} ${to}`)
  expect(kept.toSorted()).toEqual(right.toSorted())
  expect([right.length, Math.min(...sizes) < ledger.size]).toEqual([80, true])
  console.log(`killed at sizes ${[...sizes].join(', ')} of ${ledger.size}; ${right.length} rows`)
  table.close()
  await store.close()
  rmSync(folder, { recursive: true })
})

/** A book in which every second founding is moved to an earlier day and every third taken back. */
async function foundings(store: SqliteStore<Party>): Promise<Ledger<Party>> {
  let made = 10_000
  const options = { now: new Date('2021-06-30'), newId: () => idOf(made++), actor: 'tester' }
  const ledger = await createLedger(store, { book: 'test', name: '测试' }, options)
  for (let at = 0; at < 120; at++) {
    const unit = draft('UnitListed', '2019-01-01', { unitId: `u${at}`, kind: 'enterprise', name: `u${at}` })
    const founding = {
      organizationId: `o${at}`,
      name: `o${at}`,
      kind: 'branch',
      formation: 'solo',
      category: 'enterprise',
      unitIds: [`u${at}`],
    } as const
    await ledger.record([unit, draft('OrganizationFounded', '2020-01-01', founding, { id: idOf(at) })], options)
    const corrects = { id: idOf(1000 + at), corrects: idOf(at), reason: '日期有误' }
    if (at % 2 === 1) await ledger.record([draft('OrganizationFounded', '2019-06-01', founding, corrects)], options)
    const eventId = idOf(at % 2 === 1 ? 1000 + at : at)
    if (at % 3 === 2) await ledger.record([draft('EventWithdrawn', '2021-01-01', { eventId, reason: '重复' })], options)
  }
  return ledger
}

/** The size that the table has come to. */
function sizeIn(own: string): number {
  try {
    const table = new DatabaseSync(own, { readOnly: true, timeout: 10_000 })
    const size = Number(table.prepare('SELECT size FROM followed').get()?.['size'] ?? 0)
    table.close()
    return size
  } catch {
    // Not made yet.
    return 0
  }
}
