import { LedgerError } from '@taizhang/kernel'
import { isCivilDate } from '@taizhang/kernel/define'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

/**
 * One parameter of a public function: whether a value is right for it, and the call with that value there and right ones everywhere else.
 *
 * `never` fits every parameter's type: what comes from a form, a URL or JSON has none.
 */
export type Parameter = readonly [accepts: (value: unknown) => boolean, call: (value: never) => unknown]

/** A public function: its parameters that may come from outside; or why none does. */
export type Door = readonly Parameter[] | string

const days = ['0001-01-01', '2020-02-29', '2021-06-30', '9999-12-31']
const noDays = [
  '2021-6-30',
  '2020-1-1',
  '2021-02-29',
  '2021-06-31',
  '2021-13-01',
  '0000-01-01',
  '10000-01-01',
  '20210630',
].concat(['2021-06-30 ', ' 2021-06-30', '2021-06-30T00:00:00Z', '2021-06-30T00:00:00', '+2021-06-30', '２０２１-06-30'])
const numbers = [
  -1,
  -0,
  0,
  1,
  2,
  0.5,
  7,
  40,
  1e21,
  -1e21,
  2 ** 53,
  2 ** 53 - 1,
  2 ** 40 - 0.0004,
  Number.NaN,
  Infinity,
  -Infinity,
]
const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'enterprise', 'Enterprise', 'members', 'com-7']
  .concat([
    'COM-7',
    'ORG-3',
    'violation',
    'Violation',
    'day',
    'days',
    'months',
    'zh',
    'en',
    'stop',
    'book',
    'secretary',
  ])
  .concat(['u1', 'o1', 'm1', 'u1 ', 'test', 'test2', 'members:enterprise', 'members:firms', '', ' ', '\n', '\u0000'])
const strange = [
  '\ud800',
  'a\udc00',
  '\u202eabc',
  'x'.repeat(100_000),
  '9'.repeat(400),
  '[object Object]',
  'null',
  '{}',
]

const deep = (levels: number): unknown => {
  let value: unknown = 'deep'
  for (let level = 0; level < levels; level++) value = [value]
  return value
}

const list = (...values: readonly unknown[]): readonly unknown[] => values

/** What JSON, a form or a URL can hand over, and nobody meant. */
export const hostileValues: readonly unknown[] = list(undefined, null, true, false).concat(
  [...numbers, ...days, ...noDays, ...names, ...strange],
  [[], ['2021-06-30'], ['u1'], [null], {}, { length: 1 }, { value: 1 }, { from: '2021-1-1', to: '2021-06-30' }],
  [{ from: '2021-06-30', to: '2021-01-01' }, { from: '2021-01-01', to: '2021-06-30' }, { toString: 'x' }],
  [JSON.parse('{"__proto__":{"from":"2021-01-01"},"constructor":null}') as unknown, deep(50_000)],
)

const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...hostileValues),
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[0-9]{1,5}-[0-9]{1,2}-[0-9]{1,2}$/),
  fc.double(),
  fc.integer(),
  fc.jsonValue(),
)

/**
 * Calls every function that entries export with hostile values of each parameter that may come from outside. It must give an answer where the value
 * is right for the parameter, and fail with `LedgerError` (usage or not-found), naming the parameter, where it is not. A function that the
 * table does not have fails the test.
 *
 * @param entries what a package exports, by entry
 * @param doors by name; methods as `Ledger.asOf`
 * @param options.also what else the table may have: functions outside the promise that are worth the same
 * @example
 * const { day } = takes
 * const call = (value: never) => plusDays(value, 1)
 * describeDoors({ '.': { plusDays } }, { plusDays: [[(value) => day(value) && value !== '9999-12-31', call]] }, { runs: 10 })
 */
export function describeDoors(
  entries: Readonly<Record<string, object>>,
  doors: Readonly<Record<string, Door>>,
  { runs = 100, also = {} }: { readonly runs?: number; readonly also?: object } = {},
): void {
  describe(`doors: ${Object.keys(entries).join(', ')}`, () => {
    it('every exported function is in the table, and nothing else', () => {
      const exported = Object.values(entries).flatMap((entry) =>
        Object.entries(entry).flatMap(([name, value]) => (typeof value === 'function' ? [name] : [])),
      )
      expect(
        Object.keys(doors)
          .filter((name) => !name.includes('.') && (exported.includes(name) || !Object.hasOwn(also, name)))
          .toSorted(),
      ).toEqual([...new Set(exported)].toSorted())
    })
    for (const [name, door] of Object.entries(doors)) {
      if (typeof door === 'string') continue
      // oxlint-disable-next-line vitest/valid-title -- the function of that name
      it(name, async () => {
        for (const parameter of door) {
          for (const value of hostileValues) await expectAnswerOrRefusal(parameter, value)
          await fc.assert(
            fc.asyncProperty(hostile, async (value) => expectAnswerOrRefusal(parameter, value)),
            { numRuns: runs },
          )
        }
      })
    }
  })
}

async function expectAnswerOrRefusal([accepts, call]: Parameter, value: unknown): Promise<void> {
  const how = `${String(call).replaceAll(/\s+/g, ' ').slice(0, 200)} with ${shown(value)}`
  const failure = await failureOf(how, () => call(value as never))
  expect([how, failure === undefined]).toEqual([how, accepts(value)])
  expect([how, failure === undefined ? [] : wrongIn(failure)]).toEqual([how, []])
}

async function failureOf(how: string, call: () => unknown): Promise<LedgerError | undefined> {
  try {
    await call()
    return undefined
  } catch (error) {
    if (error instanceof LedgerError) return error
    throw new Error(`${how}: ${String(error)}`, { cause: error })
  }
}

/** What a refusal of a parameter should not be. What is told of a value is plain JSON, and never long. */
const wrongIn = ({ kind, refusal }: LedgerError): readonly string[] => [
  ...(kind === 'usage' || kind === 'not-found' ? [] : [`of kind ${kind}`]),
  ...(typeof refusal['parameter'] === 'string' ? [] : ['names no parameter']),
  ...(JSON.stringify(refusal).length < 4000 ? [] : ['too long']),
  ...(refusal.message.zh === '' ? ['says nothing'] : []),
]

/** Values may be nested too deeply for `JSON.stringify`. */
const shown = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? `${Array.isArray(value) ? 'a list' : 'an object'} of ${Object.keys(value).slice(0, 9).join(', ')}`
    : JSON.stringify(value ?? null).slice(0, 100)

/** What parameters take. */
export const takes = {
  anything: (): boolean => true,
  text: (value: unknown): boolean => typeof value === 'string',
  day: (value: unknown): boolean => typeof value === 'string' && isCivilDate(value) && value >= '0001-01-01',
  number: (value: unknown): boolean => typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER,
  list: (value: unknown): boolean => Array.isArray(value),
  object: (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value),
  /** A whole number from `least` on, up to `most`. */
  whole:
    (least = 0, most = Number.MAX_SAFE_INTEGER) =>
    (value: unknown): boolean =>
      Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
  /** One of some names. */
  one:
    (...known: readonly unknown[]) =>
    (value: unknown): boolean =>
      known.includes(value),
  /** The same, or nothing at all. */
  optional:
    (accepts: (value: unknown) => boolean) =>
    (value: unknown): boolean =>
      value === undefined || accepts(value),
} as const
