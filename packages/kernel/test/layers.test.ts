import { globSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const packages = new URL('../../', import.meta.url).pathname

/** Which of our packages each may load; ARCHITECTURE.md says why. */
const mayKnow: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  // For core's own entry for tests, `/testing`, alone.
  core: ['kernel', 'testkit'],
  testkit: ['kernel'],
  sqlite: ['kernel'],
  postgres: ['kernel'],
  eventstoredb: ['kernel'],
  audit: ['kernel'],
  report: ['kernel', 'core'],
  tabular: ['kernel'],
  explorer: ['kernel', 'core', 'audit'],
  cli: ['kernel', 'core', 'sqlite', 'postgres', 'eventstoredb', 'audit', 'report', 'tabular', 'explorer'],
}

/** A package's sources, each with what it imports, types too; comments are left out. */
const sourcesOf = (name: string): ReadonlyMap<string, readonly string[]> => {
  const source = join(packages, name, 'src')
  const code = (file: string): string =>
    readFileSync(join(source, file), 'utf8').replaceAll(/^\s*(?:\/\*\*|\*|\/\/).*$/gm, '')
  return new Map(
    globSync('**/*.ts', { cwd: source }).map((file) => [
      file,
      [...code(file).matchAll(/(?:from|import\(|import) ?'([^']+)'/g)].map(([, from = '']) => from),
    ]),
  )
}

test('every package is told here what it may know', () => {
  expect(Object.keys(mayKnow).toSorted()).toEqual(readdirSync(packages).toSorted())
})

test('core needs testkit for its entry for tests alone', () => {
  const users = [...sourcesOf('core')].filter(([, imports]) =>
    imports.some((from) => from.startsWith('@taizhang/testkit')),
  )
  expect(users.map(([file]) => file).filter((file) => !file.startsWith('testing/'))).toEqual([])
})

test.each(Object.entries(mayKnow))('%s knows no other package than %j', (name, known) => {
  const sources = sourcesOf(name)
  expect(sources.size).toBeGreaterThan(0)
  const ours = [...sources.values()].flat().flatMap((from) => /^@taizhang\/([a-z]+)/.exec(from)?.[1] ?? [])
  expect([...new Set(ours)].filter((other) => other !== name && !known.includes(other))).toEqual([])
})

test('no files import one another in a ring, not even types', () => {
  const rings = Object.keys(mayKnow).flatMap((name) => {
    const sources = sourcesOf(name)
    const next = (file: string): readonly string[] =>
      (sources.get(file) ?? []).filter((from) => from.startsWith('.')).map((from) => join(file, '..', from))
    const reached = new Map([...sources.keys()].map((file) => [file, reachedFrom(file, next)]))
    const inRing = [...reached].filter(([file, others]) => others.has(file))
    const told = inRing.map(([file, others]) =>
      inRing
        .map(([other]) => other)
        .filter((other) => others.has(other) && reached.get(other)?.has(file))
        .toSorted()
        .join(' '),
    )
    return [...new Set(told)].map((ring) => `${name}: ${ring}`)
  })
  expect(rings).toEqual([])
})

/** All files that a file imports, and what those import in turn. */
function reachedFrom(file: string, next: (file: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>()
  const rest = [...next(file)]
  for (let one = rest.pop(); one !== undefined; one = rest.pop())
    if (!reached.has(one)) {
      reached.add(one)
      rest.push(...next(one))
    }
  return reached
}
