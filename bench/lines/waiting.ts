import { spawnSync } from 'node:child_process'
import { isDeepStrictEqual } from 'node:util'
import { fileURLToPath } from 'node:url'
import { openLedger, party, restoreLedger, type Ledger } from '@taizhang/core'
import { coverageOn, figureCatalogue, seriesOf } from '@taizhang/core/figures'
import { findingsOn } from '@taizhang/core/rulebook'
import { districtBook, recordedTexts } from '@taizhang/core/testing'
import { diff } from '@taizhang/audit'
import { sqliteStore } from '@taizhang/sqlite'
import type { BenchBook, Gauge } from '../line.ts'
import { quantile } from '../measure.ts'

/** Processor time in milliseconds: what people wait for on a machine that does nothing else. */
function timeOf(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const median = (numbers: readonly number[]): number => quantile(numbers, 0.5)

/** Opens the book, and measures in it. */
const inLedger = (measure: (ledger: Ledger) => number) => async (book: BenchBook) => {
  const store = sqliteStore(book.file, { domain: party, readOnly: true })
  const measured = measure(await openLedger(store, { book: 'bench' }))
  await store.close()
  return measured
}

/** Sizes of the book after batches, from three fifths of it on. Batches are of five events, but for the first. */
const sizesOf = (ledger: Ledger, count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => {
    const size = Math.floor(ledger.size * (0.6 + (0.4 * at) / count))
    return size - ((size + 4) % 5)
  })

const day = '2020-06-30'
const per = (goals: Readonly<Record<number, number>>) => (size: number) => goals[size]

/** At some sizes it is counted by itself, then made once for all of them: that is not measured. */
const coverageAtSizes: Gauge = {
  what: 'coverage of all scopes at a size not asked before, a process that goes on',
  against: 'processor time',
  atMost: per({ 8000: 5, 100_000: 10 }),
  unit: ' ms',
  measure: async (book) => {
    const inAnother = { last: undefined as unknown }
    const time = await inLedger((ledger) => {
      const [first = 1, ...others] = sizesOf(ledger, 12)
      const times = others.map((knownAt) => timeOf(() => coverageOn(ledger.asOf(day, { knownAt }))))
      inAnother.last = coverageOn(ledger.asOf(day, { knownAt: first }))
      return median(times.slice(4))
    })(book)
    await inLedger((ledger) => {
      const counted = coverageOn(ledger.asOf(day, { knownAt: sizesOf(ledger, 12)[0] }))
      if (!isDeepStrictEqual(counted, inAnother.last)) throw new Error('the answers differ')
      return 0
    })(book)
    return time
  },
}

const findingsAtSizes: Gauge = {
  what: 'findings of a day, a view not asked before, a process that goes on',
  against: 'processor time',
  atMost: per({ 8000: 30, 100_000: 300 }),
  upTo: 100_000,
  unit: ' ms',
  measure: inLedger((ledger) =>
    median(sizesOf(ledger, 7).map((knownAt) => timeOf(() => findingsOn(ledger.asOf(day, { knownAt }))))),
  ),
}

const seriesAtSizes: Gauge = {
  what: 'a ten-year daily series of members, a view not asked before',
  against: 'processor time',
  atMost: per({ 1_000_000: 500 }),
  unit: ' ms',
  measure: inLedger((ledger) => {
    const members = figureCatalogue.get('members')
    if (!members) throw new Error('no such figure')
    const asked = { from: '2012-01-01', to: '2022-01-01', every: 'day', scope: 'enterprise' } as const
    return median(
      sizesOf(ledger, 5).map((knownAt) => timeOf(() => seriesOf(ledger.asOf(day, { knownAt }), members, asked))),
    )
  }),
}

/** The goal is that of 20,000 events, in proportion. */
const diffOfAll: Gauge = {
  what: '`diff` between the first batch and all that is known, book open',
  against: 'processor time',
  atMost: (size) => (1500 * size) / 20_000,
  upTo: 100_000,
  unit: ' ms',
  measure: inLedger((ledger) =>
    timeOf(() => diff(ledger, ledger.asOf('2021-06-30', { knownAt: 6 }), ledger.asOf('2021-06-30'))),
  ),
}

/** The book with everything recorded late, in batches of five, by a process of its own. Both goals are in proportion to its events. */
async function lateIn({
  size,
  freshFile,
}: BenchBook): Promise<{ readonly seconds: number; readonly megabytes: number }> {
  const path = freshFile()
  const store = sqliteStore(path, { domain: party, create: true })
  const filed = [...districtBook({ size: size - 1, seed: 20210630 })].map((one) => ({ ...one, filedOn: '2026-06-01' }))
  const restored = await restoreLedger(store, recordedTexts(filed, { book: 'bench', batch: 5 }))
  await store.close()
  if (!restored.ok) throw new Error(JSON.stringify(restored.refusals[0]))
  const program = fileURLToPath(new URL('late-process.ts', import.meta.url))
  const { stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, program, path], { encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as Awaited<ReturnType<typeof lateIn>>
}

const lateTime: Gauge = {
  what: '`late` where everything was recorded late, in batches of five, with opening',
  against: 'processor time',
  atMost: (size) => Math.max(5, (60 * size) / 100_000),
  upTo: 100_000,
  unit: ' s',
  measure: async (book) => (await lateIn(book)).seconds,
}

const lateMemory: Gauge = {
  what: '`late` where everything was recorded late, in batches of five, with opening',
  against: 'the most memory',
  atMost: (size) => Math.max(400, (1000 * size) / 100_000),
  upTo: 100_000,
  unit: ' MB',
  measure: async (book) => (await lateIn(book)).megabytes,
}

/** What people wait for in views of the past and in what came since. */
export const waiting: readonly Gauge[] = [
  coverageAtSizes,
  findingsAtSizes,
  seriesAtSizes,
  diffOfAll,
  lateTime,
  lateMemory,
]
