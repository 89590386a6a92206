import type { Mutation } from './mutations.ts'

/** A source that tells which of its mutations run: before each statement, or body of an arrow, that one lies in, it says so. */
export function withHits(source: string, mutations: readonly (Mutation & { readonly number: number })[]): string {
  const inserts = mutations.flatMap(({ around, number }) => {
    const call = `globalThis.mutantHits?.add(${number})`
    return around.statement
      ? [{ at: around.start, text: `;${call};` }]
      : [
          { at: around.start, text: `(${call}, ` },
          { at: around.end, text: ')' },
        ]
  })
  let result = ''
  let done = 0
  for (const { at, text } of inserts.toSorted((a, b) => a.at - b.at)) {
    result += source.slice(done, at) + text
    done = at
  }
  return result + source.slice(done)
}
