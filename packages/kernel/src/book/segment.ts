/** What became of a book between two sizes, so that its events need not be replayed. Made by a ledger; a store does not look into it. */
export interface Segment {
  /** The book's size before it. */
  readonly from: number
  /** The book's size after it. */
  readonly size: number
  readonly bytes: Uint8Array
}
