import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { benchBook } from './book.ts'
import { bundleSizes } from './lines/bundle.ts'
import { gauges, lines, linesOnce, peers } from './lines/index.ts'
import { measure, type Measured } from './measure.ts'
import { results, type Result } from './results.ts'

const quick = process.argv.includes('--quick')
const write = process.argv.includes('--write')
const asked = process.argv.flatMap((word) => (/^\d+$/.test(word) ? [Number(word)] : []))
const sizes = asked.length > 0 ? asked : quick ? [2_000, 8_000] : [10_000, 100_000, 1_000_000]
const onceAt = quick ? 4_000 : 100_000

/** A round on a million events takes long, and says much. */
const roundsMax = (size: number): number => (size >= 1_000_000 ? 3 : Infinity)

const measured: Measured[] = []
const gauged: Result[] = []
const say = (text: string): void => void process.stderr.write(`${text}\n`)

for (const size of sizes) {
  say(`a book of ${size} events`)
  const book = await benchBook(size)
  for (const line of lines) {
    say(`  ${line.what}`)
    measured.push(await measure({ ...line, rounds: Math.min(line.rounds, roundsMax(size)) }, book))
  }
  for (const { measure: take, ...gauge } of gauges) gauged.push({ ...gauge, size, value: await take(book) })
}
say(`lines of one size: ${onceAt} events`)
const book = await benchBook(onceAt)
const others = await peers()
if (others.length === 0) say('  peers are not installed: npm install in bench/peers')
for (const line of [...linesOnce, ...others]) {
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
