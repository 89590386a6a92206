import type { Mutant } from './mutants.ts'

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Some of the mutants, no two of them alike. Kinds of which there are many come less often than their number says, by its square
 * root: otherwise half of a sample would be constants and properties of definitions.
 */
export function sampleOf(mutants: readonly Mutant[], count: number, chance: () => number): Mutant[] {
  const kinds = [...Map.groupBy(mutants, ({ kind }) => kind).values()].map((list) => ({
    weight: Math.sqrt(list.length),
    left: [...list],
  }))
  const taken: Mutant[] = []
  while (taken.length < count && taken.length < mutants.length) {
    const open = kinds.filter(({ left }) => left.length > 0)
    let at = chance() * open.reduce((sum, { weight }) => sum + weight, 0)
    const kind = open.find(({ weight }) => (at -= weight) < 0) ?? open.at(-1)
    if (!kind) break
    taken.push(...kind.left.splice(Math.floor(chance() * kind.left.length), 1))
  }
  return taken
}
