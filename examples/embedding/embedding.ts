import { createLedger, draft, party } from '@taizhang/core'
import { behind, coverageOn, figureCatalogue } from '@taizhang/core/figures'
import { sqliteStore } from '@taizhang/sqlite'
import { v7 as newId } from 'uuid'

// A path instead of ':memory:' keeps the book in a file.
const store = sqliteStore(':memory:', { domain: party, create: true })
const options = (now: string) => ({ now: new Date(now), newId, actor: 'example' })
const ledger = await createLedger(store, { book: '350305', name: '示例区' }, options('2021-01-04T01:00:00Z'))

const unit = (unitId: string, name: string) => draft('UnitListed', '2020-01-01', { unitId, kind: 'enterprise', name })
await ledger.record([unit('u1', '甲木业'), unit('u2', '乙鞋业')], options('2021-01-04T02:00:00Z'))

// Founded in June, filed in October: the book learns of it later than it took effect.
const founding = draft('OrganizationFounded', '2021-06-20', {
  organizationId: 'o1',
  name: '甲木业党支部',
  kind: 'branch',
  formation: 'solo',
  category: 'enterprise',
  unitIds: ['u1'],
})
const outcome = await ledger.record([founding], options('2021-10-10T02:00:00Z'))
if (!outcome.ok) throw new Error(outcome.refusals.map(({ message }) => message.en).join('\n'))

const rate = (day: string, knownAt?: string) => coverageOn(ledger.asOf(day, { knownAt })).scopes[0]?.rate
console.log('2021-06-01:', rate('2021-06-01'))
console.log('2021-06-30:', rate('2021-06-30'))
console.log('2021-06-30, as known on 2021-07-05:', rate('2021-06-30', '2021-07-05'))

const figure = figureCatalogue.get('organization-coverage')
if (figure) {
  for (const { rows, events } of behind(ledger.asOf('2021-06-30'), figure, { scope: 'enterprise' })) {
    const types = events.map((position) => ledger.event(position)?.type)
    console.log(`covered: ${rows[0]?.key['unitId']}, because of ${types.join(', ')}`)
  }
}
await store.close()
