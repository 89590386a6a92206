import { DatabaseSync } from 'node:sqlite'
import { openLedger, party } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'
import type { BenchBook, Gauge, Line } from '../line.ts'

/** From the events alone. */
async function open({ file }: BenchBook) {
  const store = sqliteStore(file, { domain: party, readOnly: true })
  const { snapshots: _, ...events } = store
  try {
    return await openLedger(events, { book: 'bench' })
  } finally {
    await store.close()
  }
}

/** Everything rebuilt from the events, against reading and parsing them. */
export const openingCold: Line = {
  what: 'opening a book cold, everything rebuilt from events',
  against: 'bare scan and JSON.parse of the same rows',
  atLeast: 0.5,
  rounds: 5,
  prepare: (book) => ({
    ours: async () => (await open(book)).size,
    other: () => {
      const db = new DatabaseSync(book.file, { readOnly: true })
      let size = 0
      for (const { text } of db.prepare('SELECT text FROM event WHERE book = ? ORDER BY position').iterate('bench'))
        size = (JSON.parse(String(text)) as { position: number }).position + 1
      db.close()
      return size
    },
  }),
}

/** Taking up the segments that recording left, against replaying; that both come to the same book is what `verify` finds. */
export const reopening: Line = {
  what: 'reopening from a snapshot',
  against: 'the same opened cold, everything rebuilt from events',
  atLeast: 10,
  rounds: 5,
  prepare: ({ file }) => {
    const store = sqliteStore(file, { domain: party, readOnly: true })
    const { snapshots: _, ...events } = store
    return {
      ours: async () => (await openLedger(store, { book: 'bench' })).size,
      other: async () => (await openLedger(events, { book: 'bench' })).size,
      close: async () => store.close(),
    }
  },
}

/** Memory once nothing more is collected: what a book before this one took goes away in several turns. */
async function settledMemory(): Promise<NodeJS.MemoryUsage> {
  for (let turn = 0; turn < 5; turn++) {
    globalThis.gc?.()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return process.memoryUsage()
}

/** What an open book takes of memory, beside the bytes that it is stored in. */
export const memoryOpen: Gauge = {
  what: 'memory after opening',
  against: 'bytes of the stored events',
  atMost: 1.5,
  unit: '×',
  measure: async (book) => {
    const bytes = book.texts().reduce((sum, text) => sum + Buffer.byteLength(text), 0)
    const before = await settledMemory()
    const ledger = await open(book)
    const after = await settledMemory()
    const taken = after.heapUsed + after.external - before.heapUsed - before.external
    if (ledger.size !== book.size) throw new Error('the book is not whole')
    return taken / bytes
  },
}
