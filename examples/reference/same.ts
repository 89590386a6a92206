import { deepStrictEqual } from 'node:assert'

/** Fails where a value is not what an example says: of an object, and of those in it, the members that the example names. */
export function same(actual: unknown, expected: unknown): void {
  deepStrictEqual(likeness(actual, expected), expected)
}

/** What of a value the expected one names. */
function likeness(actual: unknown, expected: unknown): unknown {
  if (typeof actual !== 'object' || actual === null || typeof expected !== 'object' || expected === null) return actual
  if (Array.isArray(expected))
    return Array.isArray(actual) ? actual.map((one, at) => likeness(one, expected[at])) : actual
  if (Object.getPrototypeOf(expected) !== Object.prototype) return actual
  const members = new Map(Object.entries(actual))
  return Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, likeness(members.get(name), value)]))
}
