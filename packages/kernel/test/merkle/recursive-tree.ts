import { createHash } from 'node:crypto'

/**
 * RFC 9162's definitions as they stand there (2.1.1, 2.1.3.1, 2.1.4.1): over the list of leaves, recursive, every hash made anew.
 * Slow; what the tree of the source is held against. Shares nothing with it.
 */
export type Leaf = Uint8Array

const sha256 = (...parts: readonly Uint8Array[]): Uint8Array => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

/** The largest power of two smaller than n. */
const k = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1)

/** MTH(D_n) */
export function mth(d: readonly Leaf[]): Uint8Array {
  const n = d.length
  const [only] = d
  if (only === undefined) return sha256()
  if (n === 1) return sha256(Uint8Array.of(0x00), only)
  return sha256(Uint8Array.of(0x01), mth(d.slice(0, k(n))), mth(d.slice(k(n), n)))
}

/** PATH(m, D_n) */
export function path(m: number, d: readonly Leaf[]): Uint8Array[] {
  const n = d.length
  if (n === 1) return []
  return m < k(n)
    ? [...path(m, d.slice(0, k(n))), mth(d.slice(k(n), n))]
    : [...path(m - k(n), d.slice(k(n), n)), mth(d.slice(0, k(n)))]
}

/** PROOF(m, D_n) */
export const proof = (m: number, d: readonly Leaf[]): Uint8Array[] => subproof(m, d, true)

/** SUBPROOF(m, D_n, b) */
function subproof(m: number, d: readonly Leaf[], b: boolean): Uint8Array[] {
  const n = d.length
  if (m === n) return b ? [] : [mth(d)]
  return m <= k(n)
    ? [...subproof(m, d.slice(0, k(n)), b), mth(d.slice(k(n), n))]
    : [...subproof(m - k(n), d.slice(k(n), n), false), mth(d.slice(0, k(n)))]
}
