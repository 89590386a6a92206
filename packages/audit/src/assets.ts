import { readFileSync } from 'node:fs'
import type { Domain } from '@taizhang/kernel/define'

/** A file that goes into bundles as it is. It lies beside `src` and `dist`, so its place is the same from either. */
export const asset = (name: 'verify.py' | 'SPEC.md'): Uint8Array =>
  readFileSync(new URL(`../assets/${name}`, import.meta.url))

/** The line of `verify.py` in whose place a domain tells its rules. */
const noRules = 'DERIVES = {}\n'

/** The program that checks bundles of books of a domain, with the rules that the domain tells in Python. Its bytes depend on the program alone. */
export function verifyPy({ inPython = noRules }: Pick<Domain, 'inPython'>): Uint8Array {
  const [before = '', after] = new TextDecoder().decode(asset('verify.py')).split(noRules)
  if (after === undefined) throw new Error('verify.py has no place for the rules of a domain')
  return new TextEncoder().encode(`${before}${inPython}${after}`)
}
