import type { Key } from './change.ts'

/** Why a book cannot be, with what a refusal must name. */
export interface Reason {
  readonly code: string
  /** The fact that a change cannot be made to, or the facts that refer to what is not there. */
  readonly relation?: string
  readonly key?: Key
  readonly keys?: readonly Key[]
  readonly on?: string
  /** The relation of the parent that does not hold. */
  readonly parent?: string
  /** The fact that is referred to. */
  readonly target?: { readonly relation: string; readonly key: Key }
  /** Positions of the events in the way, in order. */
  readonly events: readonly number[]
}

/** Positions in order, each once, without those that there are not. */
export const positions = (...found: readonly (number | null | undefined)[]): readonly number[] =>
  [...new Set(found.filter((position) => typeof position === 'number'))].toSorted((a, b) => a - b)
