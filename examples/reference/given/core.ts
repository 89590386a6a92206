/** What the examples about the Party's domain begin with: a book with two units and an organization. */
import { createLedger, draft, memoryStore, relation, type RecordOptions } from '@taizhang/core'
import { figureNamed } from '@taizhang/core/figures'

/** A branch that covers the first unit, with two members; filed in July. */
export async function given() {
  const store = memoryStore()
  let ids = 0
  const newId = (): string => `00000000-0000-7000-8000-${String(ids++).padStart(12, '0')}`
  const options: RecordOptions = { now: new Date('2021-07-10T02:00:00Z'), newId, actor: 'clerk-3' }
  const ledger = await createLedger(
    store,
    { book: '350305', name: '示例区' },
    { ...options, now: new Date('2021-01-04T02:00:00Z') },
  )
  const outcome = await ledger.record(
    [
      draft('UnitListed', '2020-01-01', { unitId: 'u1', kind: 'enterprise', name: '甲木业', town: '临港镇' }),
      draft('UnitListed', '2020-01-01', { unitId: 'u2', kind: 'enterprise', name: '乙鞋业', town: '城关镇' }),
      draft('OrganizationFounded', '2021-03-01', {
        organizationId: 'o1',
        name: '甲木业党支部',
        kind: 'branch',
        formation: 'solo',
        category: 'enterprise',
        unitIds: ['u1'],
      }),
      draft('MemberEnrolled', '2021-03-01', { memberId: 'p1', organizationId: 'o1', status: 'full', unitId: 'u1' }),
      draft('MemberEnrolled', '2021-03-02', { memberId: 'p2', organizationId: 'o1', status: 'full', unitId: 'u1' }),
      draft('OrganizationFounded', '2021-03-01', {
        organizationId: 'o2',
        name: '临港镇联合党支部',
        kind: 'branch',
        formation: 'joint',
        category: 'enterprise',
        unitIds: [],
      }),
    ],
    options,
  )
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
  const view = ledger.asOf('2021-06-30')
  const clerk = ledger.as({ actor: 'clerk-3', newId, clock: () => new Date('2021-07-11T02:00:00Z') })
  const [members, organizationCoverage] = [figureNamed('members'), figureNamed('organization-coverage')]
  const { unit, membership } = relation
  return { store, newId, options, ledger, view, clerk, members, organizationCoverage, unit, membership }
}
