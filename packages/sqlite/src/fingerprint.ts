const prime = 0x0100_0193

/**
 * 64 bits that tell one definition of tables from another (FNV-1a over the characters, from two beginnings): asked for with every event
 * that is recorded, where a text of some thousand characters would be. It is no seal: who changes tables need not change it.
 */
export const fingerprintOf = (text: string): string =>
  [0x811c_9dc5, 0x2b0a_7a31].map((from) => hashFrom(from, text).toString(16).padStart(8, '0')).join('')

function hashFrom(from: number, text: string): number {
  let hash = from
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), prime)
  return (hash ^ (hash >>> 15)) >>> 0
}
