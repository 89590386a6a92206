import {
  createLedger,
  memoryStore,
  type DataOf,
  type EventOf,
  type FigureId,
  type Ledger,
  type RuleId,
} from '@taizhang/kernel'
import { idOf } from '@taizhang/testkit'
import { expect, expectTypeOf, test } from 'vitest'
import { inventory } from '../inventory.ts'

type Inventory = typeof inventory

let made = 0
const options = { now: new Date('2020-06-30T01:00:00Z'), newId: () => idOf(made++), actor: 'tester' }

test('a domain of one’s own is typed by its definitions alone', async () => {
  const nameless = { domain: inventory, book: 'b', opening: {} }
  // @ts-expect-error -- the opening has a name
  await expect(createLedger(memoryStore(), nameless, options)).rejects.toMatchObject({ kind: 'usage' })
  const ledger = await createLedger(memoryStore(), { domain: inventory, book: 'b', opening: { name: '机房' } }, options)
  expectTypeOf(ledger).toEqualTypeOf<Ledger<Inventory>>()
  const bought = { machineId: 'm1', name: '车床', worthYuan: 12.5 }
  expect(
    await ledger.record([{ type: 'MachineBought', effectiveOn: '2020-01-02', data: bought }], options),
  ).toMatchObject({ ok: true })
  const unnamed = { type: 'MachineBought', effectiveOn: '2020-01-02', data: { machineId: 'm1', worthYuan: 1 } } as const
  // @ts-expect-error -- a machine has a name
  expect(await ledger.check([unnamed], options)).toMatchObject({ ok: false, kind: 'invalid' })
  const worth = ledger.events().map((event) => (event.type === 'MachineBought' ? event.data.worthYuan : 0))
  expectTypeOf(worth).toEqualTypeOf<number[]>()
  expect(worth).toEqual([0, 12.5])
})

test('its names are unions', () => {
  expectTypeOf<EventOf<Inventory>['type']>().toEqualTypeOf<
    'BookOpened' | 'RoomOpened' | 'RoomClosed' | 'MachineBought' | 'MachineMoved' | 'MachineServiced' | 'EventWithdrawn'
  >()
  expectTypeOf<FigureId<Inventory>>().toEqualTypeOf<'worth-placed' | 'services'>()
  expectTypeOf<RuleId<Inventory>>().toEqualTypeOf<'SERVICE-DUE' | (string & {})>()
  expectTypeOf<DataOf<Inventory, 'MachineMoved'>>().toEqualTypeOf<{
    readonly machineId: string
    readonly roomId: string
  }>()
  expect([...inventory.figures.keys()]).toEqual(['worth-placed', 'services'])
})
