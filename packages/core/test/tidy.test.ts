import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import * as z from 'zod'
import { events, party, relations } from '../src/index.ts'
import { figureCatalogue } from '../src/figures/index.ts'

const source = new URL('../src/', import.meta.url).pathname
const files = globSync('**/*.ts', { cwd: source })
const importsOf = (file: string): string[] =>
  [...readFileSync(source + file, 'utf8').matchAll(/from '([^']+)'/g)].map(([, from = '']) => from)

test('core imports nothing outside the kernel and zod, but for what its tests are made with', () => {
  const outside = files
    .filter((file) => !file.startsWith('testing/'))
    .flatMap(importsOf)
    .filter((from) => !from.startsWith('.'))
  expect(outside.filter((from) => !/^(zod|@taizhang\/kernel)(\/|$)/.test(from))).toEqual([])
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

/** The members of a JSON schema and of all schemas within it. */
const membersOf = (schema: unknown): readonly string[] => {
  if (typeof schema !== 'object' || schema === null) return []
  if (Array.isArray(schema)) return schema.flatMap(membersOf)
  const { properties = {} } = schema as { readonly properties?: object }
  return [...Object.keys(properties), ...Object.values(schema).flatMap(membersOf)]
}

const wordless = (members: readonly string[]): readonly string[] =>
  members.filter((member) => party.fieldOf(member).zh === member)

test('people have a word for every member of events and facts', () => {
  const ofEvents = events.map(({ type, data }) => [
    type,
    wordless(membersOf(z.toJSONSchema(data, { io: 'input', unrepresentable: 'any' }))),
  ])
  const ofFacts = relations.map(({ name, key, attributes }) => [name, wordless([...key, ...Object.keys(attributes)])])
  expect([...ofEvents, ...ofFacts].filter(([, found = '']) => found.length > 0)).toEqual([])
  expect(
    events.flatMap(({ data }) => membersOf(z.toJSONSchema(data, { io: 'input', unrepresentable: 'any' }))).length,
  ).toBeGreaterThan(200)
})
