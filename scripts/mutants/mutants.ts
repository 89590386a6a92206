import { readFileSync, globSync } from 'node:fs'
import { basename } from 'node:path'
import { mutationsOf, type Mutation } from './mutations.ts'

/** A change to a source of the tree, in words, too. */
export interface Mutant extends Mutation {
  readonly area: string
  /** From the root of the tree. */
  readonly file: string
  readonly lineNumber: number
  /** The line it begins in, without the blanks around it: with the file's name and the change, what it is known by. */
  readonly line: string
  readonly change: string
}

export interface Area {
  readonly name: string
  readonly sources: readonly string[]
  /** Of these, what another area has or nothing ships. */
  readonly without: readonly string[]
  /** The packages whose tests are the area's own. */
  readonly tests: readonly string[]
}

const coreTests = ['kernel', 'core', 'testkit']
const area = (name: string, sources: readonly string[], tests = [name], without: readonly string[] = []): Area => ({
  name,
  sources,
  without,
  tests,
})

export const areas: readonly Area[] = [
  area('kernel', ['packages/kernel/src/**/*.ts'], coreTests),
  area('domain', ['packages/core/src/domain/**/*.ts'], coreTests),
  area('core', ['packages/core/src/**/*.ts'], coreTests, ['packages/core/src/{domain,testing}/**']),
  ...['sqlite', 'postgres', 'eventstoredb', 'audit', 'report', 'cli'].map((name) =>
    area(name, [`packages/${name}/src/**/*.ts`]),
  ),
]

/** All mutants of an area, in the order of its sources. */
export function mutantsOf({ name, sources, without }: Area): Mutant[] {
  return globSync([...sources], { exclude: [...without] })
    .toSorted()
    .flatMap((file) => {
      const source = readFileSync(file, 'utf8')
      return mutationsOf(file, source).map((mutation) => ({
        ...mutation,
        area: name,
        file,
        ...inWords(source, mutation),
      }))
    })
}

function inWords(
  source: string,
  { start, end, replacement }: Mutation,
): Pick<Mutant, 'lineNumber' | 'line' | 'change'> {
  const before = source.slice(0, start)
  const lineNumber = before.split('\n').length
  const line = (source.split('\n')[lineNumber - 1] ?? '').trim()
  return { lineNumber, line, change: `${short(source.slice(start, end))} → ${short(replacement)}` }
}

const short = (text: string): string => {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  return flat.length > 120 ? `${flat.slice(0, 117)}…` : flat
}

export const mutated = (source: string, { start, end, replacement }: Mutation): string =>
  source.slice(0, start) + replacement + source.slice(end)

/** What a known survivor is found by, wherever its file lies and whatever stands above it. */
export const nameOf = ({ file, line, change }: Pick<Mutant, 'file' | 'line' | 'change'>): string =>
  JSON.stringify([basename(file), line, change])
