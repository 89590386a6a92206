import type { Archive } from '../book/archive.ts'
import { Records } from '../book/records.ts'

const slotsMin = 16

/**
 * Finds positions by event id in a hash table of whole numbers (open addressing, linear probing): a `Map` of a million ids would take more
 * than all else that is kept of a book. The ids stay where they are, and are asked for where hashes are equal.
 */
export class EventIds {
  readonly #idAt: (position: number) => string
  readonly #hashes = new Records(1)
  /** Positions + 1; 0 is free. */
  #slots: Int32Array = new Int32Array(slotsMin)
  /** How many positions are in the table: the others are put there when somebody looks for an id. */
  #placed = 0

  /** @param idAt the id of an event that was added */
  constructor(idAt: (position: number) => string) {
    this.#idAt = idAt
  }

  /** The first position with an id. */
  find(id: string): number | undefined {
    this.#place()
    const hash = hashOf(id)
    const mask = this.#slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const position = (this.#slots[slot] as number) - 1
      if (position < 0) return undefined
      if (this.#hashes.get(position, 0) === hash && this.#idAt(position) === id) return position
    }
  }

  /** Adds the id of the next position. */
  add(id: string): void {
    this.#hashes.set(this.#hashes.add(), 0, hashOf(id))
  }

  /** Takes away the ids from a position on. */
  cut(length: number): void {
    while (this.#placed > length) this.#remove(--this.#placed)
    this.#hashes.cut(length)
  }

  archive(archive: Archive): void {
    this.#hashes.archive(archive)
  }

  /** From now on only what comes is written. */
  settle(): void {
    this.#hashes.settle()
  }

  #remove(position: number): void {
    const mask = this.#slots.length - 1
    let hole = this.#hashes.get(position, 0) & mask
    while (this.#slots[hole] !== position + 1) hole = (hole + 1) & mask
    // What was put further on because this place was taken moves up, so that no search ends too soon.
    for (let slot = (hole + 1) & mask; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const wanted = this.#hashes.get((this.#slots[slot] as number) - 1, 0) & mask
      if (((slot - wanted) & mask) < ((slot - hole) & mask)) continue
      this.#slots[hole] = this.#slots[slot] as number
      hole = slot
    }
    this.#slots[hole] = 0
  }

  #place(): void {
    const { length } = this.#hashes
    if (this.#placed === length) return
    let slots = this.#slots.length
    while (length * 3 > slots * 2) slots *= 2
    if (slots !== this.#slots.length) {
      this.#slots = new Int32Array(slots)
      this.#placed = 0
    }
    const mask = slots - 1
    for (let position = this.#placed; position < length; position++) {
      let slot = this.#hashes.get(position, 0) & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = position + 1
    }
    this.#placed = length
  }
}

/** FNV-1a over the characters, mixed so that the low bits tell ids apart. */
export function hashOf(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return hash ^ (hash >>> 15)
}
