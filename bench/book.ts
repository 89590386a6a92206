import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { relations } from '@taizhang/core'
import { restoreLedger } from '@taizhang/core/restore'
import { sqliteStore } from '@taizhang/sqlite'
import { districtBook, recordedTexts } from '@taizhang/testkit'
import type { BenchBook } from './line.ts'

/** Makes a district of a size in a folder that goes away with the process. */
export async function benchBook(size: number): Promise<BenchBook> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const texts = recordedTexts(districtBook({ size: size - 1, seed: 20210630 }), { book: 'bench', batch: 5 })
  const file = join(folder, 'bench.ledger')
  const store = sqliteStore(file, { relations, create: true })
  const restored = await restoreLedger(store, texts)
  await store.close()
  if (!restored.ok) throw new Error(JSON.stringify(restored.refusals[0]))
  let made = 0
  return { size, texts, file, freshFile: () => join(folder, `fresh-${made++}.ledger`) }
}
