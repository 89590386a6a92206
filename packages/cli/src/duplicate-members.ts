const strings = /"[^"\\]*(?:\\.[^"\\]*)*"/g
const colons = /:/g

/**
 * Whether some object in a JSON text has two members of one name, of which `JSON.parse` keeps the last and loses the first without a
 * word. `value` is what it made of the text: every member that was written has one colon outside of strings.
 */
export const hasDuplicateMembers = (text: string, value: unknown): boolean =>
  (text.replaceAll(strings, '').match(colons)?.length ?? 0) !== membersOf(value)

/** How many members all objects in a value have together. Goes down with a list of its own: values may be nested very deep. */
function membersOf(value: unknown): number {
  let members = 0
  const left = [value]
  while (left.length > 0) {
    const next = left.pop()
    if (typeof next !== 'object' || next === null) continue
    const own: readonly unknown[] = Array.isArray(next) ? next : Object.values(next)
    if (!Array.isArray(next)) members += own.length
    for (const one of own) left.push(one)
  }
  return members
}
