import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { covers, serverFilter } from '../src/log-filter.ts'
import { onServer } from '../src/stream-name.ts'

const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

const name = fc.oneof(
  fc.string({ unit: fc.constantFrom('1', '2', '3', '.', '-', 'a'), minLength: 1, maxLength: 5 }),
  fc.string({ minLength: 1, maxLength: 8 }),
)

test(`the server is told one expression, which takes the named streams with their metadata and no other; seed ${seed}`, () => {
  let [taken, left] = [0, 0]
  const law = fc.property(
    fc.uniqueArray(name, { maxLength: 12 }),
    fc.array(name, { maxLength: 12 }),
    (streams, others) => {
      const told = serverFilter({ streams })
      const expression = new RegExp('regex' in told ? told.regex : '(?!)')
      for (const stream of [...streams, ...others]) {
        const isMeant = streams.includes(stream)
        const found = [onServer(stream), `$$${onServer(stream)}`].map((text) => expression.test(text))
        expect([stream, ...found]).toEqual([stream, isMeant, isMeant])
        expect(covers({ streams }, stream)).toBe(isMeant)
        if (isMeant) taken++
        else left++
      }
    },
  )
  fc.assert(law, { numRuns: 300, seed })
  expect(Math.min(taken, left)).toBeGreaterThan(300)
})

function typesTaken(filter: Parameters<typeof serverFilter>[0]): readonly string[] {
  const told = serverFilter(filter)
  const taken = new RegExp('regex' in told ? told.regex : '(?!)')
  return ['Opened', 'Listed', 'OpenedAgain', 'text', 'texts', '$>', '$metadata', '$streamDeleted', 'Junk'].filter(
    (type) => taken.test(type),
  )
}

test('of types those that are named are meant, or all others but the server’s own that tell of no stream', () => {
  expect(typesTaken({ types: ['Opened'] })).toEqual(['Opened'])
  expect(typesTaken({ otherThan: ['Opened', 'Listed'] })).toEqual([
    'OpenedAgain',
    'text',
    'texts',
    '$metadata',
    '$streamDeleted',
    'Junk',
  ])
})

test('what names have in common stands once', () => {
  const streams = ['ledger-350301', 'ledger-350302', 'ledger-350321', 'ledger-3503']
  expect(serverFilter({ streams })).toEqual({ on: 'stream', regex: String.raw`^(?:\$\$)?ledger-3503(?:|0(?:1|2)|21)$` })
})
