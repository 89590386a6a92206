import {
  createLedger,
  draft,
  exportBook,
  type Ledger,
  memoryStore,
  openLedger,
  restoreLedger,
  type Draft,
  type EventStore,
} from '@taizhang/core'
import { findingsOn } from '@taizhang/core/rulebook'
import { expect, test } from 'vitest'
import { idOf } from '../src/testing/index.ts'

/** What newer versions of events refuse is found in older ones; they are restored, and mean what they meant. */
let made = 0
const options = { now: new Date('2021-06-30T01:00:00Z'), newId: () => idOf(made++), actor: 'tester' }

async function textsOf(store: EventStore): Promise<string[]> {
  const texts: string[] = []
  for await (const page of exportBook(store, 'test')) texts.push(...page)
  return texts
}

/** A book of events of version 1, each text changed. */
async function older(drafts: readonly Draft[], change: (text: string) => string): Promise<string[]> {
  const store = memoryStore()
  const ledger: Ledger = await createLedger(store, { book: 'test', name: '测试' }, options)
  expect(await ledger.record(drafts, options)).toMatchObject({ ok: true })
  return (await textsOf(store)).map((text) => change(text.replace(/"version":2}$/, '"version":1}')))
}

const branch = draft('OrganizationFounded', '2018-01-01', {
  organizationId: 'o1',
  name: '甲',
  kind: 'branch',
  formation: 'solo',
  category: 'enterprise',
  unitIds: [],
})
const enrolled = draft('MemberEnrolled', '2018-02-01', {
  memberId: 'm1',
  organizationId: 'o1',
  status: 'full',
  joinedOn: '2017-07-01',
})
const recruited = draft('MemberRecruited', '2019-03-01', { memberId: 'p1', organizationId: 'o1', post: 'other' })
const renewed = draft('TermRenewed', '2019-06-01', { organizationId: 'o1', years: 3, eligible: 5, present: 5 })

test('a day of joining after enrolment, more present than eligible; a recruit without an approval waits for none', async () => {
  const texts = await older([branch, enrolled, recruited, renewed], (text) =>
    text.replace('"joinedOn":"2017-07-01"', '"joinedOn":"2019-07-01"').replace('"present":5', '"present":6'),
  )
  const store = memoryStore()
  expect(await restoreLedger(store, texts)).toMatchObject({ ok: true })
  expect(await textsOf(store)).toEqual(texts)
  const view = (await openLedger(store, { book: 'test' })).asOf('2021-01-01')
  const found = (rule: 'MEM-DATES' | 'ELEC-QUORUM' | 'DEV-APPROVE'): unknown =>
    findingsOn(view, { rule }).map(({ subject, severity }) => `${subject} ${severity}`)
  expect(found('MEM-DATES')).toEqual(['m1 violation'])
  expect(found('ELEC-QUORUM')).toEqual(['o1 violation'])
  expect(found('DEV-APPROVE')).toEqual([])
})

test('recorded today they are refused, and a recruit waits for the approval', async () => {
  const ledger: Ledger = await createLedger(memoryStore(), { book: 'test', name: '测试' }, options)
  const refused = async (event: Draft, code: string): Promise<void> => {
    expect(await ledger.record([branch, event], options)).toMatchObject({ ok: false, refusals: [{ code }] })
  }
  await refused({ ...enrolled, data: { ...enrolled.data, joinedOn: '2019-07-01' } }, 'joined-after')
  await refused({ ...renewed, data: { ...renewed.data, present: 6 } }, 'more-than-all')
  expect(await ledger.record([branch, recruited], options)).toMatchObject({ ok: true })
  expect(findingsOn(ledger.asOf('2021-01-01'), { rule: 'DEV-APPROVE' })).toMatchObject([{ subject: 'p1' }])
})
