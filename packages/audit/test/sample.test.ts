import { readFileSync } from 'node:fs'
import { memoryStore, openLedger, restoreLedger, type Ledger, type View } from '@taizhang/core'
import { figureCatalogue, figureRows, type Figure } from '@taizhang/core/figures'
import { beforeAll, describe, expect, test } from 'vitest'
import { diff, explain, late } from '../src/index.ts'

const file = new URL('../../../examples/sample-district/sample-district.ndjson', import.meta.url)
let ledger: Ledger

beforeAll(async () => {
  const store = memoryStore()
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  if (!(await restoreLedger(store, lines)).ok) throw new Error('the sample cannot be restored')
  ledger = await openLedger(store, { book: '350399' })
})

const figureOf = (id: string): Figure => {
  const figure = figureCatalogue.get(id)
  if (!figure) throw new Error(`no figure ${id}`)
  return figure
}

describe('the figure for 30 June was 94.4 % in July; why does it say 95.2 % now?', () => {
  test('because of a founding of 20 June that was recorded on 12 October', () => {
    const [then, now] = [ledger.asOf('2021-06-30', { knownAt: '2021-07-05' }), ledger.asOf('2021-06-30')]
    const { differences, events } = diff(ledger, then, now, { figures: [figureOf('organization-coverage')] })
    expect(differences).toMatchObject([
      { scope: 'enterprise', first: '94.4', second: '95.2', part: [118, 119], whole: [125, 125], difference: 1 },
    ])
    expect(events).toMatchObject([{ type: 'OrganizationFounded', effectiveOn: '2021-06-20' }])
    expect(events[0]?.recordedAt.slice(0, 10)).toBe('2021-10-12')
  })

  test('what was known then says which unit lacked an organization, and that it has one later', () => {
    const view = ledger.asOf('2021-06-01')
    const [found] = explain(ledger, view, figureOf('organization-coverage'), { scope: 'enterprise' })
    const later = found?.notCounted.filter(({ reasons }) => reasons.some(({ why }) => why === 'later'))
    expect(later).toMatchObject([{ reasons: [{ fact: { relation: 'coverage', openedOn: '2021-06-20' } }] }])
  })
})

test('a rate’s whole is what was counted and what was not, each with a reason', () => {
  for (const day of ['2013-12-31', '2017-06-30', '2021-06-30']) {
    for (const found of explain(ledger, ledger.asOf(day), figureOf('organization-coverage'))) {
      expect(found.counted.length + found.notCounted.length).toBe(found.whole)
      expect(found.notCounted.filter(({ reasons: [reason] }) => reason?.why === 'definition')).toEqual([])
    }
  }
})

const valuesOf = (view: View): Map<string, unknown> =>
  new Map(
    [...figureCatalogue.values()]
      .flatMap((figure) => figureRows(view, figure))
      .map(({ figure, scope, by, value }) => [JSON.stringify([figure, scope, by]), value]),
  )

const byLabel = ([a]: readonly unknown[], [b]: readonly unknown[]): number => (String(a) < String(b) ? -1 : 1)

test('late counts in a part of the book what the whole book says', () => {
  const { batches } = late(ledger, { days: 140 })
  expect(batches.length).toBeGreaterThan(5)
  for (const { size, asOf, moved } of batches) {
    const count = ledger.events().filter(({ recordedFrom }) => recordedFrom === size).length
    const [before, after] = [size - count, size].map((knownAt) => valuesOf(ledger.asOf(asOf, { knownAt })))
    const labels = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])]
    const direct = labels
      .map((label) => [label, before?.get(label) ?? 0, after?.get(label) ?? 0])
      .filter(([, a, b]) => a !== b)
    const told = moved.map(({ figure, scope, by, ...one }) => [
      JSON.stringify([figure, scope, by]),
      one.before ?? 0,
      one.after ?? 0,
    ])
    expect(told.toSorted(byLabel)).toEqual(direct.toSorted(byLabel))
  }
})
