import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseSync } from 'oxc-parser'
import { HostProcess } from './host-process.ts'
import type { Answer } from './messages.ts'
import { mutated, type Area, type Mutant } from './mutants.ts'
import { NearestTests } from './nearest-tests.ts'

export interface Survivor {
  readonly mutant: Mutant
  /** Whether a test runs the statement that was changed. */
  readonly reached: boolean
}

export interface AreaScore {
  readonly name: string
  readonly killed: number
  readonly hung: number
  readonly survivors: readonly Survivor[]
  /** Not tried, as the list of known ones has them. */
  readonly known: number
  readonly untried: number
}

interface Limits {
  readonly until: number
  readonly workers: number
}

/** A test may take so many times as long as on unchanged sources, and this besides. Then it is said to hang. */
const slower = 4
const besidesMs = 60_000
/** On unchanged sources nothing hangs: a file may take as long as this. */
const untriedMs = 20 * 60_000

/** Tries each mutant on the tests of its area. What no longer is a program is left out. */
export async function areaScore(area: Area, mutants: readonly Mutant[], limits: Limits): Promise<AreaScore> {
  const numbered = mutants.filter(isProgram).map((mutant, number) => ({ ...mutant, number }))
  const nothing = { name: area.name, killed: 0, hung: 0, survivors: [], known: 0, untried: numbered.length }
  if (numbered.length === 0 || Date.now() >= limits.until) return nothing
  const host = new HostProcess()
  try {
    const files = await testsOf(area, host)
    const nearest = new NearestTests(await dryRun(host, { files, mutants: numbered }))
    const queue = [...numbered]
    const counts = { killed: 0, hung: 0, survivors: [] as Survivor[] }
    const lane = async (host: HostProcess): Promise<void> => {
      for (let next = queue.shift(); next && Date.now() < limits.until; next = queue.shift()) {
        const tried = nearest.of(next.number)
        const began = performance.now()
        const end = tried.length === 0 ? 'survived' : await fate(host, { mutant: next, files: tried, nearest })
        if (end === 'killed' || end === 'hung') counts[end] += 1
        else counts.survivors.push({ mutant: next, reached: tried.length > 0 })
        const seconds = ((performance.now() - began) / 1000).toFixed(1)
        console.error(`${end} ${next.file}:${next.lineNumber} ${next.change} (${seconds} s, ${queue.length} left)`)
      }
      host.end()
    }
    await Promise.all([host, ...Array.from({ length: limits.workers - 1 }, () => new HostProcess())].map(lane))
    const untried = numbered.length - counts.killed - counts.hung - counts.survivors.length
    return { name: area.name, ...counts, known: 0, untried }
  } finally {
    host.end()
  }
}

const isProgram = (mutant: Mutant): boolean =>
  parseSync(mutant.file, mutated(readFileSync(mutant.file, 'utf8'), mutant)).errors.length === 0

async function testsOf(area: Area, host: HostProcess): Promise<readonly string[]> {
  const answer = await host.ask({ kind: 'list', projects: area.tests }, () => untriedMs)
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
): Promise<string> {
  const answer = await host.ask({ kind: 'mutant', mutant, files }, (file) => besidesMs + slower * nearest.msOf(file))
  // A program that ends the process that tests it is noticed as well.
  if (answer === 'ended') return 'killed'
  if (answer === 'hung' || answer.kind !== 'ran') return 'hung'
  if (!answer.loaded) throw new Error(`the change to ${basename(mutant.file)} was not taken up`)
  const [killedBy] = answer.failed
  nearest.learn(files, killedBy)
  return killedBy === undefined ? 'survived' : 'killed'
}
