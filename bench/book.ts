import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { party, restoreLedger } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'
import { districtBook, recordedTexts } from '@taizhang/core/testing'
import type { BenchBook } from './line.ts'

/** Makes a district of a size in a folder that goes away with the process. */
export async function benchBook(size: number): Promise<BenchBook> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'bench.ledger')
  const store = sqliteStore(file, { domain: party, create: true })
  const drafts = districtBook({ size: size - 1, seed: 20210630 })
  const restored = await restoreLedger(store, recordedTexts(drafts, { book: 'bench', batch: 5 }))
  await store.close()
  if (!restored.ok) throw new Error(JSON.stringify(restored.refusals[0]))
  let made = 0
  return { size, file, texts: () => textsIn(file), freshFile: () => join(folder, `fresh-${made++}.ledger`) }
}

function textsIn(file: string): readonly string[] {
  const db = new DatabaseSync(file, { readOnly: true })
  const rows = db.prepare("SELECT text FROM event WHERE book = 'bench' ORDER BY position").all()
  db.close()
  return rows.map(({ text }) => String(text))
}
