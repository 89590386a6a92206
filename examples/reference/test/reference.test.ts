import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { examplesOf, snippetsIn, type Example } from '../examples-in.ts'
import { compile, run, writeProject } from '../project.ts'

const root = join(import.meta.dirname, '../../..')
const shown = [
  'kernel',
  'core',
  'sqlite',
  'postgres',
  'eventstoredb',
  'audit',
  'report',
  'explorer',
  'tabular',
  'testkit',
].map((folder) => examplesOf(join(root, 'packages'), folder))
const directory = mkdtempSync(join(tmpdir(), 'taizhang-examples-'))
const examples = shown.flatMap((one) => one.examples)
// Two that are not as they should be, which are to be found.
const wrong = (code: string): Example => ({ of: 'wrong', package: 'kernel', entry: '@taizhang/kernel', code })
const [untrue, untyped] = [wrong("plusDays('2021-06-30', 1) // => '2021-07-02'"), wrong('plusDays(20210630, 1)')]
const modules = writeProject(directory, [...examples, ...snippetsIn(root), untrue, untyped])
/** Other pages show parts of programs, about files and servers that are not here. */
const isPart = ({ entry, of }: Example): boolean => entry === '' && of !== 'docs/write-a-domain.md'
const isTest = ({ entry }: Example): boolean => entry === '@taizhang/testkit'

afterAll(() => rmSync(directory, { recursive: true }))

test('every function and class of a public entry, and every method, has an example', () => {
  expect(shown.flatMap(({ without }) => without)).toEqual([])
})

test('every type, function and class of a public entry has a comment', () => {
  expect(shown.flatMap(({ uncommented }) => uncommented)).toEqual([])
})

test('examples, and what the pages show, compile', () => {
  const found = compile(directory, modules)
  expect(found.filter(({ of }) => of !== untyped.of)).toEqual([])
  expect(found[0]?.says).toContain('TS2345')
})

test('examples run, and come to what they say', () => {
  const some = [...modules].filter(([, example]) => !isPart(example) && !isTest(example))
  expect(some.length).toBeGreaterThan(200)
  const found = run(directory, new Map(some))
  expect(found.filter(({ of }) => of !== untrue.of)).toEqual([])
  expect(found.map(({ says }) => says.split('\n')[0])).toEqual([
    expect.stringContaining('AssertionError'),
    expect.stringContaining('LedgerError'),
  ])
})

// They are tests themselves, so they run as such.
describe('examples of the testkit', async () => {
  for (const [file, example] of modules) if (isTest(example)) await import(pathToFileURL(join(directory, file)).href)
})
