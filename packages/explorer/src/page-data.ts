import type { Label } from '@taizhang/kernel/internal'

/** By how much the numbers of one stock or flow are others, from which batch on and from which day on. Five columns of the same length, by day. */
export interface FigureDeltas {
  readonly figure: string
  readonly labels: readonly Label[]
  /** Index into `labels`. */
  readonly label: readonly number[]
  /** Index into `kinds`: the value itself, or how many of its parts are inexact in one way. */
  readonly kind: readonly number[]
  /** Index of the batch that changes it. */
  readonly batch: readonly number[]
  /** Days since 1970-01-01, each as the distance from the one before. */
  readonly day: readonly number[]
  readonly delta: readonly number[]
}

/** All batches of a book. */
export interface BatchList {
  /** The book's size after each. */
  readonly sizes: readonly number[]
  /** When each was recorded: an instant in UTC. */
  readonly recordedAt: readonly string[]
}

/** What somebody sealed of the book. */
export interface SealedPoint {
  readonly origin: string
  readonly size: number
  /** The root of the tree over the first `size` events, in hex. */
  readonly root: string
}

/** What a page carries of a book, and what a server sends: plain values. */
export interface PageData {
  readonly format: 1
  readonly book: string
  readonly name: string
  /** The root of the tree (RFC 9162) over all events, in hex. */
  readonly root: string
  readonly batches: BatchList
  /** All scopes that the book ever had, with their last names. */
  readonly scopes: readonly { readonly id: string; readonly name: string }[]
  /** Every stock and flow of the domain. */
  readonly figures: readonly FigureDeltas[]
  /** Those that coverage is made of, by towns, parks and industries. */
  readonly groups: readonly { readonly by: readonly string[]; readonly deltas: readonly FigureDeltas[] }[]
  /** The events' texts in book order; of an event that is left out what stands in its place. */
  readonly texts: readonly string[]
  /** Leaves of the tree (hex) of events that are left out, by position. */
  readonly leaves: Readonly<Record<number, string>>
  /** Figures whose subjects the page cannot show, because events behind them are left out. */
  readonly numbersOnly: readonly string[]
  readonly checkpoint?: SealedPoint
}
