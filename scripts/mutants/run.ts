import { areaScore, type AreaScore } from './area-score.ts'
import { isKnown, staleOf } from './known.ts'
import { knownSurvivors as known } from './known-survivors.ts'
import { areas, mutantsOf, type Mutant } from './mutants.ts'
import { help, optionsOf, type Options } from './options.ts'
import { chances, sampleOf } from './sample.ts'

async function main({ seed, count, minutes, workers, file, areas: asked }: Options): Promise<void> {
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
  const scores: AreaScore[] = []
  for (const { area, mutants } of all) {
    const sample = sampleOf(
      mutants.filter((mutant) => mutant.file.includes(file)),
      count,
      chance,
    )
    const open = sample.filter((mutant) => !isKnown(known)(mutant))
    const score = await areaScore(area, open, { until, workers })
    scores.push({ ...score, known: sample.length - open.length })
  }
  for (const score of scores) print(score)
}

function printStale(stale: readonly { readonly file: string; readonly line: string; readonly change: string }[]): void {
  for (const { file, line, change } of stale)
    console.log(`known-survivors.ts: no source has this any more: ${file}: ${line}: ${change}`)
}

function print({ name, killed, hung, survivors, known, untried }: AreaScore): void {
  const tried = killed + hung + survivors.length
  const percent = tried === 0 ? '–' : `${Math.round((100 * (killed + hung)) / tried)} %`
  const also = [
    hung > 0 && `${hung} of them hung`,
    known > 0 && `${known} known`,
    untried > 0 && `${untried} for want of time not tried`,
  ]
  console.log(
    `\n${name}: ${killed + hung} of ${tried} noticed, ${percent}${also
      .filter(Boolean)
      .map((text) => `, ${text}`)
      .join('')}`,
  )
  for (const { mutant, reached } of survivors) printSurvivor(mutant, reached)
}

function printSurvivor({ file, lineNumber, line, change }: Mutant, reached: boolean): void {
  console.log(`  ${file}:${lineNumber}  ${change}${reached ? '' : '  (no test gets there)'}`)
  console.log(`    ${line}`)
}

const options = optionsOf(process.argv.slice(2))
if (options) await main(options)
else console.log(help)
