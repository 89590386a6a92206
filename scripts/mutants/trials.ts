import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseSync } from 'oxc-parser'
import { HostProcess } from './host-process.ts'
import type { Answer } from './messages.ts'
import { mutated, type Mutant } from './mutants.ts'
import { NearestTests } from './nearest-tests.ts'

/** What became of one change. */
export interface Trial {
  readonly mutant: Mutant
  readonly end: 'killed' | 'hung' | 'survived' | 'untried'
  /** How many test files run the statement that was changed, and how many of them were tried on it. */
  readonly reaching: number
  readonly tried: number
}

interface Limits {
  readonly until: number
  /** Of the files that reach a change only so many are tried as end in this time on unchanged sources, and one at least. */
  readonly eachMs: number
  readonly workers: number
}

/** A test may take so many times as long as on unchanged sources, and this besides. Then it is said to hang. */
const slower = 4
const besidesMs = 60_000
/** On unchanged sources nothing hangs: a file may take as long as this. */
const untriedMs = 20 * 60_000

/** Tries each mutant on the tests of some packages. What no longer is a program is left out. */
export async function tryAll(
  tests: readonly string[],
  mutants: readonly Mutant[],
  { until, eachMs, workers }: Limits,
): Promise<readonly Trial[]> {
  const numbered = mutants.filter(isProgram).map((mutant, number) => ({ ...mutant, number }))
  const queue = [...numbered]
  const trials: Trial[] = []
  const host = new HostProcess()
  const isTime = (): boolean => queue.length > 0 && Date.now() < until
  try {
    if (isTime()) {
      const files = await testsOf(tests, host)
      const nearest = new NearestTests(await dryRun(host, { files, mutants: numbered }))
      const lane = async (host: HostProcess): Promise<void> => {
        while (isTime()) {
          const [mutant] = queue.splice(0, 1)
          if (!mutant) break
          const reaching = nearest.of(mutant.number)
          const files = nearest.within(reaching, eachMs)
          const began = performance.now()
          const end = files.length === 0 ? 'survived' : await fate(host, { mutant, files, nearest })
          trials.push({ mutant, end, reaching: reaching.length, tried: files.length })
          const seconds = ((performance.now() - began) / 1000).toFixed(1)
          console.error(
            `${end} ${mutant.file}:${mutant.lineNumber} ${mutant.change} (${seconds} s, ${queue.length} left)`,
          )
        }
        host.end()
      }
      await Promise.all([host, ...Array.from({ length: workers - 1 }, () => new HostProcess())].map(lane))
    }
    return [...trials, ...queue.map((mutant): Trial => ({ mutant, end: 'untried', reaching: 0, tried: 0 }))]
  } finally {
    host.end()
  }
}

const isProgram = (mutant: Mutant): boolean =>
  parseSync(mutant.file, mutated(readFileSync(mutant.file, 'utf8'), mutant)).errors.length === 0

async function testsOf(projects: readonly string[], host: HostProcess): Promise<readonly string[]> {
  const answer = await host.ask({ kind: 'list', projects }, () => untriedMs)
  if (typeof answer === 'string' || answer.kind !== 'listed') throw new Error(`vitest does not start:\n${host.said}`)
  return answer.files
}

type Ran = Extract<Answer, { kind: 'ran' }>

async function dryRun(
  host: HostProcess,
  order: { readonly files: readonly string[]; readonly mutants: readonly (Mutant & { readonly number: number })[] },
): Promise<Ran> {
  const answer = await host.ask({ kind: 'dry', ...order }, () => untriedMs)
  if (typeof answer === 'string' || answer.kind !== 'ran') throw new Error(`the tests do not end:\n${host.said}`)
  if (answer.failed.length > 0) throw new Error(`tests fail on the sources as they are: ${answer.failed.join(', ')}`)
  return answer
}

async function fate(
  host: HostProcess,
  {
    mutant,
    files,
    nearest,
  }: { readonly mutant: Mutant; readonly files: readonly string[]; readonly nearest: NearestTests },
): Promise<Trial['end']> {
  const answer = await host.ask({ kind: 'mutant', mutant, files }, (file) => besidesMs + slower * nearest.msOf(file))
  // A program that ends the process that tests it is noticed as well.
  if (answer === 'ended') return 'killed'
  if (answer === 'hung' || answer.kind !== 'ran') return 'hung'
  if (!answer.loaded) throw new Error(`the change to ${basename(mutant.file)} was not taken up`)
  const [killedBy] = answer.failed
  nearest.learn(files, killedBy)
  return killedBy === undefined ? 'survived' : 'killed'
}
