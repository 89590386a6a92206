import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createLedger, LedgerError, party, type RecordOptions, type Ledger } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'
import { verifyBook } from '../src/index.ts'

/** What became of a ledger file with one byte changed. */
export type Fate =
  /** `verify` said that something does not hold, or that it could not check. */
  | 'detected'
  /** Every row of every table, and so every event's text, reads as before, and so does what is defined. */
  | 'nothing changed'
  /** `verify` said that all holds, and something reads differently: must not be. */
  | 'missed'

export interface Flips {
  readonly bytes: number
  /** The file with one byte XORed. */
  readonly flip: (at: number, mask: number) => Promise<Fate>
  readonly remove: () => void
}

const book = '350305'

/** A small ledger in a file of small pages, to be damaged. */
export async function flips(): Promise<Flips> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-flips-'))
  const path = join(folder, 'a.ledger')
  await makeLedger(path)
  const whole = readFileSync(path)
  const before = readAll(path)
  if ((await verdict(path)) !== 'clean') throw new Error('the undamaged ledger does not verify')
  let made = 0
  return {
    bytes: whole.length,
    remove: () => rmSync(folder, { recursive: true }),
    flip: async (at, mask) => {
      const damaged = join(folder, `${made++}.ledger`)
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ mask
      writeFileSync(damaged, bytes)
      try {
        if ((await verdict(damaged)) !== 'clean') return 'detected'
        return reads(damaged, before) ? 'nothing changed' : 'missed'
      } finally {
        for (const companion of ['', '-wal', '-shm', '-journal']) rmSync(damaged + companion, { force: true })
      }
    },
  }
}

async function makeLedger(path: string): Promise<void> {
  const store = sqliteStore(path, { domain: party, create: true })
  let ids = 0
  const options: RecordOptions = {
    now: new Date('2021-07-05T00:00:00Z'),
    newId: () => `00000000-0000-7000-8000-${String(ids++).padStart(12, '0')}`,
    actor: 'clerk-3',
  }
  const ledger: Ledger = await createLedger(store, { book, name: '某区两新组织党建台账' }, options)
  const branch = {
    name: '联合党支部',
    kind: 'branch',
    formation: 'joint',
    category: 'enterprise',
    unitIds: ['u1', 'u2'],
  }
  const listed = ['u1', 'u2', 'u3'].map((unitId) => ({
    type: 'UnitListed',
    effectiveOn: '2020-01-01',
    data: { unitId, kind: 'enterprise', name: `第${unitId}公司` },
    evidence: { documentNumber: `2021-${unitId}` },
  }))
  const batches = [
    listed,
    [{ type: 'OrganizationFounded', effectiveOn: '2020-06-20', data: { organizationId: 'o1', ...branch } }],
    [{ type: 'UnitRenamed', effectiveOn: '2021-01-01', data: { unitId: 'u1', name: '新名' } }],
  ]
  for (const batch of batches) await ledger.record(batch, options)
  await store.close()
  const db = new DatabaseSync(path)
  db.exec('PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM; PRAGMA journal_mode = WAL')
  db.close()
}

/** Damage may also keep the file from being read: then nobody is told anything wrong. */
async function verdict(path: string): Promise<'clean' | 'not clean'> {
  try {
    const store = sqliteStore(path, { domain: party, readOnly: true })
    try {
      const { checks } = await verifyBook(store, book)
      return checks.some(({ state }) => state === 'failed' || state === 'unable') ? 'not clean' : 'clean'
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof LedgerError) return 'not clean'
    throw error
  }
}

function reads(path: string, before: string): boolean {
  try {
    return readAll(path) === before
  } catch {
    return false
  }
}

/** Everything that can be read from the file: what is defined, and every row of every table. */
function readAll(path: string): string {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    // SQLite reads all of these as texts, also where a flipped byte says that they are blobs.
    const asText = ['type', 'name', 'tbl_name', 'sql'].map((column) => `CAST(${column} AS TEXT) AS ${column}`)
    const defined = db.prepare(`SELECT ${asText.join(', ')} FROM sqlite_schema ORDER BY name`).all()
    const rows = defined
      .filter(({ type }) => type === 'table')
      .map(({ name }) => {
        const select = db.prepare(`SELECT * FROM "${String(name)}"`)
        select.setReadBigInts(true)
        return select.all().map((row) => Object.values(row).map(readable))
      })
    return JSON.stringify([defined, rows])
  } finally {
    db.close()
  }
}

const readable = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString('hex') : `${typeof value} ${String(value)}`
