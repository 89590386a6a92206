import { aligned, packed, unpacked, wordBytes } from './columns.ts'

/**
 * What is written into a segment or read from one. A part of a book hands over what it has from some place on, and takes what was written, to
 * be added behind what it has. So what is kept is told once.
 */
export interface Archive {
  /** Whether something was written here that is to be taken; else it is being written. */
  readonly isReading: boolean
  /** Whether all is written, and not only what came since the last segment. */
  readonly isWhole: boolean
  /** JSON values. */
  list<T>(values: () => readonly T[]): readonly T[]
  /** Columns of numbers; none were read where all were empty. */
  columns(values: () => readonly Int32Array[]): readonly Int32Array[]
  /** Bytes. Those that were read are a part of the segment's: whoever keeps them copies them. */
  bytes(values: () => Uint8Array): Uint8Array
}

/** Texts and numbers come first, as JSON, with the lengths of what follows them: bytes, each beginning at a multiple of four. */
interface Head {
  readonly lists: (readonly unknown[])[]
  readonly lengths: number[]
}

const headLengthBytes = wordBytes

/** Whether numbers lie in memory as they lie in a segment. */
export const littleEndian = new Uint8Array(Int32Array.of(1).buffer)[0] === 1

export class ArchiveWriter implements Archive {
  readonly isReading = false
  readonly isWhole: boolean
  readonly #head: Head = { lists: [], lengths: [] }
  readonly #parts: Uint8Array[] = []

  constructor({ whole }: { readonly whole: boolean }) {
    this.isWhole = whole
  }

  list<T>(values: () => readonly T[]): readonly T[] {
    const written = values()
    this.#head.lists.push(written)
    return written
  }

  columns(values: () => readonly Int32Array[]): readonly Int32Array[] {
    const written = values()
    this.#add(packed(written))
    return written
  }

  bytes(values: () => Uint8Array): Uint8Array {
    const written = values()
    this.#add(written)
    return written
  }

  end(): Uint8Array {
    const head = new TextEncoder().encode(JSON.stringify(this.#head))
    const start = aligned(headLengthBytes + head.length)
    const all = new Uint8Array(this.#parts.reduce((sum, { length }) => sum + aligned(length), start))
    new DataView(all.buffer).setUint32(0, head.length, true)
    all.set(head, headLengthBytes)
    let at = start
    for (const part of this.#parts) {
      all.set(part, at)
      at += aligned(part.length)
    }
    return all
  }

  #add(bytes: Uint8Array): void {
    this.#head.lengths.push(bytes.length)
    this.#parts.push(bytes)
  }
}

/** Reads what an {@link ArchiveWriter} wrote, in the same order. Whoever hands over the bytes has seen that they are those. */
export class ArchiveReader implements Archive {
  readonly isReading = true
  readonly isWhole = false
  readonly #bytes: Uint8Array
  readonly #head: Head
  #at: number
  #lists = 0
  #parts = 0

  constructor(given: Uint8Array) {
    // Numbers begin where numbers may begin, but in a part of other bytes they need not.
    const bytes = given.byteOffset % wordBytes === 0 ? given : new Uint8Array(given)
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
    const head = bytes.subarray(headLengthBytes, headLengthBytes + length)
    this.#bytes = bytes
    this.#head = JSON.parse(new TextDecoder().decode(head)) as Head
    this.#at = aligned(headLengthBytes + length)
  }

  readonly list: Archive['list'] = () => {
    const read = this.#head.lists[this.#lists++]
    if (!Array.isArray(read)) throw new TypeError('an archive is read in another order than it was written in')
    // Whoever reads what was written in the same order knows what it is.
    return read as never[]
  }

  columns(): readonly Int32Array[] {
    return unpacked(this.bytes())
  }

  bytes(): Uint8Array {
    const length = this.#head.lengths[this.#parts++]
    const found = this.#bytes.subarray(this.#at, this.#at + (length ?? 0))
    if (found.length !== length) throw new TypeError('an archive has fewer bytes than were written')
    this.#at += aligned(length)
    return found
  }
}
