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

  /** Adds records whose numbers are given by field. */
  addAll(columns: readonly Int32Array[]): void {
    const count = columns[0]?.length ?? 0
    const width = this.#width
    for (let at = 0; at < count;) {
      const [page, within] = [this.#length >>> pageBits, this.#length & (pageRecords - 1)]
      const end = Math.min(count, at + pageRecords - within)
      const numbers = this.#pageFor(page, (within + end - at) * width)
      for (let field = 0; field < width; field++) {
        const column = columns[field] as Int32Array
        for (let from = at, to = within * width + field; from < end; from++, to += width)
          numbers[to] = column[from] as number
      }
      this.#length += end - at
      at = end
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
    const width = this.#width
    if (width === 0) return before
    const written = archive.columns(() => this.#written(archive))
    if (!archive.isReading || written.length === 0) return before
    this.addAll(written.slice(0, width))
    const [indices, ...changed] = written.slice(width)
    for (let at = 0; at < (indices?.length ?? 0); at++) {
      const index = indices?.[at] as number
      for (let field = 0; field < width; field++) this.set(index, field, changed[field]?.[at] as number)
    }
    return before
  }

  /** From now on only what comes is written, and what changes. */
  settle(): void {
    this.#kept = this.#length
    this.#before.clear()
  }

  /** Those that have come, by field, and those before that are others now, behind their indices. */
  #written({ isWhole }: Archive): readonly Int32Array[] {
    const from = isWhole ? this.#first : Math.max(this.#first, this.#kept)
    const changed = isWhole ? nothing : this.#changed()
    const fields = Array.from({ length: this.#width }, (_, field) => field)
    const added = fields.map((field) => {
      const column = new Int32Array(this.#length - from)
      for (let index = from; index < this.#length; index++) column[index - from] = this.get(index, field)
      return column
    })
    return [...added, changed, ...fields.map((field) => changed.map((index) => this.get(index, field)))]
  }

  /** The kept records that are others than they were: not those that were set and taken back. */
  #changed(): Int32Array {
    if (this.#before.size === 0) return nothing
    const changed: number[] = []
    for (const [index, before] of this.#before) {
      const now = this.#record(index)
      if (before.some((value, field) => value !== now[field])) changed.push(index)
    }
    return Int32Array.from(changed).sort()
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
