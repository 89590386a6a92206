import {
  coverageOn,
  figureCatalogue,
  figureRows,
  hasDays,
  plusDays,
  relations,
  rowsOn,
  type Facts,
  type Ledger,
  type View,
} from '@taizhang/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, scriptArbitrary, smallUniverse, type Tried } from '../src/index.ts'
import * as naive from './naive/index.ts'
import type { PlainEvent } from './naive/index.ts'

const books = 1000
const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
/** Each day on which something may happen, the day before and the day after. */
const days = [
  ...new Set(smallUniverse.days.flatMap((day) => [plusDays(day, -1), day, plusDays(day, 1)])),
  '1921-07-23',
  '2025-01-01',
]

const plain = (ledger: Ledger): PlainEvent[] =>
  ledger.events().map(({ order, recordedFrom, recordedTo, withdrawnBy, ...event }) => event)

const rowText = ({
  relation,
  key,
  attributes,
  from,
  to,
  openedBy,
  closedBy,
}: {
  relation: string
  key: object
  attributes: object
  from: string
  to: string
  openedBy: number
  closedBy: number | null
}): string => JSON.stringify([relation, sorted(key), sorted(attributes), from, to, openedBy, closedBy])
const sorted = (value: object): unknown => Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))

const allRows = (facts: Facts): string[] =>
  relations.flatMap((relation) => facts.rows(relation).filter(hasDays).map(rowText)).toSorted()

const figureTexts = (
  rows: readonly { figure: string; scope?: string | undefined; by?: unknown; value: unknown }[],
): string[] => rows.map(({ figure, scope, by, value }) => JSON.stringify([figure, scope, by, value]))

function expectSame(view: View, events: readonly PlainEvent[], asOf: string): void {
  const knownAt = view.size
  expect(allRows(view.facts)).toEqual(naive.allRows(events, knownAt).map(rowText).toSorted())
  expect(relations.flatMap((relation) => rowsOn(view, relation).map(rowText)).toSorted()).toEqual(
    naive.rowsOn(events, { asOf, knownAt }).map(rowText).toSorted(),
  )
  expect(coverageOn(view).scopes).toEqual(naive.coverageOn(events, { asOf, knownAt }))
  for (const id of naive.figureIds) {
    const figure = figureCatalogue.get(id)
    if (!figure) throw new Error(`no figure ${id}`)
    const windows = figure.kind === 'flow' ? [{ from: '2018-01-01', to: asOf }] : []
    const found = [figureRows(view, figure), ...windows.map((window) => figureRows(view, figure, { window }))]
    const simple = [
      naive.figureRows(events, id, { asOf, knownAt }),
      ...windows.map((window) => naive.figureRows(events, id, { ...window, knownAt })),
    ]
    expect(found.map(figureTexts)).toEqual(simple.map(figureTexts))
  }
}

/** The events that a refused batch would have come to. */
const attempted = ({ drafts, recordedAt }: Tried, size: number): PlainEvent[] =>
  drafts.map((draft, index) => ({
    ...draft,
    id: draft.id ?? '',
    actor: 'tester',
    version: 1,
    book: 'test',
    position: size + index,
    batch: { index, count: drafts.length },
    recordedAt: recordedAt.toISOString(),
  }))

test(`${books} random books agree with the naive model, seed ${seed}`, { timeout: 300_000 }, async () => {
  let recorded = 0
  let refused = 0
  await fc.assert(
    fc.asyncProperty(scriptArbitrary(), fc.constantFrom(...days), fc.nat(), async (script, asOf, pick) => {
      const ledger = await play(script, {
        onTried: (tried, so) => {
          if (tried.recorded) recorded++
          else refused++
          const held = plain(so)
          const impossible = naive.impossible(tried.recorded ? held : [...held, ...attempted(tried, held.length)])
          expect([tried.recorded, impossible]).toEqual([impossible.length === 0, impossible])
        },
      })
      const events = plain(ledger)
      expectSame(ledger.asOf(asOf), events, asOf)
      expectSame(ledger.asOf(asOf, { knownAt: 1 + (pick % events.length) }), events, asOf)
    }),
    { numRuns: books, seed },
  )
  console.log(`${books} books, seed ${seed}: ${recorded} batches recorded, ${refused} refused by both`)
  expect(recorded).toBeGreaterThan(books)
})
