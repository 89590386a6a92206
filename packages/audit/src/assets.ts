import { readFileSync } from 'node:fs'

/** A file that goes into bundles as it is. It lies beside `src` and `dist`, so its place is the same from either. */
export const asset = (name: 'verify.py' | 'SPEC.md'): Uint8Array =>
  readFileSync(new URL(`../assets/${name}`, import.meta.url))
