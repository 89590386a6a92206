/**
 * Flips every byte of a small ledger file, one at a time, and verifies. Prints the fates and every byte that was missed; exits 1
 * where there is one. `--bits` flips each bit of each byte instead of one of them; `--from N` and `--to N` take a part.
 */
import { parseArgs } from 'node:util'
import { flips, type Fate } from './flipped.ts'

const { values } = parseArgs({
  options: { bits: { type: 'boolean', default: false }, from: { type: 'string' }, to: { type: 'string' } },
})
const damage = await flips()
const [from, to] = [Number(values.from ?? 0), Math.min(Number(values.to ?? Infinity), damage.bytes)]
const counts: Record<Fate, number> = { detected: 0, 'nothing changed': 0, missed: 0 }
try {
  for (let at = from; at < to; at++) {
    const bits = values.bits ? [0, 1, 2, 3, 4, 5, 6, 7] : [at % 8]
    for (const bit of bits) {
      const fate = await damage.flip(at, 1 << bit)
      counts[fate] += 1
      if (fate === 'missed') console.log(`missed: byte ${at}, bit ${bit}`)
    }
    if (at % 1000 === 0) console.error(`${at} of ${to} bytes`)
  }
} finally {
  damage.remove()
}
console.log(
  `${to - from} bytes: ${counts.detected} detected, ${counts['nothing changed']} changed nothing, ${counts.missed} missed`,
)
if (counts.missed > 0) process.exitCode = 1
