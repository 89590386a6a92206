import type { Archive } from '../book/archive.ts'
import { firstWhere } from '../book/halving.ts'
import { Records } from '../book/records.ts'
import { hashOf } from './event-ids.ts'

const slotsMin = 64

/**
 * Finds the events whose data names a subject: by hashes, so that what is found is to be looked at. Kept for each event in its order; the table that
 * leads from a hash to the events is made when somebody first asks.
 */
export class EventSubjects {
  readonly #hashes = new Records(1)
  /** Where the hashes of each event end. */
  readonly #ends = new Records(1)
  /** The last hash + 1 of each slot, and of each hash the one before it in its slot; how many hashes are in them. */
  #slots = new Int32Array(slotsMin)
  readonly #before = new Records(1)

  /** Adds the next event. */
  add(subjects: Iterable<string>): void {
    for (const subject of subjects) this.#hashes.set(this.#hashes.add(), 0, hashOf(subject))
    this.#ends.set(this.#ends.add(), 0, this.#hashes.length)
  }

  /** Indices of events that may name a subject, in order. */
  about(subject: string): readonly number[] {
    this.#place()
    const hash = hashOf(subject)
    // Of two subjects of one event the hashes may be the same.
    const found = new Set<number>()
    for (
      let next = this.#slots[hash & (this.#slots.length - 1)] as number;
      next > 0;
      next = this.#before.get(next - 1, 0)
    )
      if (this.#hashes.get(next - 1, 0) === hash) found.add(this.#eventOf(next - 1))
    return [...found].reverse()
  }

  /** Takes away the events from one on. */
  cut(length: number): void {
    this.#ends.cut(length)
    const hashes = length === 0 ? 0 : this.#ends.get(length - 1, 0)
    for (let at = this.#before.length - 1; at >= hashes; at--)
      this.#slots[this.#hashes.get(at, 0) & (this.#slots.length - 1)] = this.#before.get(at, 0)
    if (this.#before.length > hashes) this.#before.cut(hashes)
    this.#hashes.cut(hashes)
  }

  archive(archive: Archive): void {
    for (const part of [this.#hashes, this.#ends]) part.archive(archive)
  }

  /** From now on only what comes is written. */
  settle(): void {
    for (const part of [this.#hashes, this.#ends]) part.settle()
  }

  #place(): void {
    const { length } = this.#hashes
    let slots = this.#slots.length
    while (slots < length) slots *= 2
    if (slots !== this.#slots.length) {
      this.#slots = new Int32Array(slots)
      this.#before.cut(0)
    }
    for (let at = this.#before.length; at < length; at++) {
      const slot = this.#hashes.get(at, 0) & (slots - 1)
      this.#before.set(this.#before.add(), 0, this.#slots[slot] as number)
      this.#slots[slot] = at + 1
    }
  }

  /** The event of a hash: the first whose hashes end behind it. */
  #eventOf(hash: number): number {
    return firstWhere(0, this.#ends.length, (event) => this.#ends.get(event, 0) > hash)
  }
}
