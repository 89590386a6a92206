import { party, rowsOn, type Row, type View } from '@taizhang/core'
import {
  behind,
  conditionOf,
  figureCatalogue,
  figureRows,
  leftOut,
  listNamed,
  listOf,
  listsOf,
  type Figure,
} from '@taizhang/core/figures'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, scriptArbitrary, smallUniverse } from '../src/testing/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const days = [...new Set(smallUniverse.days)]
const compared = { rows: 0, counted: 0, leftOut: 0, cells: 0 }

const keyOf = (row: Row): string => JSON.stringify(row.key)
const listAbout = (view: View, figure: Figure): string | undefined => {
  const stock = figure.kind === 'rate' ? figure.part : figure
  const lists = [...listsOf(view).values()]
  return stock.kind === 'stock' ? lists.find(({ of }) => of === stock.of)?.id : undefined
}

/** What a figure counts and what it leaves out are lists, and together all that it could count. */
function expectSameSubjects(view: View, figure: Figure, id: string, scope: string | undefined): void {
  const list = listNamed(view, id)
  const asked = { figure, scope }
  const counted = listOf(view, list, { counted: asked }).rows.map(({ row }) => keyOf(row))
  const out = listOf(view, list, { leftOut: asked }).rows.map(({ row }) => keyOf(row))
  const subjects = behind(view, figure, { scope }).flatMap(({ rows }) =>
    rows.filter(({ relation }) => relation === list.of.name).map(keyOf),
  )
  const known = new Set(rowsOn(view, list.of).map(keyOf))
  expect([figure.id, counted.toSorted()]).toEqual([
    figure.id,
    [...new Set(subjects)].filter((key) => known.has(key)).toSorted(),
  ])
  const left = leftOut(view, figure, scope).map(({ row }) => keyOf(row))
  expect([figure.id, out.toSorted()]).toEqual([
    figure.id,
    [...new Set(left)].filter((key) => known.has(key)).toSorted(),
  ])
  compared.counted += counted.length
  compared.leftOut += out.length
}

function expectLists(view: View): void {
  for (const list of listsOf(view).values()) {
    const { rows, columns } = listOf(view, list)
    expect(rows.map(({ row }) => keyOf(row)).toSorted()).toEqual(rowsOn(view, list.of).map(keyOf).toSorted())
    for (const { row, cells } of rows)
      for (const [at, { id }] of columns.entries()) {
        const own = { ...row.attributes, ...row.key }[id]
        if (typeof own !== 'string' || id === 'organizationId') continue
        expect([list.id, id, cells[at]]).toEqual([list.id, id, [own]])
        compared.cells++
      }
    for (const { id } of columns) {
      const sorted = listOf(view, list, { sort: `-${id}` })
      expect(sorted.rows.map(({ row }) => keyOf(row)).toSorted()).toEqual(rows.map(({ row }) => keyOf(row)).toSorted())
    }
    compared.rows += rows.length
  }
}

test(`lists hold what holds on the day, and what figures count or leave out, seed ${seed}`, async () => {
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 40 }), fc.constantFrom(...days), async (script, day) => {
      const ledger = await play(script)
      for (const view of [ledger.asOf(day), ledger.asOf('2025-01-01')]) {
        expectLists(view)
        for (const figure of figureCatalogue.values()) {
          const id = listAbout(view, figure)
          const scopes = figure.scopedBy ? figureRows(view, figure).map(({ scope }) => scope) : [undefined]
          if (id !== undefined) for (const scope of new Set(scopes)) expectSameSubjects(view, figure, id, scope)
        }
      }
    }),
    { numRuns: 60, seed },
  )
  const few = Object.entries(compared).filter(([, count]) => count < 500)
  expect(few).toEqual([])
})

test('a list takes conditions and columns, and refuses what it does not know', async () => {
  const ledger = await play([])
  const view = ledger.asOf('2021-06-30')
  const units = listNamed(view, 'units')
  expect(
    listOf(view, units, { columns: ['name', 'town'], where: [conditionOf('town=临港镇')] }).columns.map(({ id }) => id),
  ).toEqual(['name', 'town'])
  expect(() => listNamed(view, 'unit')).toThrow(/units/)
  expect(() => listOf(view, units, { columns: ['nmae'] })).toThrow(/name/)
  expect(() => listOf(view, units, { sort: '-twon' })).toThrow(/town/)
  expect(() => listOf(view, units, { where: [conditionOf('status=full')] })).toThrow(/town/)
  const flow = figureCatalogue.get('members-recruited') as Figure
  expect(() => listOf(view, units, { counted: { figure: flow } })).toThrow(/explain/)
  const members = figureCatalogue.get('members') as Figure
  expect(() => listOf(view, units, { counted: { figure: members, scope: 'enterprise' } })).toThrow(
    /does not count units/,
  )
  expect(party.lists.map(({ id }) => id)).toEqual(['units', 'organizations', 'members', 'terms', 'instructors'])
})
