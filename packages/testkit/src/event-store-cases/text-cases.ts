/* oxlint-disable vitest/no-standalone-expect -- cases are run by describeEventStore, each in a test of its own */
import type { StoredEvent } from '@taizhang/kernel/store'
import { expect } from 'vitest'
import { appended, asRead, event, events, readAll, repeated, type Cases, type Tools } from './case.ts'

/** Canonical texts that a careless store changes. */
const texts = {
  astral: '{"a":"\u{20BB7}\u{1F600}"}',
  separators: '{"a":"\u2028\u2029\u00A0\uFEFF"}',
  escapes: String.raw`{"a":"\u0000\u0001\b\t\n\f\r\"\\"}`,
  quotes: `{"a":"'; DROP TABLE event; --","b":"%_?\`$1"}`,
  composed: '{"a":"\u00E9 e\u0301 \u212B"}',
  numbers: '{"a":1e+21,"b":-0.5,"c":9007199254740991,"d":1e-7,"e":0}',
  trailing: '{"a":"  台账  "}',
  scalar: '"\u{10FFFF}"',
  none: '{}',
}

/** Names and ids that a careless store takes for something else. */
const hostile = [
  "it's",
  '"quoted"',
  "'; DROP TABLE event; --",
  '%',
  'a_b',
  'a%b',
  'back\\slash',
  '$1 ?1 :name @name',
  '台账 350305',
  '\u{20BB7}\u{1F600}',
  '\u00E9',
  'e\u0301',
  ' leading and trailing ',
  'UPPER',
  'upper',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  'ledger-',
  'ledger-350305',
  'ledger-/x',
  '/x',
  '<a href="x">&amp;</a>',
  'a\nb\tc',
]

async function keeps({ open, named }: Tools, stored: readonly StoredEvent[]): Promise<void> {
  const [store, stream] = [await open(), named('s')]
  expect(await store.append(stream, stored, { expectedRevision: 'no-stream' })).toEqual(appended(stored.length - 1))
  expect(await store.append(stream, stored, { expectedRevision: 'no-stream' })).toEqual(repeated(stored.length - 1))
  await store.close()
  expect(await readAll(await open(), stream)).toEqual(asRead(stored))
}

const texted = Object.values(texts).map((text, number) => event(number, text))

/** Bytes, names and lists of names. */
export const textCases = {
  'gives back texts byte for byte': async (tools) => {
    await keeps(tools, texted)
  },
  'gives back a text of 1 MB byte for byte': async (tools) => {
    await keeps(tools, [
      event(0, `{"a":"${'台'.repeat(350_000)}"}`),
      event(1, `{"a":"${'x"\u{20BB7}'.replaceAll('"', '\\"').repeat(150_000)}"}`),
    ])
  },
  'takes any stream name, and keeps the streams apart': async ({ open, named }) => {
    const store = await open()
    const streams = hostile.map(named)
    for (const [number, stream] of streams.entries())
      expect(await store.append(stream, events(number, 2), { expectedRevision: 'no-stream' })).toEqual(appended(1))
    const again = await open()
    for (const [number, stream] of streams.entries())
      expect(await readAll(again, stream)).toEqual(asRead(events(number, 2)))
    expect(await again.streams()).toEqual(expect.arrayContaining(streams))
  },
  'takes any id, and keeps the ids apart': async (tools) => {
    await keeps(
      tools,
      hostile.map((id, number) => ({ id, text: `{"n":${number}}` })),
    )
  },
  'lists the streams, sorted': async ({ open, named }) => {
    const store = await open()
    const streams = ['b', 'a', 'B', 'ab', '\u{20BB7}', '\uFF5E', '台'].map(named)
    const before = await store.streams()
    for (const stream of streams) await store.append(stream, events(0, 1), { expectedRevision: 'no-stream' })
    const all = [...before, ...streams].toSorted()
    expect(await store.streams()).toEqual(all)
    expect(await (await open()).streams()).toEqual(all)
  },
} satisfies Cases
