import type { Archive } from '../book/archive.ts'

const slotsMin = 16

/**
 * Finds positions by event id in a hash table of whole numbers (open addressing, linear probing): a `Map` of a million ids would take more
 * than all else that is kept of a book. The ids stay where they are, and are asked for where hashes are equal.
 */
export class EventIds {
  readonly #idAt: (position: number) => string
  /** A hash and a position + 1 in turn; 0 is free. */
  #slots: Int32Array = new Int32Array(2 * slotsMin)
  #count = 0
  /** Hashes in order of positions, as they come from an archive, until somebody looks for an id. */
  #unplaced: Int32Array | undefined

  /** @param idAt the id of an event that was added */
  constructor(idAt: (position: number) => string) {
    this.#idAt = idAt
  }

  find(id: string): number | undefined {
    this.#place()
    const hash = hashOf(id)
    const mask = this.#slots.length / 2 - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const position = (this.#slots[2 * slot + 1] as number) - 1
      if (position < 0) return undefined
      if (this.#slots[2 * slot] === hash && this.#idAt(position) === id) return position
    }
  }

  add(id: string, position: number): void {
    this.#place()
    if (++this.#count * 3 > this.#slots.length) this.#rebuild(this.#slots.length)
    this.#put(this.#slots, hashOf(id), position)
  }

  remove(id: string, position: number): void {
    this.#place()
    const mask = this.#slots.length / 2 - 1
    let hole = hashOf(id) & mask
    while (this.#slots[2 * hole + 1] !== position + 1) hole = (hole + 1) & mask
    // What was put further on because this place was taken moves up, so that no search ends too soon.
    for (let slot = (hole + 1) & mask; this.#slots[2 * slot + 1] !== 0; slot = (slot + 1) & mask) {
      const wanted = (this.#slots[2 * slot] as number) & mask
      if (((slot - wanted) & mask) < ((slot - hole) & mask)) continue
      this.#slots.copyWithin(2 * hole, 2 * slot, 2 * slot + 2)
      hole = slot
    }
    this.#slots.fill(0, 2 * hole, 2 * hole + 2)
    this.#count--
  }

  archive(archive: Archive): void {
    const hashes = this.#unplaced ?? this.#hashes()
    const kept = archive.ints(hashes)
    if (kept === hashes) return
    this.#count = kept.length
    this.#unplaced = kept
  }

  #hashes(): Int32Array {
    const hashes = new Int32Array(this.#count)
    for (let slot = 0; slot < this.#slots.length; slot += 2) {
      const position = (this.#slots[slot + 1] as number) - 1
      if (position >= 0) hashes[position] = this.#slots[slot] as number
    }
    return hashes
  }

  #place(): void {
    const hashes = this.#unplaced
    if (!hashes) return
    this.#unplaced = undefined
    let slots = slotsMin
    while (this.#count * 3 > slots * 2) slots *= 2
    this.#slots = new Int32Array(2 * slots)
    for (let position = 0; position < hashes.length; position++)
      this.#put(this.#slots, hashes[position] as number, position)
  }

  #rebuild(slots: number): void {
    const before = this.#slots
    const larger = new Int32Array(slots * 2)
    for (let slot = 0; slot < before.length; slot += 2) {
      const position = (before[slot + 1] as number) - 1
      if (position >= 0) this.#put(larger, before[slot] as number, position)
    }
    this.#slots = larger
  }

  #put(slots: Int32Array, hash: number, position: number): void {
    const mask = slots.length / 2 - 1
    let slot = hash & mask
    while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask
    slots[2 * slot] = hash
    slots[2 * slot + 1] = position + 1
  }
}

/** FNV-1a over the characters, mixed so that the low bits tell ids apart. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return hash ^ (hash >>> 15)
}
