import { wrong } from '../doors/doors.ts'

/**
 * SHA-256 of some bytes. The function must not keep or change the bytes. The kernel has no SHA-256 of its own, because Node and browsers
 * have different ones.
 */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** How long a hash is, in bytes. */
export const hashBytes = 32

/** How a Merkle tree is hashed (RFC 9162, 2.1.1): leaves and nodes are told apart by their first byte. */
export interface TreeHash {
  readonly leaf: (bytes: Uint8Array) => Uint8Array
  readonly node: (left: Uint8Array, right: Uint8Array) => Uint8Array
  /** The root of a tree without leaves. */
  readonly empty: () => Uint8Array
}

/**
 * How leaves and nodes of a tree are hashed, from SHA-256.
 *
 * @example
 * const hash = treeHash((bytes) => createHash('sha256').update(bytes).digest())
 * hash.empty().length // => 32
 */
export function treeHash(sha256: Sha256): TreeHash {
  const pair = new Uint8Array(1 + 2 * hashBytes)
  pair[0] = 1
  return {
    leaf: (bytes) => {
      const marked = new Uint8Array(bytes.length + 1)
      marked.set(bytes, 1)
      return sha256(marked)
    },
    node: (left, right) => {
      pair.set(left, 1)
      pair.set(right, 1 + hashBytes)
      return sha256(pair)
    },
    empty: () => sha256(new Uint8Array()),
  }
}

/** Whether a value is the bytes of a hash. */
export const isHash = (value: unknown): boolean => value instanceof Uint8Array && value.length === hashBytes

/**
 * Fails (usage) where a value is not the bytes of a hash.
 *
 * @example expectHash(leaves[0], 'leaf') // fails with `bad-hash` where it has not 32 bytes
 */
export function expectHash(value: unknown, parameter: string): void {
  if (!isHash(value))
    wrong('bad-hash', parameter, { zh: `${hashBytes} 字节的哈希`, en: `a hash of ${hashBytes} bytes` }, value)
}

/**
 * Whether two hashes have the same bytes. A value that is not bytes equals nothing.
 *
 * @example sameHash(leaves[0], leaves[1]) // => false
 */
export const sameHash = (a: Uint8Array, b: Uint8Array): boolean =>
  [a, b].every((bytes) => bytes instanceof Uint8Array) && a.length === b.length && a.every((byte, at) => byte === b[at])
