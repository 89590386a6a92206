import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }

const source = new URL('../src/', import.meta.url).pathname
const files = globSync('**/*.ts', { cwd: source })
const textOf = (file: string): string => readFileSync(source + file, 'utf8')
const importsOf = (file: string): string[] => [...textOf(file).matchAll(/from '([^']+)'/g)].map(([, from = '']) => from)

test('the kernel imports nothing outside zod, leven, date-fns and @date-fns/utc', () => {
  const outside = files.flatMap(importsOf).filter((from) => !from.startsWith('.'))
  expect(outside.length).toBeGreaterThan(10)
  expect(outside.filter((from) => !/^(zod|leven|date-fns|@date-fns\/utc)(\/|$)/.test(from))).toEqual([])
  expect(outside).not.toContain('date-fns')
})

/** The code, without comments and texts for people. */
const codeOf = (file: string): string =>
  textOf(file)
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    .replaceAll(/(['"`])(?:\\.|(?!\1).)*\1/g, '')

test('the kernel knows no word of the Party', () => {
  const words = /\b(\w*[uU]nitId|organization\w*|member\w*ship|branch\w*|secretar\w*|party\w*)\b/
  expect(files.length).toBeGreaterThan(60)
  expect(files.flatMap((file) => codeOf(file).match(words)?.[0] ?? [])).toEqual([])
})

test('no file stands alone: each is an entry of the package, or imported by another', () => {
  const imported = new Set(files.flatMap(importsOf).map((from) => basename(from)))
  const entries = new Set(Object.values(manifest.exports).map((entry) => Object.values(entry)[0]))
  expect(files.filter((file) => !entries.has(`./src/${file}`) && !imported.has(basename(file)))).toEqual([])
})
