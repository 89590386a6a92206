import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { openLedger, party, type Ledger } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'
import type { BenchBook, Gauge, Line } from '../line.ts'

/** From the events alone. */
async function open({ file }: BenchBook): Promise<Ledger> {
  const store = sqliteStore(file, { domain: party, readOnly: true })
  const { snapshots: _, ...events } = store
  try {
    return await openLedger(events, { book: 'bench' })
  } finally {
    await store.close()
  }
}

/** From the segments in the file. */
async function takenUp({ file }: BenchBook): Promise<Ledger> {
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
const memoryAfter = (how: string, opened: (book: BenchBook) => Promise<Ledger>): Gauge => ({
  what: `memory after opening, ${how}`,
  against: 'bytes of the stored events',
  atMost: 1.5,
  unit: '×',
  measure: async (book) => {
    const bytes = book.texts().reduce((sum, text) => sum + Buffer.byteLength(text), 0)
    const before = await settledMemory()
    const ledger = await opened(book)
    const after = await settledMemory()
    const taken = after.heapUsed + after.external - before.heapUsed - before.external
    if (ledger.size !== book.size) throw new Error('the book is not whole')
    return taken / bytes
  },
})

export const memoryOpen = memoryAfter('everything rebuilt from events', open)
export const memoryTakenUp = memoryAfter('from a snapshot', takenUp)

/** By which subject, it does not matter: one of the middle of the book. */
export const historyOfSubject: Gauge = {
  what: 'history of a subject, book open',
  against: 'processor time',
  atMost: 1,
  unit: ' ms',
  measure: async (book) => {
    const ledger = await takenUp(book)
    const subjects = new Set<string>()
    for (let at = book.size >> 1; at < book.size && subjects.size < 100; at++) {
      const data: Readonly<Record<string, unknown>> | undefined = ledger.event(at)?.data
      if (typeof data?.['organizationId'] === 'string') subjects.add(data['organizationId'])
    }
    const ask = (): number => {
      const { user, system } = process.cpuUsage()
      for (const subject of subjects) ledger.history(subject)
      const used = process.cpuUsage()
      return (used.user + used.system - user - system) / 1000 / subjects.size
    }
    ask()
    return ask()
  },
}

/** What snapshots add to the file. */
export const segmentsBytes: Gauge = {
  what: 'bytes of the segments',
  against: 'share of the file without them',
  atMost: 0.4,
  unit: '×',
  measure: ({ file }) => {
    const db = new DatabaseSync(file, { readOnly: true })
    const bytes = Number(db.prepare('SELECT sum(length(bytes)) AS n FROM snapshot_segment').get()?.['n'])
    db.close()
    return bytes / (statSync(file).size - bytes)
  },
}
