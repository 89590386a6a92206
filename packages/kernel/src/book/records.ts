import type { Archive } from './archive.ts'

const pageBits = 12
const pageRecords = 1 << pageBits

/**
 * Records of a fixed number of whole numbers (32 bits each), one after the other in typed arrays: a sixth of what objects take, and
 * nothing for the garbage collector to follow. They are only added at the end, and cut off there.
 */
export class Records {
  readonly #width: number
  readonly #pages: Int32Array[] = []
  #length = 0

  constructor(width: number) {
    this.#width = width
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
    if (!found) this.#pages[page] = new Int32Array((page === 0 ? 16 : pageRecords) * this.#width)
    else if (within * this.#width >= found.length) this.#pages[page] = doubled(found)
    return index
  }

  get(index: number, field: number): number {
    // A record that was added has its page.
    return (this.#pages[index >>> pageBits] as Int32Array)[(index & (pageRecords - 1)) * this.#width + field] as number
  }

  set(index: number, field: number, value: number): void {
    ;(this.#pages[index >>> pageBits] as Int32Array)[(index & (pageRecords - 1)) * this.#width + field] = value
  }

  archive(archive: Archive): void {
    const length = archive.value(this.#length)
    const all = new Int32Array(this.#length * this.#width)
    for (const [page, found] of this.#pages.entries()) {
      const start = page * pageRecords * this.#width
      all.set(found.subarray(0, Math.min(found.length, all.length - start)), start)
    }
    const kept = archive.ints(all)
    if (kept === all) return
    const pageLength = pageRecords * this.#width
    this.#pages.length = 0
    for (let start = 0; start < kept.length; start += pageLength) {
      const found = kept.subarray(start, start + pageLength)
      const page = found.length === pageLength ? found : new Int32Array(pageLength)
      if (page !== found) page.set(found)
      this.#pages.push(page)
    }
    this.#length = length
  }

  /** Takes away all records from an index on. */
  cut(length: number): void {
    for (let index = length; index < this.#length; index++)
      for (let field = 0; field < this.#width; field++) this.set(index, field, 0)
    this.#length = length
  }
}

function doubled(page: Int32Array): Int32Array {
  const larger = new Int32Array(page.length * 2)
  larger.set(page)
  return larger
}
