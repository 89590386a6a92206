import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { benchBook } from './book.ts'
import type { Gauge, Line } from './line.ts'
import { bundleSizes } from './lines/bundle.ts'
import { coverageCommand } from './lines/command.ts'
import { appendingInBatches, appendingSingly, readingStream } from './lines/eventstoredb.ts'
import { memoryOpen, openingCold } from './lines/opening.ts'
import { coverageFromFile, coverageInMemory, dailySeries } from './lines/reading.ts'
import { recordingBesideEvents, recordingInBatches, recordingSingly } from './lines/recording.ts'
import { verifying } from './lines/verifying.ts'
import { measure, type Measured } from './measure.ts'
import { results, type Result } from './results.ts'

/** Measured at every size. */
const lines: readonly Line[] = [openingCold, coverageInMemory, coverageFromFile, dailySeries, verifying]
/** Measured at one size: their goals name it, or it does not matter. */
const linesOnce: readonly Line[] = [
  recordingSingly,
  recordingInBatches,
  recordingBesideEvents,
  coverageCommand,
  appendingSingly,
  appendingInBatches,
  readingStream,
]
const gauges: readonly Gauge[] = [memoryOpen]

const quick = process.argv.includes('--quick')
const write = process.argv.includes('--write')
const asked = process.argv.flatMap((word) => (/^\d+$/.test(word) ? [Number(word)] : []))
const sizes = asked.length > 0 ? asked : quick ? [2_000, 8_000] : [10_000, 100_000, 1_000_000]
const onceAt = quick ? 4_000 : 100_000

const measured: Measured[] = []
const gauged: Result[] = []
const say = (text: string): void => void process.stderr.write(`${text}\n`)

for (const size of sizes) {
  say(`a book of ${size} events`)
  const book = await benchBook(size)
  for (const line of lines) {
    say(`  ${line.what}`)
    measured.push(await measure(line, book))
  }
  for (const { measure: take, ...gauge } of gauges) gauged.push({ ...gauge, size, value: await take(book) })
}
say(`lines of one size: ${onceAt} events`)
const book = await benchBook(onceAt)
for (const line of linesOnce) {
  say(`  ${line.what}`)
  measured.push(await measure(line, book))
}
for (const { measure: take, ...gauge } of bundleSizes) gauged.push({ ...gauge, size: 0, value: await take(book) })

const text = results(measured, gauged, {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} × ${cpus()[0]?.model ?? '?'}`,
  versions: `Node ${process.versions.node}, SQLite ${process.versions.sqlite ?? '?'}`,
})
process.stdout.write(text)
if (write) writeFileSync(new URL('RESULTS.md', import.meta.url), text)
