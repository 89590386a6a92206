/**
 * What happened to a book between two sizes, as bytes, so that its events need not be replayed. Ledgers make segments; a store does not read
 * them.
 */
export interface Segment {
  /** The book's size before it. */
  readonly from: number
  /** The book's size after it. */
  readonly size: number
  readonly bytes: Uint8Array
}
