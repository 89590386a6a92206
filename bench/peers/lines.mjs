// What people would use instead, on the same events, with the same answers. Kept outside the workspace: `emmett-sqlite` compiles an
// addon. `npm install` in this folder makes `pnpm bench` measure it, too.
import { copyFileSync } from 'node:fs'
import { EventStore, EventType } from '@castore/core'
import { InMemoryEventStorageAdapter } from '@castore/event-storage-adapter-in-memory'
import { getInMemoryEventStore } from '@event-driven-io/emmett'
import { createEventStoreSchema, getSQLiteEventStore, sqliteConnection } from '@event-driven-io/emmett-sqlite'
import { createLedger, openLedger, plusDays, relations } from '@taizhang/core'
import { coverageOn } from '@taizhang/core/figures'
import { sqliteStore } from '@taizhang/sqlite'
import { idOf } from '@taizhang/testkit'
import { coverage, coverageOnDay, empty, evolve, inOrderOfDays } from './district-fold.mjs'

const options = { now: new Date('2026-01-01T04:00:00Z'), newId: () => idOf(0), actor: 'clerk-1' }
const singles = 400
const days = Array.from({ length: 100 }, (_, at) => plusDays('2010-06-01', at * 50))
const message = ({ type, ...rest }) => ({ type, data: rest })
const eventsOf = ({ texts }) => texts().map((text) => JSON.parse(text))

/** Our answer in the words of a fold by hand. */
const inShort = ({ scopes }) =>
  Object.fromEntries(scopes.map(({ scope, listed, covered, members }) => [scope, { listed, covered, members }]))

const openBook = async (file) => {
  const store = sqliteStore(file, { relations, readOnly: true })
  try {
    return await openLedger(store, { book: 'bench' })
  } finally {
    await store.close()
  }
}

/** Emmett's store on a new file. Its schema is made first: made with the first append it fails with SQLITE_BUSY (0.38.5). */
async function emmettFile(fileName) {
  const connection = sqliteConnection({ fileName })
  await createEventStoreSchema(connection)
  connection.close()
  return getSQLiteEventStore({ fileName, schema: { autoMigration: 'None' } })
}

/** It opens the file for each append, and may meet itself still closing it. */
async function appendToEmmettFile(store, events) {
  for (;;) {
    try {
      return await store.appendToStream('ledger-bench', events)
    } catch (error) {
      if (error.code !== 'SQLITE_BUSY') throw error
    }
  }
}

const appending = {
  what: 'recording single events, durable (peer)',
  against: '`emmett-sqlite`: appendToStream of one event',
  atLeast: 5,
  rounds: 7,
  prepare: async (book) => {
    const [, ...events] = eventsOf(book)
    const drafts = events.map(({ book: _, position, batch, recordedAt, version, ...draft }) => draft)
    const store = sqliteStore(book.freshFile(), { relations, create: true })
    const ledger = await createLedger(store, { book: 'bench', name: 'bench' }, options)
    const emmett = await emmettFile(book.freshFile())
    const next = { ours: 0, other: 0 }
    return {
      times: singles,
      ours: async () => {
        for (let done = 0; done < singles; done++) {
          const outcome = await ledger.record([drafts[next.ours++]], options)
          if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals[0]))
        }
        return singles
      },
      other: async () => {
        for (let done = 0; done < singles; done++) await appendToEmmettFile(emmett, [message(drafts[next.other++])])
        return singles
      },
      close: async () => store.close(),
    }
  },
}

/** The book of a file in Emmett's store: filled in batches, which is not measured. */
async function emmettOf(book) {
  const emmett = await emmettFile(book.freshFile())
  const events = eventsOf(book)
  for (let at = 0; at < events.length; at += 1000)
    await appendToEmmettFile(emmett, events.slice(at, at + 1000).map(message))
  return emmett
}

/** From the file to the coverage of today: ours from the events alone or from a snapshot, as a program would open the book. */
const folding = (what, fileOf) => ({
  what,
  against: '`emmett-sqlite`: readStream, order by day, fold',
  atLeast: 2,
  rounds: 3,
  prepare: async (book) => {
    const [file, emmett] = [await fileOf(book), await emmettOf(book)]
    return {
      ours: async () => inShort(coverageOn((await openBook(file)).asOf('2026-01-01'))),
      other: async () => {
        const { events: read } = await emmett.readStream('ledger-bench')
        return coverage(inOrderOfDays(read.map(({ type, data }) => ({ type, ...data }))).reduce(evolve, empty()))
      },
    }
  },
})

const foldingAll = folding('fold from SQLite to the coverage of today, all events again (peer)', ({ file }) => file)

const foldingOn = folding('fold from SQLite to the coverage of today, from a snapshot (peer)', async (book) => {
  const file = book.freshFile()
  copyFileSync(book.file, file)
  const store = sqliteStore(file, { relations })
  await (await openLedger(store, { book: 'bench' })).keepSnapshot()
  await store.close()
  return file
})

/** Coverage on each of a hundred days: ours from the open ledger, theirs folded from the events in memory. */
const coverageAtDates = (against, read) => ({
  what: 'coverage on 100 days, everything in memory (peer)',
  against,
  atLeast: 1000,
  rounds: 3,
  prepare: async (book) => {
    const theirs = inOrderOfDays(await read(eventsOf(book)))
    const { facts, size } = (await openBook(book.file)).asOf('2026-01-01')
    const view = (asOf) => ({ book: 'bench', asOf, knownAt: '', size, facts })
    return {
      times: days.length,
      ours: () => days.map((day) => inShort(coverageOn(view(day)))),
      other: () => days.map((day) => coverageOnDay(theirs, day)),
    }
  },
})

const inEmmett = coverageAtDates('`emmett` in memory: fold up to the day', async (events) => {
  const emmett = getInMemoryEventStore()
  // All at once are more than it can spread into the arguments of a call (0.38.5).
  for (let at = 0; at < events.length; at += 1000)
    await emmett.appendToStream('ledger-bench', events.slice(at, at + 1000).map(message))
  const { events: read } = await emmett.readStream('ledger-bench')
  return read.map(({ type, data }) => ({ type, ...data }))
})

const inCastore = coverageAtDates('`castore` in memory: fold up to the day', async (events) => {
  const store = new EventStore({
    eventStoreId: 'LEDGER',
    eventTypes: [...new Set(events.map(({ type }) => type))].map((type) => new EventType({ type })),
    reducer: evolve,
    eventStorageAdapter: new InMemoryEventStorageAdapter({
      initialEvents: events.map(({ type, position, recordedAt, ...payload }) => ({
        type,
        aggregateId: 'bench',
        version: position + 1,
        timestamp: recordedAt,
        payload,
      })),
    }),
  })
  const { events: read } = await store.getEvents('bench')
  return read.map(({ type, payload }) => ({ type, ...payload }))
})

/** Measured at the size at which recording is. */
export const linesOnce = [appending]
/** Measured on the largest book. */
export const lines = [foldingAll, foldingOn, inEmmett, inCastore]
