import { isDeepStrictEqual } from 'node:util'

/** A value of a table: whole numbers are big integers, as they are stored, others numbers. */
export type Value = string | bigint | number | null

/**
 * Whether a value that was found says what is expected. The order of an object's members says nothing: it depends on what was recorded, and
 * by which program. All else must be as `JSON.stringify` writes it, which reads again as it was written: SQLite takes the first of two members
 * of one name where JavaScript takes the last, and tells numbers apart that are one and the same to JavaScript.
 */
export function sameValue(found: Value | undefined, expected: Value | undefined): boolean {
  if (found === expected) return true
  if (typeof found !== 'string' || typeof expected !== 'string' || !found.startsWith('{')) return false
  const read = parsed(found)
  return JSON.stringify(read) === found && isDeepStrictEqual(read, parsed(expected))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
