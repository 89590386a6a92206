import { DatabaseSync } from 'node:sqlite'
import { openLedger, relations } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'
import type { BenchBook, Gauge, Line } from '../line.ts'

async function open({ file }: BenchBook) {
  const store = sqliteStore(file, { relations, readOnly: true })
  try {
    return await openLedger(store, { book: 'bench' })
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

/** What an open book takes of memory, beside the bytes that it is stored in. */
export const memoryOpen: Gauge = {
  what: 'memory after opening',
  against: 'bytes of the stored events',
  atMost: 1.5,
  unit: '×',
  measure: async (book) => {
    const bytes = book.texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
    globalThis.gc?.()
    const before = process.memoryUsage()
    const ledger = await open(book)
    globalThis.gc?.()
    const after = process.memoryUsage()
    const taken = after.heapUsed + after.external - before.heapUsed - before.external
    if (ledger.size !== book.size) throw new Error('the book is not whole')
    return taken / bytes
  },
}
