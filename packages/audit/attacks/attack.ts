import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createLedger, party, type Ledger, type RecordOptions } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'
import {
  checkpointOf,
  originOf,
  readCheckpoint,
  signCheckpoint,
  signingKey,
  verifyBook,
  type SealedNote,
} from '../src/index.ts'

/** A way to change a ledger behind its back. The attacker can write the file and knows how it is made. */
export interface Attack {
  readonly name: string
  readonly does: string
  /** Changes the ledger; `older` is a copy of it from before the last batch. */
  readonly tamper: (ledger: string, older: string) => void | Promise<void>
}

/** The checks that failed, without a checkpoint and against one. */
export interface Caught {
  readonly alone: readonly string[]
  readonly sealed: readonly string[]
}

const book = '350305'
const key = signingKey(originOf(book), 'book', new Uint8Array(32).fill(7))

/** Makes a small ledger and its checkpoint in a folder of its own, lets the attack happen, and verifies. */
export async function carryOut(attack: Attack): Promise<Caught> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-attack-'))
  try {
    const [ledger, older] = [join(folder, 'a.ledger'), join(folder, 'older.ledger')]
    const since = await makeLedger(ledger, older)
    await attack.tamper(ledger, older)
    return { alone: await failed(ledger), sealed: await failed(ledger, since) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const said = (checks: readonly string[]): string =>
  checks.length > 0 ? `caught by ${checks.join(', ')}` : 'NOT caught'

/** Carries the attack out and prints what caught it. */
export async function show(attack: Attack): Promise<void> {
  const { alone, sealed } = await carryOut(attack)
  console.log(`${attack.name}: ${attack.does}`)
  console.log(`  verify:              ${said(alone)}`)
  console.log(`  verify --since NOTE: ${said(sealed)}`)
}

/** The events of an honest clerk, in batches, and a checkpoint of them all that is kept elsewhere. */
async function makeLedger(path: string, older: string): Promise<SealedNote> {
  const store = sqliteStore(path, { domain: party, create: true })
  let made = 0
  const options: RecordOptions = {
    now: new Date('2021-07-05T00:00:00Z'),
    newId: () => `00000000-0000-7000-8000-${String(made++).padStart(12, '0')}`,
    actor: 'clerk-3',
  }
  const ledger = await createLedger(store, { book, name: '某区两新组织党建台账' }, options)
  for (const unitId of ['u1', 'u2', 'u3', 'u4']) await list(ledger, unitId, options)
  await found(ledger, options)
  store.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  copyFileSync(path, older)
  await list(ledger, 'u5', options)
  const note = signCheckpoint(await checkpointOf(store, book), key)
  await store.close()
  const read = readCheckpoint(note)
  if (!read) throw new Error('a note of our own cannot be read')
  return read
}

async function list(ledger: Ledger, unitId: string, options: RecordOptions): Promise<void> {
  const evidence = { documentNumber: `2021-${unitId}` }
  const data = { unitId, kind: 'enterprise', name: `第${unitId}公司` }
  await recorded(ledger, [{ type: 'UnitListed', effectiveOn: '2020-01-01', data, evidence }], options)
}

async function found(ledger: Ledger, options: RecordOptions): Promise<void> {
  const branch = {
    name: '联合党支部',
    kind: 'branch',
    formation: 'joint',
    category: 'enterprise',
    unitIds: ['u1', 'u2'],
  }
  await recorded(
    ledger,
    [{ type: 'OrganizationFounded', effectiveOn: '2020-06-20', data: { organizationId: 'o1', ...branch } }],
    options,
  )
}

async function recorded(ledger: Ledger, drafts: readonly object[], options: RecordOptions): Promise<void> {
  const outcome = await ledger.record(drafts, options)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
}

async function failed(path: string, since?: SealedNote): Promise<readonly string[]> {
  const store = sqliteStore(path, { domain: party, readOnly: true })
  try {
    const { checks } = await verifyBook(store, book, { since, keys: since ? [key] : [] })
    return checks.filter(({ state }) => state === 'failed').map(({ check }) => check)
  } finally {
    await store.close()
  }
}

/** Opens the file without Taizhang, takes the triggers away, changes something, and puts them back as they were. */
export function behindItsBack(path: string, change: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(path)
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all()
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`)
  change(db)
  for (const { sql } of triggers) db.exec(String(sql))
  db.close()
}

/** The text of an event. */
export const textAt = (db: DatabaseSync, position: number): string =>
  String(db.prepare('SELECT text FROM event WHERE position = ?').get(position)?.['text'])
