import { plusDays, relation, rowsOn, type View } from '@taizhang/core'
import { figureCatalogue, figureRows, figureValue } from '@taizhang/core/figures'
import { factsFrom } from '@taizhang/kernel/internal'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, scriptArbitrary, smallUniverse } from '../src/testing/index.ts'

/*
 * The yearly statistics balance: the members of last year, what came, less what went, are the members of this year. So nobody goes twice.
 */

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)
const days = [...new Set(smallUniverse.days)]
const came = ['members-enrolled', 'members-transferred-in', 'memberships-restored']
const went = ['members-transferred-out', 'memberships-ended', 'memberships-suspended']
const mostly = [
  'MemberEnrolled',
  'MemberTransferredIn',
  'MemberRecruited',
  'MemberTransferredOut',
  'MembershipEnded',
  'MembershipReinstated',
  'MembershipRestored',
  'MembershipSuspended',
]
const mobile = ['AbsenceBegan', 'AbsenceEnded', 'MobileMemberReceived', 'MobileMemberLeft', 'MemberEnrolled']

const before = (view: View, id: string): number => {
  const figure = figureCatalogue.get(id)
  if (!figure) throw new Error(id)
  return Number(figureValue(view.facts, figure, { from: '1921-07-23', to: plusDays(view.asOf, 1) }).value)
}
const sum = (view: View, ids: readonly string[]): number => ids.reduce((all, id) => all + before(view, id), 0)

test(`what came, less what went, are the members; seed ${seed}`, async () => {
  let members = 0
  let suspended = 0
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 40, mostly }), async (script) => {
      const ledger = await play(script)
      for (const day of days) {
        const view = ledger.asOf(day)
        const counted = rowsOn(view, relation.membership).filter(({ attributes }) => attributes.status !== 'suspended')
        // Recruits of organizations that statistics do not count, too.
        const recruited = view.facts
          .events()
          .filter(({ type, effectiveOn }) => type === 'MemberRecruited' && effectiveOn <= day).length
        expect(recruited + sum(view, came) - sum(view, went)).toBe(counted.length)
        members += counted.length
        suspended += before(view, 'suspended-memberships-ended')
      }
    }),
    { numRuns: 12, seed },
  )
  expect([members > 20, suspended > 0]).toEqual([true, true])
})

test(`a mobile member counts once, where the membership is: without the second affiliation every figure is the same, but the one that counts these; seed ${seed}`, async () => {
  let affiliations = 0
  await fc.assert(
    fc.asyncProperty(scriptArbitrary({ batches: 40, mostly: mobile }), async (script) => {
      const view = (await play(script)).asOf('2021-06-30')
      affiliations += rowsOn(view, relation.mobileMembership).length
      const without = {
        ...view,
        facts: factsFrom({
          rows: (asked) => (asked.name === 'mobileMembership' ? [] : view.facts.rows(asked)),
          events: (type) => view.facts.events(type).filter((event) => !event.type.startsWith('MobileMember')),
        }),
      }
      for (const figure of [...figureCatalogue.values()].filter(({ id }) => id !== 'mobile-members-in'))
        expect(figureRows(without, figure)).toEqual(figureRows(view, figure))
    }),
    { numRuns: 6, seed },
  )
  expect(affiliations).toBeGreaterThan(0)
})
