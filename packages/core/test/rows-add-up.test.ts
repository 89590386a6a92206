import { draft, LedgerError, type Draft, type View } from '@taizhang/core'
import { behind, figureCatalogue, figureRows, overWindow, type Figure, type FigureRow } from '@taizhang/core/figures'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { given, play, scriptArbitrary, smallUniverse } from '../src/testing/index.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const days = [...new Set(smallUniverse.days)]
/** What a figure is also counted by comes from these. */
const telling = [
  'AppraisalScored',
  'DualReviewHeld',
  'OrganizationReassigned',
  'RoleUnitEstablished',
  'SuggestionAdopted',
  'SuggestionSubmitted',
]
const shells = ['OrganizationFlagged', 'RectificationClosed', 'OrganizationDissolved', 'OrganizationMerged']

/** In thousandths: no quantity has more decimals. */
const thousandths = (value: FigureRow['value']): number => Math.round(Number(value) * 1000)
const worst = ['more-than', 'about', 'at-least'] as const

const isToldApart = (figure: Figure): boolean => 'by' in figure && figure.by !== undefined
/** With how many rows in all the law was seen to hold. */
const seen = new Map<string, number>()

/** Rows of one figure, of one scope, on one day: the parts, then the total. */
function expectToAddUp(figure: Figure, rows: readonly FigureRow[]): void {
  const total = rows.at(-1)
  const parts = rows.filter(({ by }) => by !== undefined)
  expect(total?.by).toBeUndefined()
  for (const { figure: id, scope, asOf, from, to } of parts)
    expect({ id, scope, asOf, from, to }).toEqual({
      id: figure.id,
      scope: total?.scope,
      asOf: total?.asOf,
      from: total?.from,
      to: total?.to,
    })
  expect(rows).toHaveLength(parts.length + 1)
  expect([figure.id, parts.length === 0 || isToldApart(figure)]).toEqual([figure.id, true])
  // Where each part has its own measure there is no total.
  expect([figure.id, figure.measure !== 'various' || total?.value === null]).toEqual([figure.id, true])
  if (!isToldApart(figure) || figure.measure === 'various') return
  seen.set(figure.id, (seen.get(figure.id) ?? 0) + parts.length)
  expectSum(figure, parts, total)
}

function expectSum(figure: Figure, parts: readonly FigureRow[], total: FigureRow | undefined): void {
  const { value = null, qualifier, repeated } = total ?? {}
  const sum = parts.reduce((so, part) => so + thousandths(part.value), 0)
  expect([figure.id, thousandths(value), qualifier]).toEqual([
    figure.id,
    sum - thousandths(repeated ?? 0),
    worst.find((one) => parts.some((part) => part.qualifier === one)),
  ])
  expect([figure.id, repeated === undefined || 'distinct' in figure]).toEqual([figure.id, true])
}

const members = ['MemberRecruited', 'MembershipEnded', 'MemberTransferredOut']

test.each([[telling], [shells], [members], [['VenueOpened']], [['ActivityRecorded']], [undefined]])(
  `the rows of every figure add up to its total, seed ${seed}: books mostly of %j`,
  async (mostly) => {
    const scripts = scriptArbitrary({ batches: 40, ...(mostly ? { mostly } : {}) })
    await fc.assert(
      fc.asyncProperty(scripts, fc.constantFrom(...days), fc.constantFrom(...days), async (script, asOf, from) => {
        const ledger = await play(script)
        for (const view of [ledger.asOf(asOf), ledger.asOf('2025-01-01')])
          for (const figure of figureCatalogue.values()) {
            const windows = overWindow(figure) && from <= view.asOf ? [{}, { from }] : [{}]
            for (const window of windows) {
              const rows = figureRows(view, figure, { window })
              for (const own of Map.groupBy(rows, ({ scope }) => scope).values()) expectToAddUp(figure, own)
            }
            const untold = isToldApart(figure) ? behind(view, figure).filter(({ by }) => by === undefined) : []
            expect([figure.id, untold.length === 0 || 'distinct' in figure]).toEqual([figure.id, true])
          }
      }),
      { numRuns: 50, seed },
    )
  },
)

test('every figure that is told apart was seen with rows', () => {
  const told = [...figureCatalogue.values()].filter((figure) => isToldApart(figure) && figure.measure !== 'various')
  for (const { id } of told) expect([id, (seen.get(id) ?? 0) > 0]).toEqual([id, true])
})

const day = '2020-01-01'
const dues = (amountFen: number): Draft => draft('DuesPaid', day, { organizationId: 'o1', amountFen })
const headcount = (unitId: string, employees: number): Draft => draft('HeadcountReported', day, { unitId, employees })
const founded = (organizationId: string): Draft =>
  draft('OrganizationFounded', '2018-01-01', {
    organizationId,
    name: organizationId,
    kind: 'branch',
    formation: 'solo',
    category: 'enterprise',
    unitIds: [],
  })
const unit = (unitId: string): Draft => draft('UnitListed', '2018-01-01', { unitId, kind: 'enterprise', name: unitId })
const rowsOfFigure = (id: string) => (view: View) => {
  const figure = figureCatalogue.get(id)
  if (!figure) throw new Error(id)
  try {
    return figureRows(view, figure).map(({ scope, by, value }) => [scope ?? '', ...Object.values(by ?? {}), value])
  } catch (error) {
    return error instanceof LedgerError ? error.refusal.code : error
  }
}

test('a sum that no number stands for is refused, in money and in persons', async () => {
  const most = 10_000_000_000_000
  await given(founded('o1'))
    .when(...Array.from({ length: 900 }, () => dues(most)))
    .shows(day, rowsOfFigure('dues-paid'), [['', 900 * most]])
  await given(founded('o1'))
    .when(...Array.from({ length: 901 }, () => dues(most)))
    .shows(day, rowsOfFigure('dues-paid'), 'sum-too-large')
  const many = [unit('u1'), unit('u2'), headcount('u1', Number.MAX_SAFE_INTEGER)]
  await given(...many)
    .when(headcount('u2', 0))
    .shows(day, rowsOfFigure('employees'), [
      ['enterprise', Number.MAX_SAFE_INTEGER],
      ['social-organization', 0],
    ])
  await given(...many)
    .when(headcount('u2', 1))
    .shows(day, rowsOfFigure('employees'), 'sum-too-large')
})

test('who is secretary of two organizations is one person', async () => {
  const posts = ['o1', 'o2'].flatMap((organizationId) => [
    draft('OfficeTaken', day, { organizationId, personId: 'p1', post: 'secretary' }),
    draft('CrossAppointmentMade', day, {
      organizationId,
      personId: 'p1',
      partyPost: '书记',
      companyPost: '总经理',
      isCoreStaff: true,
    }),
  ])
  await given(founded('o1'), founded('o2'))
    .when(...posts)
    .shows(day, rowsOfFigure('secretaries-in-management'), [['', 1]])
})

test('an organization that comes to report to nobody is in a row, one that stays where it is in none', async () => {
  const reassigned = (superiorId: string | null): Draft =>
    draft('OrganizationReassigned', day, { organizationId: 'o1', superiorId })
  await given(founded('o1'), founded('o2'))
    .when(reassigned(null), reassigned('o2'), reassigned('o2'), reassigned(null))
    .shows(day, rowsOfFigure('organizations-reassigned'), [
      ['', '', 1],
      ['', 'o2', 1],
      ['', 2],
    ])
})
