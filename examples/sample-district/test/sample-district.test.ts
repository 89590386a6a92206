import { readFileSync } from 'node:fs'
import { coverageOn, figureCatalogue, figureRows, memoryStore, openLedger, restoreLedger } from '@taizhang/core'
import { expect, test } from 'vitest'
import { generateSample } from '../generate.ts'

const committed = readFileSync(new URL('../sample-district.ndjson', import.meta.url), 'utf8')
const store = memoryStore()
const restored = await restoreLedger(store, committed.trimEnd().split('\n'))
const ledger = await openLedger(store, { book: '350399' })
const view = ledger.asOf('2021-06-30')

test('the sample is a whole valid book', () => {
  expect(restored).toMatchObject({ ok: true, book: '350399' })
})

test('coverage is as the report has it, and as it was known in July', () => {
  expect(coverageOn(view).scopes).toMatchObject([
    {
      listed: 125,
      covered: 119,
      rate: '95.2',
      workRate: '100.0',
      organizations: 80,
      committees: 3,
      members: 610,
      employees: 17489,
    },
    { listed: 51, covered: 44, rate: '86.3', workRate: '100.0', organizations: 24, members: 121, employees: 2026 },
  ])
  expect(coverageOn(ledger.asOf('2021-06-30', { knownAt: '2021-07-05' })).scopes[0]).toMatchObject({
    covered: 118,
    rate: '94.4',
  })
})

test.each([
  ['organizations-founded', [16]],
  ['upgrades', [1]],
  ['terms-renewed', [69]],
  ['members-recruited', [56, 91, 147]],
  ['investors-recruited', [1]],
  ['dossiers', [104]],
  ['instructors', [63]],
  ['instructor-batches', [2]],
  ['units-paired', [154]],
])('%s is as the report has it', (id, values) => {
  const figure = figureCatalogue.get(id)
  expect(figure && figureRows(view, figure).map(({ value }) => value)).toEqual(values)
})

test('generating it again gives the committed bytes', async () => {
  expect((await generateSample()).text).toBe(committed)
})
