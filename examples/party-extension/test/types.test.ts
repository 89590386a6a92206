import { createLedger, memoryStore, openLedger, type EventOf, type FigureId, type Ledger } from '@taizhang/kernel'
import { party, type Party } from '@taizhang/core'
import { createLedger as createPartyLedger } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'
import { idOf } from '@taizhang/core/testing'
import { expect, expectTypeOf, test } from 'vitest'
import { district } from '../reading-corners.ts'

type District = typeof district

let made = 0
const options = { now: new Date('2021-06-30T01:00:00Z'), newId: () => idOf(made++), actor: 'tester' }
const opening = { name: '测试', jurisdiction: 'b' }

test('an extension knows its own events and those of the Party', async () => {
  const ledger = await createLedger(memoryStore(), { domain: district, book: 'b', opening }, options)
  expectTypeOf(ledger).toEqualTypeOf<Ledger<District>>()
  const books = ledger.events().map((event) => {
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- of far more types
    switch (event.type) {
      case 'ReadingCornerOpened':
        return event.data.books
      case 'LedgerOpened':
        expectTypeOf(event.data.jurisdiction).toEqualTypeOf<string>()
        return 0
      default:
        return undefined
    }
  })
  expectTypeOf(books).toEqualTypeOf<(number | undefined)[]>()
  expect(books).toEqual([0])
  expectTypeOf<Exclude<EventOf<District>['type'], EventOf<Party>['type']>>().toEqualTypeOf<
    'ReadingCornerOpened' | 'ReadingCornerClosed'
  >()
  expectTypeOf<Exclude<FigureId<District>, FigureId<Party>>>().toEqualTypeOf<'reading-corners'>()
})

test('a store that is opened for it says so to the ledger', async () => {
  const store = sqliteStore(':memory:', { domain: district, create: true })
  const ledger = await createPartyLedger(store, { book: 'b', name: '测试' }, options)
  expectTypeOf(ledger).toEqualTypeOf<Ledger<District>>()
  expectTypeOf(await openLedger(store, { book: 'b' })).toEqualTypeOf<Ledger<District>>()
  // @ts-expect-error -- the Party alone knows no reading corners
  const narrower: Ledger<Party> = ledger
  expect(narrower.domain).not.toBe(party)
  await store.close()
})
