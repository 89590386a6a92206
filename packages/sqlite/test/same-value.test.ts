import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sameValue } from '../src/same-value.ts'

test('what this program or an older one has written says what is expected, whatever it is and in whatever order', () => {
  const key = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', '10', '9', '-0', 'a'))
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.double(),
        fc.integer(),
        fc.constantFrom(true, null, '\ud800', -0, 1e21),
      ),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('object'),
    ),
    object: fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
  }))
  const members = fc.uniqueArray(fc.tuple(key, value), { maxLength: 5, selector: ([name]) => name })
  fc.assert(
    fc.property(members, fc.func(fc.integer()), (given, order) => {
      const shuffled = given.toSorted((a, b) => order(a[0]) - order(b[0]))
      const [found, expected] = [shuffled, given].map((of) => JSON.stringify(Object.fromEntries(of)))
      expect(sameValue(found, expected)).toBe(true)
    }),
  )
})

test.each([
  ['{"a":1,"a":2}', '{"a":2}'],
  ['{"a":{"b":1,"b":2}}', '{"a":{"b":2}}'],
  ['{"a":2.0}', '{"a":2}'],
  ['{"a":9007199254740993}', '{"a":9007199254740992}'],
  ['{"\\u0061":1}', '{"a":1}'],
  ['{"a":1}', '{"a":2}'],
  ['{"a":', '{"a":1}'],
])('%s does not say %s', (found, expected) => {
  expect(sameValue(found, expected)).toBe(false)
})
