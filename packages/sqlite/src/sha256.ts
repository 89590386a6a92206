import type { hash } from 'node:crypto'

/** Loaded for the first hash: who only asks the tables needs none, and it takes a quarter of Node's start. */
let digest: typeof hash | undefined

/** SHA-256, as text. */
export function sha256(data: string | Uint8Array, encoding: 'binary' | 'hex'): string {
  digest ??= process.getBuiltinModule('node:crypto').hash
  return digest('sha256', data, encoding)
}
