import { join } from 'node:path'
import { expect, test } from 'vitest'
import { words } from '../../../scripts/site/all-refusal-words.ts'
import { reasonsIn } from '../../../scripts/site/refusals.ts'

const reasons = reasonsIn(join(import.meta.dirname, '../../../packages'))

test('the codes of a few refusals of every form are found in the sources', () => {
  const found = new Set(reasons.map(({ code }) => code))
  const some = [
    'invalid',
    'already-open',
    'bad-day',
    'no-such-scope',
    'store-busy',
    'approved-before',
    'outcome-unknown',
  ]
  expect(some.filter((code) => !found.has(code))).toEqual([])
})

test('every code has words: when it occurs, and what to do', () => {
  const said = Object.values(words).flatMap((some) => Object.keys(some))
  // A new code is one entry in `refusals.ts` of its package.
  expect(reasons.map(({ code }) => code).filter((code) => !said.includes(code))).toEqual([])
})

test('no words are left of a code that is gone, and none are said twice', () => {
  const said = Object.values(words).flatMap((some) => Object.keys(some))
  expect(said.toSorted()).toEqual([...new Set(reasons.map(({ code }) => code))].toSorted())
})
