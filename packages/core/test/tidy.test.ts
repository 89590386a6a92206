import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { events, relations } from '../src/index.ts'
import { figureCatalogue } from '../src/figures/index.ts'

const source = new URL('../src/', import.meta.url).pathname
const files = globSync('**/*.ts', { cwd: source })
const importsOf = (file: string): string[] =>
  [...readFileSync(source + file, 'utf8').matchAll(/from '([^']+)'/g)].map(([, from = '']) => from)

test('core imports nothing outside zod, date-fns, @date-fns/utc and leven', () => {
  const outside = files.flatMap(importsOf).filter((from) => !from.startsWith('.'))
  expect(outside.filter((from) => !/^(zod|date-fns|@date-fns\/utc|leven)(\/|$)/.test(from))).toEqual([])
  expect(outside).not.toContain('date-fns')
})

test('the kernel knows no domain word', () => {
  const kernel = files.filter((file) => file.startsWith('kernel/'))
  expect(kernel.length).toBeGreaterThan(10)
  expect(kernel.flatMap(importsOf).filter((from) => from.startsWith('../'))).toEqual([])
})

test('every event has an example that its schema takes, and a file of its name', () => {
  const names = new Set(files.map((file) => basename(file, '.ts')))
  for (const { type, data, example, title, doc } of events) {
    expect([type, data.safeParse(example).error]).toEqual([type, undefined])
    expect(names).toContain(type.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase())
    expect([title.zh, title.en, doc.zh, doc.en].every((words) => words.length > 0)).toBe(true)
  }
  expect(events.length).toBeGreaterThan(40)
})

test('no file stands alone: each is an entry of the package, or imported by another', () => {
  const imported = new Set(files.flatMap(importsOf).map((from) => basename(from)))
  const entries = new Set(Object.values(manifest.exports).map((entry) => Object.values(entry)[0]))
  expect(files.filter((file) => !entries.has(`./src/${file}`) && !imported.has(basename(file)))).toEqual([])
})

test('relations and figures have titles in both languages', () => {
  for (const { title } of [...relations, ...figureCatalogue.values()])
    expect(title.zh.length * title.en.length).toBeGreaterThan(0)
})
