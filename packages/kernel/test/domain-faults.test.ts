import * as z from 'zod'
import { expect, test } from 'vitest'
import { createLedger, exportBook, memoryStore, restoreLedger } from '../src/index.ts'
import * as define from '../src/define.ts'
import {
  amend,
  close,
  open,
  subjectId,
  type AnyEvent,
  type AnyRelation,
  type Change,
  type DomainParts,
} from '../src/define.ts'

/** Faults are found where they are made, and name their culprit. */
const say = (name: string) => ({ zh: name, en: name })
const opening = define.bookOpening()
const key = ['id'] as const
const relation = (name: string, more: object = {}): AnyRelation =>
  define.defineRelation({ name, title: say(name), key, attributes: {}, ...more }) as AnyRelation
const event = (type: string, changes: () => readonly Change[] = () => []) =>
  define.defineEvent({ type, title: say(type), data: z.strictObject({}), changes, example: {} })
const stock = (id: string, of: AnyRelation) =>
  define.defineStock({ id, title: say(id), measure: 'ones', of, counts: () => 1 })
const made = (parts: Partial<DomainParts>) => () =>
  define.defineDomain({
    name: 'bad',
    version: 1,
    opening: { event: opening, on: '2000-01-01' },
    events: [opening] as readonly AnyEvent[],
    ...parts,
  })

const room = relation('room')
const pair = relation('pair', { key: ['id', 'other'] })
const inRoom = relation('desk', { within: [room] })
const relations = (...all: readonly AnyRelation[]) => made({ relations: all })

test.each([
  ['two relations called room', relations(room, relation('room')), /two relations are called room/],
  [
    'two events called Twice',
    made({ events: [opening, event('Twice'), event('Twice')] }),
    /two events are called Twice/,
  ],
  ['two figures', made({ relations: [room], figures: [stock('many', room), stock('many', room)] }), /figures.*many/],
  ['a parent after its child', relations(inRoom, room), /desk is listed before room/],
  ['a parent that is not there', relations(inRoom), /desk is listed before room/],
  ['a date', relations(relation('at', { attributes: { on: z.date() } })), /no table can hold the attribute on of at/],
  [
    'dates in a list',
    relations(relation('at', { attributes: { on: z.array(z.date()).optional() } })),
    /attribute on of at/,
  ],
  ['a date or null', relations(relation('at', { attributes: { on: z.date().nullable() } })), /attribute on of at/],
  ['a figure over what is not there', made({ relations: [], figures: [stock('many', room)] }), /figure many.*room/],
  [
    'a flow in scopes of nothing',
    made({
      relations: [room],
      figures: [
        define.defineFlow({
          id: 'moves',
          title: say('moves'),
          measure: 'ones',
          since: '2000-01-01',
          scopedAs: [stock('many', room)],
          entries: () => [],
        }),
      ],
    }),
    /flow moves is scoped as stocks that are not counted by the same scopes/,
  ],
  ['no key', relations(relation('none', { key: [] })), /none has no key/],
  ['no such column', relations(relation('a', { refersTo: { to: 'itself' } })), /a refers to a by to, which is none/],
  [
    'a reference that is a list',
    relations(relation('a', { attributes: { to: z.array(subjectId) }, refersTo: { to: 'itself' } })),
    /a refers to a by to, which holds no text/,
  ],
  [
    'a reference to a key of two columns',
    relations(pair, relation('a', { attributes: { to: subjectId }, refersTo: { to: pair } })),
    /a refers to pair by to, but the key of pair is not one column/,
  ],
  [
    'an heir of what is not there',
    relations(room, relation('a', { attributes: { name: z.string() }, within: [room], inherits: { name: room } })),
    /a inherits name from room, and room has no such attribute/,
  ],
  ['an opening that is not listed', made({ events: [] }), /first event BookOpened is not in the list/],
  [
    'two relations that SQL takes for one table',
    relations(relation('roomItem'), relation('room_item')),
    /the relations roomItem and room_item would be one table, room_item/,
  ],
  [
    'tables that only capitals tell apart',
    relations(relation('_room'), relation('Room')),
    /the relations _room and Room would be one table, _room/,
  ],
  [
    "a table of the file's own",
    relations(relation('event')),
    /relation event cannot be a table: the name event is taken/,
  ],
  ["a table of SQLite's own", relations(relation('sqlite_rooms')), /relation sqlite_rooms cannot be a table/],
  [
    'columns that SQL takes for one',
    relations(relation('a', { attributes: { roomId: subjectId, room_id: subjectId } })),
    /roomId and room_id of the relation a would be one column, room_id/,
  ],
  [
    'a column that every table has',
    relations(relation('a', { attributes: { validFrom: z.string() } })),
    /the relation a cannot have validFrom: its table has a column valid_from of its own/,
  ],
  [
    'the book as an attribute',
    relations(relation('a', { attributes: { book: z.string() } })),
    /the relation a cannot have book/,
  ],
])('%s', (_, make, fault) => {
  expect(make).toThrow(fault)
})

