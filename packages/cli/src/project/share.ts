import { createHash } from 'node:crypto'

/** Which books a worker takes: all of them, or its share of those that several workers take together. */
export interface Share {
  readonly workers: number
  /** From 1 on. */
  readonly worker: number
}

/**
 * The worker, from 1 on, that a book belongs to: the same one on every machine and in every version, so that no two take one book and none is
 * left. Where the number of workers changes, so do the shares.
 */
export const workerOf = (book: string, workers: number): number =>
  (createHash('sha256').update(book).digest().readUInt32BE() % workers) + 1
