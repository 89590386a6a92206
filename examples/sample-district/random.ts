/** A stream of choices that is the same in every run: what it says depends on its name and on nothing else. */
export interface Random {
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  shuffled<T>(list: readonly T[]): T[]
  /** Hexadecimal digits. */
  hex(digits: number): string
}

/** Each subject of the sample takes a stream by its own name, so that a change to one leaves the others as they are. */
export function randomOf(name: string): Random {
  let state = fnv1a(name)
  const next = (): number => {
    // mulberry32, by Tommy Ettinger, in the public domain
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (list) => {
      if (list.length === 0) throw new RangeError(`${name}: nothing to pick from`)
      return list[int(0, list.length - 1)] as (typeof list)[number]
    },
    shuffled: (list) => {
      const cards = [...list]
      for (let at = cards.length - 1; at > 0; at--) {
        const other = int(0, at)
        const card = cards[at] as (typeof list)[number]
        cards[at] = cards[other] as (typeof list)[number]
        cards[other] = card
      }
      return cards
    },
    hex: (digits) => Array.from({ length: digits }, () => int(0, 15).toString(16)).join(''),
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash
}

/** Splits a total by weights into whole numbers that add up to it (largest remainders). */
export function apportioned(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const shares = weights.map((weight) => Math.floor((total * weight) / sum))
  const left = total - shares.reduce((a, b) => a + b, 0)
  const remainder = (at: number): number => (total * (weights[at] ?? 0)) % sum
  const first = new Set(
    weights
      .map((_, at) => at)
      .toSorted((a, b) => remainder(b) - remainder(a) || a - b)
      .slice(0, left),
  )
  return shares.map((share, at) => share + (first.has(at) ? 1 : 0))
}
