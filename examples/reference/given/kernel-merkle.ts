/** What the examples of the Merkle tree begin with: SHA-256 of Node's, and the hashes of three leaves. */
import { createHash } from 'node:crypto'
import { treeHash } from '@taizhang/kernel/merkle'

/** Three leaves. */
export async function given() {
  const hash = treeHash((bytes) => createHash('sha256').update(bytes).digest())
  const leafOf = (text: string): Uint8Array => hash.leaf(new TextEncoder().encode(text))
  const leaves = [leafOf('a'), leafOf('b'), leafOf('c')] as const
  return { createHash, hash, leaves }
}
