import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

/**
 * Runs all laws again and again, each time with another seed, until the minutes are over: `npm run soak:laws -- --minutes 30`.
 * Prints a line for each seed and, of one that fails, what the tests printed. Exits with 1 where any failed.
 */
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' }, seed: { type: 'string' } } })
const until = Date.now() + Number(values.minutes) * 60_000

const laws = globSync(['packages/*/{src,test}/**/*.ts', 'examples/*/test/**/*.ts', 'bench/test/**/*.ts'])
  .filter(
    (file) => file.endsWith('.test.ts') && /\bfc\.|describeDoors|describeEventStore/.test(readFileSync(file, 'utf8')),
  )
  .toSorted()

const vitest = ['vitest', 'run', '--config', 'vitest.workspace.ts', '--reporter', 'default', ...laws]
let failed = 0
let tried = 0
for (let seed = Number(values.seed ?? Date.now() % 2 ** 31); Date.now() < until; seed += 1) {
  const env = { ...process.env, TAIZHANG_SEED: String(seed) }
  // A run may print much, and the last one may not hold the others up for long.
  const run = spawnSync('pnpm', ['-s', 'exec', ...vitest], { env, encoding: 'utf8', maxBuffer: 2 ** 28 })
  tried += 1
  console.log(`seed ${seed}: ${run.status === 0 ? 'all laws hold' : 'a law failed'}`)
  if (run.status === 0) continue
  failed += 1
  console.log(run.stdout, run.stderr)
}
console.log(`${tried} seeds tried over ${laws.length} files, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
