import { sha256 } from '@noble/hashes/sha2.js'
import { GrowingTree, treeHash } from '@taizhang/kernel/merkle'

const hash = treeHash((bytes) => sha256(bytes))
const utf8 = new TextEncoder()

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

/** The root of the tree over events, in hex: of their texts, and in the place of those that are left out of their leaves. */
export function rootOf(
  texts: readonly string[],
  leaves: Readonly<Record<number, string>> = {},
  size = texts.length,
): string {
  const tree = new GrowingTree(hash)
  for (const [position, text] of texts.slice(0, size).entries()) {
    const leaf = leaves[position]
    tree.append(leaf === undefined ? hash.leaf(utf8.encode(text)) : bytesOf(leaf))
  }
  return hexOf(tree.root())
}
