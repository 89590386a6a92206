import { isDeepStrictEqual } from 'node:util'
import { openLedger, plusDays, party } from '@taizhang/core'
import { coverageOn, figureCatalogue, seriesOf, type Coverage } from '@taizhang/core/figures'
import { sqliteStore, tableFacts, type SqliteStore } from '@taizhang/sqlite'
import type { BenchBook, Line } from '../line.ts'

const days = Array.from({ length: 1000 }, (_, at) => plusDays('2010-06-01', (at * 3571) % 5000))

const storeOf = ({ file }: BenchBook): SqliteStore => sqliteStore(file, { domain: party, readOnly: true })

/** Coverage from the SQL file as known at a size; `knownAt` of the answer is left out: tables do not need it. */
function coverageFromTables(store: SqliteStore, asOf: string, size: number): Coverage['scopes'] {
  const facts = tableFacts(store, 'bench', { knownAt: size, asOf })
  return coverageOn({ domain: party, book: 'bench', asOf, knownAt: '', size, facts }).scopes
}

/** Coverage of all scopes in memory, against the same question asked of the SQL tables. Its own growth is what counts. */
export const coverageInMemory: Line = {
  what: 'coverage of all scopes at a random date, in memory',
  against: 'the same from the SQL file, a thousandth of the questions',
  atLeast: 1,
  // At a hundred times the events at most twice the time.
  growthMax: 0.15,
  rounds: 5,
  prepare: async (book) => {
    const store = storeOf(book)
    const ledger = await openLedger(store, { book: 'bench' })
    const { facts, size } = ledger.asOf('2020-01-01')
    return {
      times: days.length,
      scale: days.length,
      ours: () =>
        days.map((asOf) => coverageOn({ domain: party, book: 'bench', asOf, knownAt: '', size, facts }).scopes)[0],
      other: () => coverageFromTables(store, days[0] ?? '', size),
      close: async () => store.close(),
    }
  },
}

const questions = 20

/** Random views from the SQL file, without loading the book. */
export const coverageFromFile: Line = {
  what: 'coverage at a random (asOf, knownAt) from the SQL file, without loading the book',
  against: 'full replay to that point',
  atLeast: 100,
  growthMax: 0.15,
  rounds: 5,
  prepare: async (book) => {
    const store = storeOf(book)
    // Batches are of five events, but for the first.
    const views = days.slice(0, questions).map((asOf, at) => {
      const knownAt = Math.floor((book.size * (0.2 + at * 0.619)) % book.size)
      return { asOf, knownAt: Math.max(1, knownAt - ((knownAt + 4) % 5)) }
    })
    const fromTables = () => views.map(({ asOf, knownAt }) => coverageFromTables(store, asOf, knownAt))
    const replayed = async (asked: typeof views) => {
      const ledger = await openLedger(store, { book: 'bench' })
      return asked.map(({ asOf, knownAt }) => coverageOn(ledger.asOf(asOf, { knownAt })).scopes)
    }
    // All answers are compared here; timed is a replay for one of them.
    if (!isDeepStrictEqual(fromTables(), await replayed(views))) throw new Error('the answers differ')
    return {
      times: questions,
      scale: questions,
      sameAnswer: false,
      ours: fromTables,
      other: async () => replayed(views.slice(0, 1)),
      close: async () => store.close(),
    }
  },
}

const seriesDays = 3650
const asked = 10

/** A chart of ten years by the day, against one SQL query a day (a few of them, times the rest). */
export const dailySeries: Line = {
  what: 'a ten-year daily series',
  against: 'one SQL as-of query times 3,650',
  atLeast: 100,
  rounds: 5,
  prepare: async (book) => {
    const store = storeOf(book)
    const ledger = await openLedger(store, { book: 'bench' })
    const members = figureCatalogue.get('members')
    if (!members) throw new Error('no such figure')
    const from = '2012-01-01'
    const at = Array.from({ length: asked }, (_, index) => plusDays(from, index * Math.floor(seriesDays / asked)))
    const query = store.database.prepare(
      `SELECT count(*) AS n FROM membership AS m JOIN organization AS o
         ON o.book = m.book AND o.organization_id = m.organization_id AND o.recorded_to = 9007199254740991
         AND o.valid_from <= :day AND :day < o.valid_to AND o.category = 'enterprise'
       WHERE m.book = 'bench' AND m.recorded_to = 9007199254740991 AND m.status <> 'suspended'
         AND m.valid_from <= :day AND :day < m.valid_to`,
    )
    return {
      scale: seriesDays / asked,
      ours: () => {
        const window = { from, to: plusDays(from, seriesDays), every: 'day', scope: 'enterprise' } as const
        const points = new Map(seriesOf(ledger.asOf(from), members, window).map(({ on, value }) => [on, value]))
        return at.map((day) => points.get(day))
      },
      other: () => at.map((day) => Number(query.get({ day })?.['n'])),
      close: async () => store.close(),
    }
  },
}