test('a key called book, and words of SQL, are no fault', () => {
  const of = relation('select', { key: ['book'], attributes: { order: z.string(), group: z.int(), from: z.string() } })
  expect(relations(of, relation('order'), relation('table', { key: ['index'] }))).not.toThrow()
})

const named = relation('named', { attributes: { name: z.string().min(2) } })
const bad = (value: unknown): never => value as never

test.each([
  [
    'an attribute that is not there',
    () => [open(named, { id: 'a' }, bad({ name: 'ab', size: 1 }))],
    /no attribute size/,
  ],
  ['a value that does not fit', () => [open(named, { id: 'a' }, bad({ name: 'a' }))], /named\.name does not take "a"/],
  [
    'nothing where something is needed',
    () => [open(named, { id: 'a' }, bad({}))],
    /named\.name does not take undefined/,
  ],
  ['clearing what is needed', () => [amend(named, { id: 'a' }, bad({ name: null }))], /named\.name does not take null/],
  ['another key', () => [close(named, bad({ ident: 'a' }))], /named has the key id, not ident/],
  ['a key of two lines', () => [close(named, { id: 'a\nb' })], /named\.id is part of a key/],
  [
    'a relation that is not listed',
    () => [open(pair, bad({ id: 'a', other: 'b' }), {})],
    /relation pair is not in the list/,
  ],
] as const)('what an event writes is held against its relation when it is recorded: %s', async (_, changes, fault) => {
  const options = {
    now: new Date('2021-06-30T01:00:00Z'),
    newId: () => '00000000-0000-7000-8000-000000000001',
    actor: 'x',
  }
  const written = event('Written', changes)
  const domain = made({ relations: [named], events: [opening, written] })()
  const given = { domain, book: 'b', opening: { name: 'b' } }
  const ledger = await createLedger(memoryStore(), given, options)
  const draft = { id: '00000000-0000-7000-8000-000000000002', type: 'Written', effectiveOn: '2020-01-01', data: {} }
  await expect(ledger.record([draft], options)).rejects.toThrow(fault)
  expect(ledger.size).toBe(1)
  // Recorded by a program whose definition wrote nothing, it is not restored by one whose definition writes that.
  const store = memoryStore()
  const before = made({ relations: [named], events: [opening, event('Written')] })()
  expect(
    await (await createLedger(store, { ...given, domain: before }, options)).record([draft], options),
  ).toMatchObject({
    ok: true,
  })
  const texts: string[] = []
  for await (const page of exportBook(store, { domain: before, book: 'b' })) texts.push(...page)
  expect(await restoreLedger(memoryStore(), texts, { domain: before })).toMatchObject({ ok: true, size: 2 })
  expect(await restoreLedger(memoryStore(), texts, { domain })).toMatchObject({
    ok: false,
    refusals: [
      { code: 'unsound-change', draft: 1, events: [1], message: { en: expect.stringMatching(fault) as string } },
    ],
  })
  // The first event, too.
  const first = made({ relations: [named], events: [written], opening: { event: written, on: '2000-01-01' } })()
  const empty = memoryStore()
  await expect(createLedger(empty, { domain: first, book: 'b', opening: {} }, options)).rejects.toThrow(fault)
  expect(await empty.streams()).toEqual([])
})
