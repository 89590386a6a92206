import { party, plusDays, relation, type Draft, type Row } from '@taizhang/core'
import {
  amountIn,
  behind,
  figureCatalogue,
  figureRows,
  measureTitle,
  measureWords,
  windowOf,
} from '@taizhang/core/figures'
import { entriesOf } from '@taizhang/kernel/internal'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod'
import {
  play,
  scriptArbitrary,
  smallUniverse,
  type Move,
  type Script,
  type PartyUniverse as Universe,
} from '../src/testing/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const days = [...new Set(smallUniverse.days.flatMap((day) => [plusDays(day, -1), day])), '2025-01-01']
const start = '2018-01-01'
const figures = [...figureCatalogue.values()]

/** What figures are told apart by: kinds, products, posts, submitters. */
const toldApart = [
  'ActivityRecorded',
  'MemberRecruited',
  'OrganizationReassigned',
  'RoleUnitEstablished',
  'SuggestionSubmitted',
  'SuggestionAdopted',
  'VenueOpened',
  'VenueClosed',
]
const universe: Universe = { ...smallUniverse, days: smallUniverse.days.slice(0, 3) }
const move = (type: string, data: Draft['data']): Move => ({
  draft: { type, effectiveOn: '2018-01-01', data },
  corrects: undefined,
})
/** Role units of two kinds and a term that is soon over are in every book. */
const always: Script = [
  [
    move('OrganizationFounded', {
      organizationId: 'o-last',
      name: 'o-last',
      kind: 'branch',
      formation: 'solo',
      category: 'enterprise',
      unitIds: [],
    }),
  ],
  [move('TermStarted', { organizationId: 'o-last', years: 3 })],
  ['responsibility-area', 'commando'].map((kind) =>
    move('RoleUnitEstablished', { roleUnitId: kind, kind, organizationId: 'o-last' }),
  ),
]
/** A row by all that is recorded of it. */
const nameOf = ({ key, from, to, openedBy }: Row): string => JSON.stringify([key, from, to, openedBy])

const scripts = fc
  .oneof(scriptArbitrary(), scriptArbitrary({ batches: 60, universe, mostly: toldApart }))
  .map((script) => [...script, ...always])

test(`what is behind a figure's value adds up to it, and the facts that it counts are as recorded, in every scope and every part; seed ${seed}`, async () => {
  let contributions = 0
  const found = new Set<string>()
  const told = new Set<string>()
  await fc.assert(
    fc.asyncProperty(scripts, fc.constantFrom(...days), async (script, day) => {
      const view = (await play(script)).asOf(day)
      const recorded = new Set(Object.values(relation).flatMap((one) => view.facts.rows(one).map(nameOf)))
      for (const figure of figures)
        for (const asked of day < start ? [{}] : [{}, { from: start, to: day }]) {
          // What begins after the day has no days yet, and is asked about all the same.
          const window = windowOf(view, figure, asked)
          expect(window.from <= window.to).toBe(true)
          // What is behind a rate is behind its part.
          const counted = 'part' in figure ? figure.part : figure
          const rows = figureRows(view, counted, { window })
          if (rows.length > 2 && counted === figure && !figure.scopedBy) told.add(figure.id)
          for (const { scope, by, value, qualifier } of rows) {
            const parts = behind(view, figure, { scope, by: by && Object.values(by)[0], window })
            contributions += parts.length
            if (parts.length > 0) found.add(figure.id)
            for (const row of parts.flatMap(({ rows }) => rows)) {
              if (counted.kind !== 'stock' || row.relation !== counted.of.name) continue
              expect([figure.id, nameOf(row), recorded.has(nameOf(row))]).toEqual([figure.id, nameOf(row), true])
            }
            // Where each part has a measure of its own there is no sum.
            const sum = value === null ? { value, qualifier } : amountIn(parts)
            expect([figure.id, by, sum]).toEqual([figure.id, by, { value, qualifier }])
          }
        }
    }),
    { numRuns: 60, seed },
  )
  expect(contributions).toBeGreaterThan(1000)
  // Figures of which two parts at least were there at once.
  expect([...told]).toContain('role-units')
  // It counts facts from a later day than that on which they begin.
  expect([...found]).toContain('terms-overdue')
})

test('every measure has its words, every figure has a measure, and a rate is in percent', () => {
  for (const figure of figures) {
    expect(Object.keys(measureWords)).toContain(figure.measure)
    const { zh, en } = measureTitle(figure.measure)
    expect([figure.id, zh.length > 0, en.length > 0]).toEqual([figure.id, true, true])
    expect([figure.id, figure.measure === 'percent']).toEqual([figure.id, figure.kind.endsWith('rate')])
  }
})

/** Types of events that say an amount of money. */
const money = [...party.events.values()]
  .filter(({ data }) => data instanceof z.ZodObject && 'amountFen' in data.shape)
  .map(({ type }) => type)

test(`what sums up amounts of money is in fen, and what is in fen sums up nothing else; seed ${seed}`, async () => {
  const inFen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ mostly: [...money, 'ActivityRecorded'], batches: 40 }), async (script) => {
      const ledger = await play(script)
      const { facts } = ledger.asOf('2025-01-01')
      for (const figure of figures) {
        if (figure.kind !== 'flow' || figure.distinct === true) continue
        for (const { value, events } of entriesOf(facts, figure)) {
          const [event] = events.map((position) => ledger.event(position))
          const { amountFen, kind, quantity } = event?.data ?? {}
          const fen = amountFen ?? (kind === 'donation' ? (quantity as { readonly value: number }).value : undefined)
          // One event may be counted as one.
          if (value === 1) continue
          expect([figure.id, figure.measure === 'fen']).toEqual([figure.id, fen === value])
          if (figure.measure === 'fen') inFen.set(figure.id, (inFen.get(figure.id) ?? 0) + 1)
        }
      }
    }),
    { numRuns: 60, seed },
  )
  const all = figures.filter(({ kind, measure }) => kind === 'flow' && measure === 'fen').map(({ id }) => id)
  expect([...inFen.keys()].toSorted()).toEqual(all.toSorted())
})
