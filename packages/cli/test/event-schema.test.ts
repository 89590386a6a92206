import { createLedger, party, memoryStore, type Ledger } from '@taizhang/core'
import { type AnyEvent } from '@taizhang/kernel/define'
import { beforeAll, describe, expect, test } from 'vitest'

import { eventSchema, exampleOf, type JsonSchema } from '../src/event-schema.ts'
import { noon, run } from './taizhang.ts'

const definitions: readonly AnyEvent[] = [...party.events.values()]
const options = { now: noon, newId: () => '00000000-0000-7000-8000-000000000001', actor: 'cli', ownActors: true }
let ledger: Ledger

beforeAll(async () => {
  ledger = await createLedger(memoryStore(), { book: '330109', name: '台账' }, options)
})

/** Whether core takes the form of an event. */
async function formed(event: object): Promise<boolean> {
  const outcome = await ledger.check([event], options)
  return outcome.ok || outcome.kind !== 'invalid'
}

const example = { type: 'UnitRenamed', effectiveOn: '2018-01-01', data: { unitId: 'u1', name: 'x' } }
const schemaOf = (type: string): JsonSchema => {
  const definition = definitions.find((one) => one.type === type)
  if (!definition) throw new Error(type)
  return eventSchema(party, definition)
}

test('the schema knows the length that text may have', async () => {
  const { properties } = schemaOf('UnitRenamed').properties?.['data'] ?? {}
  expect(properties?.['name']).toMatchObject({ minLength: 1, maxLength: 200 })
  expect(await formed({ ...example, data: { unitId: 'u1', name: 'x'.repeat(200) } })).toBe(true)
  expect(await formed({ ...example, data: { unitId: 'u1', name: 'x'.repeat(201) } })).toBe(false)
})

describe('the envelope of the schema is the one that core takes', () => {
  const uuid = '0190a5c2-7f3e-7c1a-9d0e-3b1f5a2c4d6e'
  const fitting: Readonly<Record<string, readonly unknown[]>> = {
    id: [uuid],
    actor: ['clerk-3', 'x'.repeat(200)],
    evidence: [
      {},
      { documentNumber: '1', issuer: 'x', date: '2018-01-01', page: 3, uri: 'x', sha256: 'a'.repeat(64) },
      { page: '3' },
    ],
    corrects: [uuid],
    reason: ['x'],
    correlationId: ['x'],
    causationId: ['x'],
    metadata: [{}, { traceId: 'x' }],
  }
  const unfitting: Readonly<Record<string, readonly unknown[]>> = {
    id: ['x', uuid.toUpperCase(), null],
    effectiveOn: ['2018-1-1', 7, null],
    actor: ['', 'x'.repeat(201), 7],
    evidence: [{ colour: 'red' }, { page: -1 }, { page: 1.5 }, { sha256: 'A'.repeat(64) }, []],
    corrects: ['x'],
    reason: [''],
    correlationId: [7],
    causationId: [''],
    metadata: ['x', []],
  }

  test('member by member', async () => {
    const { properties = {}, required } = schemaOf('UnitRenamed')
    expect(Object.keys(properties).toSorted()).toEqual(['type', 'data', ...Object.keys(unfitting)].toSorted())
    for (const [name, values] of Object.entries(fitting))
      for (const value of values)
        expect([name, value, await formed({ ...example, [name]: value })]).toEqual([name, value, true])
    for (const [name, values] of Object.entries(unfitting))
      for (const value of values)
        expect([name, value, await formed({ ...example, [name]: value })]).toEqual([name, value, false])
    for (const name of Object.keys(example)) {
      const without = Object.fromEntries(Object.entries(example).filter(([member]) => member !== name))
      expect(await formed(without)).toBe(!required?.includes(name))
    }
    expect(await formed({ ...example, colour: 'red' })).toBe(false)
  })
})

test('every example can be recorded as far as its form goes', async () => {
  for (const definition of definitions.filter(({ type }) => type !== 'LedgerOpened'))
    expect([definition.type, await formed(exampleOf(definition))]).toEqual([definition.type, true])
})

test('events prints a schema for one type, and one for any', async () => {
  const one = JSON.parse((await run(['events', 'BranchUpgraded', '--format', 'json'])).stdout) as JsonSchema
  expect(one).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'BranchUpgraded',
    required: ['type', 'effectiveOn', 'data'],
    additionalProperties: false,
    properties: {
      type: { const: 'BranchUpgraded' },
      data: { required: ['organizationId', 'from', 'to'], additionalProperties: false },
    },
  })
  const any = JSON.parse((await run(['events', '--format', 'json'])).stdout) as { oneOf: unknown[]; $defs: object }
  expect(Object.keys(any.$defs)).toEqual(definitions.map(({ type }) => type))
  expect(any.oneOf).toHaveLength(definitions.length)
  const lines = (await run(['events', '--format', 'ndjson'])).stdout.trimEnd().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as JsonSchema)['title'])).toEqual(definitions.map(({ type }) => type))
  expect((await run(['events', '--format', 'csv'])).stdout.split('\r\n')).toHaveLength(definitions.length + 2)
})
