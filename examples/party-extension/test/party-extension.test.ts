import {
  createLedger,
  exportBook,
  figureRows,
  findingsOn,
  memoryStore,
  openLedger,
  restoreLedger,
} from '@taizhang/kernel'
import { verifyBook } from '@taizhang/audit'
import { draft, party } from '@taizhang/core'
import { coverageOn } from '@taizhang/core/figures'
import { sqliteStore } from '@taizhang/sqlite'
import { idOf } from '@taizhang/core/testing'
import { expect, test } from 'vitest'
import { district } from '../reading-corners.ts'

const opening = { name: '测试', jurisdiction: 'b' }
let made = 0
const options = { now: new Date('2021-06-30T01:00:00Z'), newId: () => idOf(made++), actor: 'tester' }

const founded = draft('OrganizationFounded', '2020-01-01', {
  organizationId: 'o1',
  name: '甲木业党支部',
  kind: 'branch',
  formation: 'solo',
  category: 'enterprise',
  unitIds: ['u1'],
})
const listed = draft('UnitListed', '2020-01-01', { unitId: 'u1', kind: 'enterprise', name: '甲木业' })
const corner = {
  type: 'ReadingCornerOpened',
  effectiveOn: '2020-02-01',
  data: { cornerId: 'c1', organizationId: 'o1', books: 60 },
} as const
const dissolved = draft('OrganizationDissolved', '2021-03-01', { organizationId: 'o1', reason: '合并' })

test('what the extension adds stands beside what the Party’s domain has', async () => {
  const store = sqliteStore(':memory:', { domain: district, create: true })
  const ledger = await createLedger(store, { book: 'b', opening }, options)
  expect(await ledger.record([listed, founded, corner], options)).toMatchObject({ ok: true, recorded: 3 })
  const figure = district.figures.get('reading-corners')
  if (!figure) throw new Error('the figure is not there')
  const view = ledger.asOf('2021-01-01')
  expect(figureRows(view, figure).map(({ value }) => value)).toEqual([1])
  expect(coverageOn(view).scopes[0]).toMatchObject({ scope: 'enterprise', covered: 1 })
  expect(findingsOn(view, { rule: 'LOCAL-FEW-BOOKS' }).map(({ subject, since }) => [subject, since])).toEqual([
    ['c1', '2020-02-01'],
  ])
  // The corner ends with its organization, by no code of its own.
  expect(await ledger.record([dissolved], options)).toMatchObject({ ok: true })
  expect(figureRows(ledger.asOf('2021-04-01'), figure).map(({ value }) => value)).toEqual([0])
  const { checks } = await verifyBook(store, 'b')
  expect(checks.filter(({ state }) => state !== 'held' && state !== 'skipped')).toEqual([])
  await store.close()
})

test('a program that knows the base alone refuses the book, and says that it is too old', async () => {
  const store = memoryStore()
  const ledger = await createLedger(store, { domain: district, book: 'b', opening }, options)
  await ledger.record([listed, founded, corner], options)
  await expect(openLedger(store, { domain: party, book: 'b' })).rejects.toMatchObject({
    kind: 'unavailable',
    refusal: { code: 'unknown-type' },
  })
  const texts: string[] = []
  for await (const page of exportBook(store, { domain: district, book: 'b' })) texts.push(...page)
  expect(await restoreLedger(memoryStore(), texts, { domain: district })).toMatchObject({ ok: true, size: 4 })
})
