import { relation, rowsOn } from '@taizhang/core'
import { figureNamed, figureRows, statisticsForms, statisticsOf, type FilledForm } from '@taizhang/core/figures'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, scriptArbitrary, smallUniverse } from '../src/testing/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const days = [...new Set(smallUniverse.days)]

const mostly = [
  'MemberEnrolled',
  'MemberRecruited',
  'MemberConfirmed',
  'MembershipEnded',
  'ProbationExtended',
  'ProbationCancelled',
  'OrganizationFounded',
  'TermRenewed',
  'UnitListed',
]

/** The checks of a form that do not hold, told in words. */
function failing({ form, cells }: FilledForm): readonly string[] {
  const number = (row: number, column: number): number =>
    cells[form.rows.findIndex((one) => one.number === row)]?.[form.columns.findIndex((one) => one.number === column)] ??
    0
  return form.checks.flatMap(({ of, line, plus, minus = [] }) => {
    const at = (one: number, other: number): number => (of === 'rows' ? number(one, other) : number(other, one))
    return (of === 'rows' ? form.columns : form.rows).flatMap((other) => {
      if (other.unknown) return []
      const all = [...plus.map((one) => at(one, other.number)), ...minus.map((one) => -at(one, other.number))]
      const sum = all.reduce((total, one) => total + one, 0)
      return sum === at(line, other.number) ? [] : [`form ${form.id}, ${of} ${line} of ${other.number}: ${sum}`]
    })
  })
}

test(`the forms' own sums hold in random books, and what they have in common with figures is the same; seed ${seed}`, async () => {
  const seen = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 40, mostly }), fc.constantFrom(...days), async (script, from) => {
      const ledger = await play(script)
      for (const day of days.filter((one) => one >= from).slice(0, 4)) {
        const view = ledger.asOf(day)
        const filled = [...statisticsForms.keys()].map((id) => statisticsOf(view, id, { from }))
        expect(filled.flatMap(failing)).toEqual([])
        for (const { form, cells } of filled)
          seen.set(form.id, (seen.get(form.id) ?? 0) + cells.flat().reduce<number>((all, one) => all + (one ?? 0), 0))
        const [first, , , terms, enterprises, social] = filled.map(({ cells }) => cells)
        const kinds = rowsOn(view, relation.unit).map(({ attributes }) => attributes.kind)
        expect(enterprises?.[0]?.[0]).toBe(kinds.filter((kind) => kind === 'enterprise').length)
        expect(social?.[0]?.[0]).toBe(kinds.filter((kind) => kind !== 'enterprise').length)
        expect(terms?.[0]?.[0]).toBe(figureRows(view, figureNamed('dossiers'))[0]?.value)
        const members = rowsOn(view, relation.membership).filter(({ attributes }) => attributes.status !== 'suspended')
        expect(first?.[15]?.[0]).toBe(members.length)
      }
    }),
    { numRuns: 25, seed },
  )
  // Every form had something to count.
  expect([...seen.entries()].filter(([, all]) => all === 0)).toEqual([])
})
