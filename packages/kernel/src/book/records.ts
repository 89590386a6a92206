import type { Archive } from './archive.ts'

const pageBits = 12
const pageRecords = 1 << pageBits
const firstPageRecords = 16

/**
 * Records of a fixed number of whole numbers (32 bits each), one after the other in typed arrays: a sixth of what objects take, and
 * nothing for the garbage collector to follow. They are only added at the end, and cut off there.
 */
export class Records {
  readonly #width: number
  readonly #pages: Int32Array[] = []
  /** The index of the first that is archived: those before it are there from the beginning. */
  readonly #first: number
  #length = 0
  /** How many are in segments, and of those that have changed since what they were. */
  #kept = 0
  readonly #before = new Map<number, Int32Array>()

  /** @param zeros how many records of zeros there are from the beginning */
  constructor(width: number, zeros = 0) {
    this.#width = width
    this.#first = zeros
    for (let at = 0; at < zeros; at++) this.add()
  }

  /** How many there are. */
  get length(): number {
    return this.#length
  }

  /** Adds a record of zeros, and returns its index. */
  add(): number {
    const index = this.#length++
    const page = index >>> pageBits
    const within = index & (pageRecords - 1)
    const found = this.#pages[page]
    // Many books are small: the first page begins small, too.
    if (!found) this.#pages[page] = new Int32Array((page === 0 ? firstPageRecords : pageRecords) * this.#width)
    else if (within * this.#width >= found.length) this.#pages[page] = enlarged(found, found.length * 2)
    return index
  }

  get(index: number, field: number): number {
    // A record that was added has its page.
    return (this.#pages[index >>> pageBits] as Int32Array)[(index & (pageRecords - 1)) * this.#width + field] as number
  }

  set(index: number, field: number, value: number): void {
    if (index < this.#kept) this.#remember(index)
    ;(this.#pages[index >>> pageBits] as Int32Array)[(index & (pageRecords - 1)) * this.#width + field] = value
  }

  /** Adds records that lie one after the other. */
  addAll(values: Int32Array): void {
    const width = this.#width
    for (let at = 0; at < values.length;) {
      const [page, within] = [this.#length >>> pageBits, this.#length & (pageRecords - 1)]
      const count = Math.min((values.length - at) / width, pageRecords - within)
      const start = within * width
      this.#pageFor(page, start + count * width).set(values.subarray(at, at + count * width), start)
      this.#length += count
      at += count * width
    }
  }

  /** Takes away all records from an index on. */
  cut(length: number): void {
    for (let index = length; index < this.#length; index++)
      for (let field = 0; field < this.#width; field++) this.set(index, field, 0)
    this.#length = length
  }

  /** Returns the index of the first record that was read. */
  archive(archive: Archive): number {
    const before = this.#length
    const written = archive.ints(() => this.#written(archive))
    if (!archive.isReading || written.length === 0) return before
    const added = (written[0] as number) * this.#width
    this.addAll(written.subarray(1, 1 + added))
    for (let at = 1 + added; at < written.length; at += 1 + this.#width) {
      const index = written[at] as number
      const page = this.#pages[index >>> pageBits] as Int32Array
      page.set(written.subarray(at + 1, at + 1 + this.#width), (index & (pageRecords - 1)) * this.#width)
    }
    return before
  }

  /** From now on only what comes is written, and what changes. */
  settle(): void {
    this.#kept = this.#length
    this.#before.clear()
  }

  /** How many have come, those, and those before that are others now, each behind its index; nothing where there is neither. */
  #written({ isWhole }: Archive): Int32Array {
    const width = this.#width
    const from = isWhole ? this.#first : Math.max(this.#first, this.#kept)
    const added = width === 0 ? 0 : this.#length - from
    const changed = isWhole ? [] : this.#changed()
    if (added === 0 && changed.length === 0) return nothing
    const written = new Int32Array(1 + added * width + changed.length * (1 + width))
    written[0] = added
    let at = 1
    const end = from + added
    for (let index = from; index < end;) {
      const within = index & (pageRecords - 1)
      const count = Math.min(end - index, pageRecords - within)
      const page = this.#pages[index >>> pageBits] as Int32Array
      written.set(page.subarray(within * width, (within + count) * width), at)
      at += count * width
      index += count
    }
    for (const index of changed) {
      written[at] = index
      written.set(this.#record(index), at + 1)
      at += 1 + width
    }
    return written
  }

  /** The kept records that are others than they were: not those that were set and taken back. */
  #changed(): readonly number[] {
    const changed: number[] = []
    for (const [index, before] of this.#before) {
      const now = this.#record(index)
      if (before.some((value, field) => value !== now[field])) changed.push(index)
    }
    return changed.sort((a, b) => a - b)
  }

  #record(index: number): Int32Array {
    const start = (index & (pageRecords - 1)) * this.#width
    return (this.#pages[index >>> pageBits] as Int32Array).subarray(start, start + this.#width)
  }

  #remember(index: number): void {
    if (!this.#before.has(index)) this.#before.set(index, this.#record(index).slice())
  }

  /** A page that has at least so many numbers. */
  #pageFor(page: number, numbers: number): Int32Array {
    const found = this.#pages[page]
    if (found && found.length >= numbers) return found
    let length = (page === 0 ? firstPageRecords : pageRecords) * this.#width
    while (length < numbers) length *= 2
    return (this.#pages[page] = found ? enlarged(found, length) : new Int32Array(length))
  }
}

const nothing = new Int32Array()

function enlarged(page: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length)
  larger.set(page)
  return larger
}
