import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { benchBook } from './book.ts'
import type { BenchBook, Gauge, Line } from './line.ts'
import { bundleSizes } from './lines/bundle.ts'
import { gauges, gaugesOfSample, gaugesOnce, lines, linesOnce, peers } from './lines/index.ts'
import { measure, type Measured } from './measure.ts'
import { results, type Result } from './results.ts'

const quick = process.argv.includes('--quick')
const write = process.argv.includes('--write')
const asked = process.argv.flatMap((word) => (/^\d+$/.test(word) ? [Number(word)] : []))
const sizes = asked.length > 0 ? asked : quick ? [2_000, 8_000] : [8_000, 100_000, 1_000_000]
const onceAt = quick ? 4_000 : 100_000

/** A round on a million events takes long, and says much; a quick run is for answers more than for times. */
const roundsMax = (size: number): number => (quick || size >= 1_000_000 ? 3 : Infinity)

const measured: Measured[] = []
const gauged: Result[] = []
const say = (text: string): void => void process.stderr.write(`${text}\n`)

async function measureAll(): Promise<void> {
  const others = await peers()
  if (others.lines.length === 0) say('peers are not installed: npm install in bench/peers')
  say(`lines of one size: ${onceAt} events`)
  const once = await benchBook(onceAt)
  for (const line of [...linesOnce, ...others.linesOnce]) await measureLine(line, once)
  for (const gauge of [...bundleSizes, ...gaugesOfSample]) await gaugeOnce(gauge, { ...once, size: 0 })
  for (const gauge of gaugesOnce) await gaugeOnce(gauge, once)
  for (const size of sizes) {
    say(`a book of ${size} events`)
    const book = await benchBook(size)
    for (const line of lines) await measureLine(line, book)
    for (const gauge of gauges) await gaugeOnce(gauge, book)
    // What people would use instead is a question of large books.
    if (size === sizes.at(-1)) for (const line of others.lines) await measureLine(line, book)
  }
}

async function measureLine(line: Line, book: BenchBook): Promise<void> {
  say(`  ${line.what}`)
  measured.push(await measure({ ...line, rounds: Math.min(line.rounds, roundsMax(book.size)) }, book))
  keep()
}

async function gaugeOnce(gauge: Gauge, book: BenchBook): Promise<void> {
  const { measure: take, atMost, goalAt = book.size, upTo = Infinity, ...rest } = gauge
  if (book.size > upTo) return
  say(`  ${rest.what}`)
  const most = typeof atMost === 'function' ? atMost(book.size) : atMost
  const goal = goalAt === book.size ? { atMost: most } : {}
  gauged.push({ ...rest, ...goal, size: book.size, value: await take(book) })
  keep()
}

const table = (): string =>
  results(measured, gauged, {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpus()[0]?.model ?? '?'}`,
    versions: `Node ${process.versions.node}, SQLite ${process.versions.sqlite ?? '?'}`,
  })

/** A long run may be broken off: what was measured is kept. */
function keep(): void {
  if (write) writeFileSync(new URL('RESULTS.md', import.meta.url), table())
}

await measureAll()
process.stdout.write(table())
