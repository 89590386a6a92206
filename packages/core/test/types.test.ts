import {
  createLedger,
  draft,
  findingsOn,
  memoryStore,
  openLedger,
  party,
  relation,
  rowsOn,
  subjectHistory,
  type BookEvent,
  type DataOf,
  type EventOf,
  type EventType,
  type FigureId,
  type HistoryEntry,
  type Ledger,
  type Party,
  type RelationName,
  type Row,
  type RowOf,
  type RuleId,
  type View,
} from '@taizhang/core'
import type { Domain } from '@taizhang/kernel/define'
import { expect, expectTypeOf, test } from 'vitest'
import { idOf } from '../src/testing/index.ts'

/*
 * What the compiler knows of the Party's domain. `tsc` fails where a line does not hold: where a type is another one, or where something that must
 * not compile does.
 */

let made = 0
const options = { now: new Date('2021-06-30T01:00:00Z'), newId: () => idOf(made++), actor: 'tester' }
const opening = { book: 'b', name: '测试' }
type UnitKind = 'enterprise' | 'social-organization'

test('a ledger of the Party is one by its type, and any ledger besides', async () => {
  const store = memoryStore()
  const ledger = await createLedger(store, opening, options)
  expectTypeOf(ledger).toEqualTypeOf<Ledger<Party>>()
  expectTypeOf(await openLedger(store, { book: 'b' })).toEqualTypeOf<Ledger<Party>>()
  expectTypeOf(ledger.domain).toEqualTypeOf<Party>()
  // Code without a domain in its hands.
  const any: Ledger = ledger
  expectTypeOf(any.event(0)).toEqualTypeOf<BookEvent | undefined>()
  expectTypeOf(any.asOf('2021-06-30')).toEqualTypeOf<View>()
  const domain: Domain = party
  expect(domain).toBe(any.domain)
})

test('events are a union that their type tells apart, and nobody changes them', async () => {
  const ledger = await createLedger(memoryStore(), opening, options)
  await ledger.record([draft('UnitListed', '2020-01-01', { unitId: 'u1', kind: 'enterprise', name: '甲' })], options)
  const names = ledger.events().flatMap((event) => {
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- of far more types
    switch (event.type) {
      case 'UnitListed':
        expectTypeOf(event.data.kind).toEqualTypeOf<UnitKind>()
        // @ts-expect-error -- what is read is never changed
        event.data.name = '乙'
        return [event.data.unitId]
      case 'OrganizationFounded':
        expectTypeOf(event.data.unitIds).toEqualTypeOf<readonly string[]>()
        return event.data.unitIds
      // @ts-expect-error -- there is no such type
      case 'UnitListd':
        return []
      default:
        return []
    }
  })
  expect(names).toEqual(['u1'])
  expectTypeOf(ledger.event(1)).toEqualTypeOf<EventOf | undefined>()
  expectTypeOf<EventOf<'UnitListed'>['data']['kind']>().toEqualTypeOf<UnitKind>()
  const [entry] = subjectHistory(ledger, 'u1')
  expectTypeOf(entry).toEqualTypeOf<HistoryEntry<Party> | undefined>()
  if (entry?.type === 'UnitListed') expectTypeOf(entry.data.name).toEqualTypeOf<string>()
  if (entry?.type === 'UnitListed') expectTypeOf(entry.withdrawnBy).toEqualTypeOf<string | undefined>()
})

test('drafts fit their definition', async () => {
  const ledger = await createLedger(memoryStore(), opening, options)
  const [type, effectiveOn] = ['UnitListed', '2020-01-01'] as const
  const nameless = [{ type, effectiveOn, data: { unitId: 'u1', kind: 'enterprise' } }] as const
  // @ts-expect-error -- the name is missing
  expect(await ledger.record(nameless, options)).toMatchObject({ ok: false, kind: 'invalid' })
  // @ts-expect-error -- there is no such kind
  expect(() => draft(type, effectiveOn, { unitId: 'u1', kind: 'school', name: '甲' })).not.toThrow()
  expectTypeOf<DataOf<'UnitListed'>['kind']>().toEqualTypeOf<UnitKind>()
  expectTypeOf<string>().not.toExtend<EventType>()
  // What comes from outside is held against the definitions, and is typed then.
  const outside: unknown = JSON.parse(
    '[{"type":"UnitListed","effectiveOn":"2020-01-01","data":{"unitId":"u1","kind":"enterprise","name":"甲"}}]',
  )
  const parsed = ledger.parse(Array.isArray(outside) ? outside : [])
  expect(parsed.ok && (await ledger.record(parsed.drafts, options))).toMatchObject({ ok: true, recorded: 1 })
  expect(ledger.parse([{ type }])).toMatchObject({ ok: false, kind: 'invalid' })
})

const status = (row: RowOf<Party>) => (row.relation === 'membership' ? row.attributes.status : undefined)

test('rows, findings and names are those of the domain', async () => {
  const ledger = await createLedger(memoryStore(), opening, options)
  const view = ledger.asOf('2021-06-30')
  expectTypeOf(view).toEqualTypeOf<View<Party>>()
  expectTypeOf(rowsOn(view, relation.unit)).toEqualTypeOf<readonly Row<typeof relation.unit>[]>()
  expectTypeOf<Row<typeof relation.unit>['attributes']['name']>().toEqualTypeOf<string>()
  expectTypeOf(status).returns.toEqualTypeOf<'probationary' | 'full' | 'suspended' | undefined>()
  const names = findingsOn(view, { rule: 'ORG-3' }).flatMap(({ facts }) =>
    facts.map((fact) => (fact.relation === 'unit' ? fact.attributes.name : undefined)),
  )
  expectTypeOf(names).toEqualTypeOf<(string | undefined)[]>()
  expectTypeOf<'members'>().toExtend<FigureId<Party>>()
  expectTypeOf<'membrs'>().not.toExtend<FigureId<Party>>()
  expectTypeOf<'unit'>().toExtend<RelationName<Party>>()
  expectTypeOf<'units'>().not.toExtend<RelationName<Party>>()
  // A book may have rules of its own.
  expectTypeOf<RuleId<Party>>().toEqualTypeOf<
    Party['checks'] extends ReadonlyMap<string, { texts: readonly (infer T)[] }>
      ? (T extends { id: infer I } ? I : never) | (string & {})
      : never
  >()
  expect(names).toEqual([])
})
