import { copyFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { openLedger, party, type EventStore } from '@taizhang/core'
import { type Snapshots } from '@taizhang/kernel/store'
import { sqliteStore } from '@taizhang/sqlite'
import type { BenchBook, Gauge, Line } from '../line.ts'

async function open({ file }: BenchBook) {
  const store = sqliteStore(file, { domain: party, readOnly: true })
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

/** Everything that an open book is, as bytes. */
async function stateOf(store: EventStore): Promise<Uint8Array | undefined> {
  let state: Uint8Array | undefined
  const snapshots: Snapshots = {
    load: async (stream) => store.snapshots?.load(stream),
    keep: async (_, { bytes }) => void (state = bytes),
  }
  await (await openLedger({ ...store, snapshots }, { book: 'bench' })).keepSnapshot()
  return state
}

/** Taking up a snapshot, against replaying; that both come to the same state is seen once, byte by byte. */
export const reopening: Line = {
  what: 'reopening from a snapshot',
  against: 'the same opened cold, everything rebuilt from events',
  atLeast: 8,
  rounds: 5,
  prepare: async ({ file, freshFile }) => {
    const copy = freshFile()
    copyFileSync(file, copy)
    const store = sqliteStore(copy, { domain: party })
    const { snapshots, ...events } = store
    await (await openLedger(store, { book: 'bench' })).keepSnapshot()
    const replayed = await stateOf({ ...events })
    const taken = await stateOf({ ...events, snapshots })
    if (!replayed || Buffer.compare(replayed, taken ?? new Uint8Array()) !== 0) throw new Error('the states differ')
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
