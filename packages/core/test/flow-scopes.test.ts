import { plusDays, relation, type Facts, type View } from '@taizhang/core'
import { behind, figureCatalogue, figureRows, type Flow, type FlowEntry } from '@taizhang/core/figures'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, scriptArbitrary, smallUniverse } from '../src/testing/index.ts'
import * as naive from './naive/index.ts'
import { optionalText } from './naive/plain-event.ts'
import { plain } from './same-reasons.ts'

/* Flows under one scope, by day and as known at any size, against the naive model. */

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const flows = [...figureCatalogue.values()].filter((figure) => figure.kind === 'flow')

test('a flow can be asked of a scope where its events name a member, an organization or a unit', () => {
  const apart = flows.filter(({ scopedAs }) => scopedAs === undefined).map(({ id }) => id)
  // The budget is the whole department's; who is interviewed may be anybody.
  expect(apart).toEqual(['interviews-held', 'budget'])
})

const mostly = [
  'OrganizationFounded',
  'OrganizationDissolved',
  'MemberRecruited',
  'MemberEnrolled',
  'MembershipEnded',
  'MemberTransferredOut',
  'UnitListed',
  'UnitDelisted',
  'TermRenewed',
  'DuesPaid',
  'EnterpriseContributionMade',
  'ActivityRecorded',
  'CoverageExtended',
  'ScopeDefined',
]

/** What a flow comes to under a scope, from what it counts altogether. */
function naively(view: View, facts: ReturnType<typeof naive.factsOf>, flow: Flow, scopeId: string): number {
  const inScope = (position: number | undefined): boolean => {
    const event = facts.known.find((one) => one.position === position)
    if (!event) return false
    const approvedOn = flow.id === 'members-approved' ? optionalText(event.data, 'approvedOn') : undefined
    return naive.isInScope(facts, event, approvedOn ?? event.effectiveOn, scopeId)
  }
  return behind(view, flow)
    .filter(({ events, group }) => (group === undefined ? inScope(events.at(-1)) : events.some(inScope)))
    .reduce((sum, { value }) => sum + Math.round(value * 1000), 0)
}

/** The same flow, whose entries leave it to their event to say what they are about; `undefined` where they say something else. */
function leftToEvents(flow: Flow, facts: Facts): Flow | undefined {
  const dataOf = new Map(facts.events().map(({ position, data }) => [position, JSON.stringify(data)]))
  const isDefault = ({ about, events }: FlowEntry): boolean =>
    events.length === 1 && JSON.stringify(about) === dataOf.get(events[0] ?? -1)
  if (![...flow.entries(facts)].every(isDefault)) return undefined
  return { ...flow, entries: (of) => [...flow.entries(of)].map(({ about: _, ...entry }) => entry) }
}

test(`flows under a scope count what the naive model says is in it; seed ${seed}`, async () => {
  const seen = { inside: 0, outside: 0, leftToEvents: 0 }
  await fc.assert(
    fc.asyncProperty(
      scriptArbitrary({ batches: 40, mostly }),
      fc.constantFrom(...new Set(smallUniverse.days)),
      fc.nat(),
      async (script, asOf, pick) => {
        const ledger = await play(script)
        const view = ledger.asOf(plusDays(asOf, pick % 2), pick % 3 === 0 ? { knownAt: 1 + (pick % ledger.size) } : {})
        const facts = naive.factsOf(plain(ledger), view.size)
        for (const { key } of view.facts.rows(relation.scope))
          for (const flow of flows) {
            if (!flow.scopedAs || flow.measure === 'various') continue
            const row = figureRows(view, flow, { scope: key.scopeId }).at(-1)
            // A scope that is not defined on the day has no rows.
            if (!row) continue
            const own = naively(view, facts, flow, key.scopeId)
            expect([flow.id, key.scopeId, Math.round(Number(row.value) * 1000)]).toEqual([flow.id, key.scopeId, own])
            const all = Math.round(Number(figureRows(view, flow).at(-1)?.value) * 1000)
            const left = own > 0 ? leftToEvents(flow, view.facts) : undefined
            if (left) seen.leftToEvents++
            const scoped = figureRows(view, flow, { scope: key.scopeId })
            expect(left ? figureRows(view, left, { scope: key.scopeId }) : scoped).toEqual(scoped)
            if (own > 0) seen.inside++
            if (all > own) seen.outside++
            const shares = behind(view, flow, { scope: key.scopeId })
            expect(shares.reduce((sum, { value }) => sum + Math.round(value * 1000), 0)).toBe(own)
          }
      },
    ),
    { numRuns: 15, seed },
  )
  expect(seen.inside).toBeGreaterThan(10)
  expect(seen.outside).toBeGreaterThan(10)
  expect(seen.leftToEvents).toBeGreaterThan(10)
})
