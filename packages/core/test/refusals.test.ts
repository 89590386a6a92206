import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, scriptArbitrary, smallUniverse, type Move, type Script } from '../src/testing/index.ts'
import { expectSameReasons } from './same-reasons.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const books = 200
const batchMax = 4

/** Events that need others: parents, targets, what they refer to, a state that they find. */
const mostly = [
  'UnitListed',
  'UnitDelisted',
  'UnitRenamed',
  'UnitsMerged',
  'HeadcountReported',
  'CoverageExtended',
  'OrganizationFounded',
  'OrganizationReassigned',
  'OrganizationRenamed',
  'OrganizationDissolved',
  'OrganizationMerged',
  'OrganizationFlagged',
  'TermRenewed',
  'OfficeTaken',
  'OfficeLeft',
  'VenueOpened',
  'MemberEnrolled',
  'MemberTransferred',
  'MembershipEnded',
  'MembershipSuspended',
  'MemberConfirmed',
  'EventWithdrawn',
]

/** Few facts that begin and end again and again. */
const units = [
  'UnitListed',
  'UnitDelisted',
  'UnitRenamed',
  'UnitsMerged',
  'HeadcountReported',
  'MassOrganizationFormed',
]

/**
 * Moves in larger batches: what is in the way of one is often changed by another one of its batch, before or after it. Each withdrawal is
 * followed by another one of the same event.
 */
function together(script: Script): Script {
  const batches: Move[][] = []
  const moves = script
    .flat()
    .flatMap((move) =>
      move.draft.type === 'EventWithdrawn'
        ? [1, 2].map((back) => ({ draft: move.draft, corrects: (move.corrects ?? 0) + back }))
        : [move],
    )
  for (const move of moves) {
    const last = batches.at(-1)
    if (!last || last.length === 1 + (batches.length % batchMax)) batches.push([move])
    else last.push(move)
  }
  return batches
}

/** How often each reason must come up: where one does not, nothing was compared. */
const leastOf: Readonly<Record<string, number>> = {
  'already-open': 50,
  'not-open': 50,
  'parent-missing': 50,
  'unexpected-value': 5,
  'still-referred-to': 50,
  'target-missing': 5,
  cycle: 2,
  'already-withdrawn': 5,
  permanent: 5,
  'no-such-event': 5,
}

test(`each refusal of ${books} books names what the naive model names, seed ${seed}`, async () => {
  const found = new Map<string, number>()
  const universe = { ...smallUniverse, persons: ['p1', 'p2'], others: ['x1'] }
  const few = { ...universe, units: ['u1', 'u2'] }
  const scripts = fc.oneof(
    { weight: 2, arbitrary: scriptArbitrary({ universe, mostly }) },
    { weight: 1, arbitrary: scriptArbitrary({ universe: few, mostly: units }) },
  )
  await fc.assert(
    fc.asyncProperty(scripts, async (script) => {
      await play(together(script), {
        onTried: (tried, so) => {
          expectSameReasons(tried, so)
          for (const { code } of tried.refusals) found.set(code, (found.get(code) ?? 0) + 1)
        },
      })
    }),
    { numRuns: books, seed },
  )
  console.log([...found].map(([code, count]) => `${code} ${count}`).join(', '))
  const seldom = Object.entries(leastOf).filter(([code, least]) => (found.get(code) ?? 0) < least)
  expect(seldom).toEqual([])
})
