import type { hash, randomBytes } from 'node:crypto'

/** Loaded for the first hash: who only asks the tables needs none, and it takes a quarter of Node's start. */
let crypto: { readonly hash: typeof hash; readonly randomBytes: typeof randomBytes } | undefined
const loaded = (): NonNullable<typeof crypto> => (crypto ??= process.getBuiltinModule('node:crypto'))

/** SHA-256, as text. */
export const sha256 = (data: string | Uint8Array, encoding: 'binary' | 'hex'): string =>
  loaded().hash('sha256', data, encoding)

/** A key that nobody can guess. */
export const randomKey = (): string => loaded().randomBytes(16).toString('hex')
