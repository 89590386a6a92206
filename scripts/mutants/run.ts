import { isKnown, staleOf } from './known.ts'
import { knownSurvivors as known } from './known-survivors.ts'
import { areas, mutantsOf } from './mutants.ts'
import { help, optionsOf, type Options } from './options.ts'
import { chances, sampleOf } from './sample.ts'
import { tryAll, type Trial } from './trials.ts'

async function main({ seed, count, minutes, each, workers, file, areas: asked }: Options): Promise<void> {
  console.log(`seed ${seed}`)
  const chance = chances(seed)
  const until = Date.now() + minutes * 60_000
  const all = asked.map((area) => ({ area, mutants: mutantsOf(area) }))
  // Only a look at all sources can tell that an entry is of none.
  if (asked.length === areas.length)
    printStale(
      staleOf(
        known,
        all.flatMap(({ mutants }) => mutants),
      ),
    )
  const samples = all.map(({ area, mutants }) => {
    const fitting = mutants.filter((mutant) => mutant.file.includes(file))
    const sample = sampleOf(fitting, count, chance)
    const open = sample.filter((mutant) => !isKnown(known)(mutant))
    return { area, open, known: sample.length - open.length }
  })
  const trials: Trial[] = []
  // What has the same tests is tried together: they are run once to see what they reach.
  for (const [tests, together] of Map.groupBy(samples, ({ area }) => area.tests))
    trials.push(
      ...(await tryAll(tests, inTurn(together.map(({ open }) => open)), { until, eachMs: each * 1000, workers })),
    )
  for (const { area, known } of samples)
    print(
      area.name,
      trials.filter(({ mutant }) => mutant.area === area.name),
      known,
    )
}

/** One of each list after the other, so that none is left out where time is short. */
const inTurn = <T>(lists: readonly (readonly T[])[]): readonly T[] =>
  Array.from({ length: Math.max(0, ...lists.map(({ length }) => length)) }, (_, at) =>
    lists.flatMap((list) => list.slice(at, at + 1)),
  ).flat()

function printStale(stale: readonly { readonly file: string; readonly line: string; readonly change: string }[]): void {
  for (const { file, line, change } of stale)
    console.log(`known-survivors.ts: no source has this any more: ${file}: ${line}: ${change}`)
}

function print(name: string, trials: readonly Trial[], known: number): void {
  const ended = Map.groupBy(trials, ({ end }) => end)
  const count = (end: Trial['end']): number => ended.get(end)?.length ?? 0
  const [noticed, untried] = [count('killed') + count('hung'), count('untried')]
  const tried = trials.length - untried
  const percent = tried === 0 ? '–' : `${Math.round((100 * noticed) / tried)} %`
  const also = [
    count('hung') > 0 && `${count('hung')} of them hung`,
    known > 0 && `${known} known`,
    untried > 0 && `${untried} for want of time not tried`,
  ]
  console.log(
    `\n${name}: ${noticed} of ${tried} noticed, ${percent}${also
      .filter(Boolean)
      .map((text) => `, ${text}`)
      .join('')}`,
  )
  for (const survivor of ended.get('survived') ?? []) printSurvivor(survivor)
}

function printSurvivor({ mutant: { file, lineNumber, line, change }, reaching, tried }: Trial): void {
  const ran = tried < reaching ? `  (${tried} of ${reaching} test files tried)` : ''
  console.log(`  ${file}:${lineNumber}  ${change}${reaching > 0 ? ran : '  (no test gets there)'}`)
  console.log(`    ${line}`)
}

// A change is noticed for what it does, not for the luck of the random values.
process.env['TAIZHANG_SEED'] ??= '20261201'
const options = optionsOf(process.argv.slice(2))
if (options) await main(options)
else console.log(help)
