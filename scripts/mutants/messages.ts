import type { Mutant } from './mutants.ts'

/** What a host is asked to do. Test files are whole paths. */
export type Order =
  | { readonly kind: 'list'; readonly projects: readonly string[] }
  /** Runs the files on unchanged sources, and says what each of them reaches. */
  | {
      readonly kind: 'dry'
      readonly files: readonly string[]
      readonly mutants: readonly (Mutant & { number: number })[]
    }
  /** Runs the files in order until one fails. */
  | { readonly kind: 'mutant'; readonly files: readonly string[]; readonly mutant: Mutant }

/** What a host tells while it runs tests: it has begun with a file. */
export interface Progress {
  readonly kind: 'began'
  readonly file: string
}

export type Answer =
  | { readonly kind: 'listed'; readonly files: readonly string[] }
  | {
      readonly kind: 'ran'
      readonly failed: readonly string[]
      /** Whether a test has read the changed source. */
      readonly loaded: boolean
      readonly ms: Readonly<Record<string, number>>
      /** By test file, the numbers of the mutants whose code ran. */
      readonly hits: Readonly<Record<string, readonly number[]>>
    }
