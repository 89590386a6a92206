import { basename } from 'node:path'
import { nameOf, type Mutant } from './mutants.ts'

/** A survivor that no test can notice, and why. */
export interface Known {
  /** The source's name, without its folders. */
  readonly file: string
  readonly line: string
  readonly change: string
  /** The program does the same; or it does the same with more or less work. */
  readonly kind: 'equal' | 'time'
  readonly why: string
}

export const isKnown = (known: readonly Known[]): ((mutant: Mutant) => boolean) => {
  const names = new Set(known.map(nameOf))
  return (mutant) => names.has(nameOf({ ...mutant, file: basename(mutant.file) }))
}

/** Entries that fit no mutant any more: their source has changed. */
export const staleOf = (known: readonly Known[], mutants: readonly Mutant[]): Known[] => {
  const names = new Set(mutants.map(nameOf))
  return known.filter((entry) => !names.has(nameOf(entry)))
}
