/**
 * What is written into a snapshot or read from one. A part of a book hands over each of its values and takes back the one that counts:
 * its own when it is written, the one that was written when it is read. So what is kept is told once.
 */
export interface Archive {
  /** A JSON value. */
  value<T>(value: T): T
  ints(values: Int32Array): Int32Array
  bytes(values: Uint8Array): Uint8Array
}

/** Texts and numbers come first, as JSON, with the lengths of what follows them: bytes, each beginning at a multiple of four. */
interface Head {
  readonly values: unknown[]
  readonly lengths: number[]
}

const aligned = (length: number): number => (length + 3) & ~3
const headLengthBytes = 4

/** Whether numbers lie in memory as they lie in a snapshot. */
export const littleEndian = new Uint8Array(Int32Array.of(1).buffer)[0] === 1

export class ArchiveWriter implements Archive {
  readonly #head: Head = { values: [], lengths: [] }
  readonly #parts: Uint8Array[] = []

  value<T>(value: T): T {
    this.#head.values.push(value)
    return value
  }

  ints(values: Int32Array): Int32Array {
    this.bytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    return values
  }

  bytes(values: Uint8Array): Uint8Array {
    this.#head.lengths.push(values.length)
    this.#parts.push(values)
    return values
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
}

/**
 * Reads what an {@link ArchiveWriter} wrote. Whoever hands over the bytes has seen that they are those, and leaves them to the reader: what is
 * read is a part of them, and is written to.
 */
export class ArchiveReader implements Archive {
  readonly #bytes: Uint8Array
  readonly #head: Head
  #at: number
  #values = 0
  #parts = 0

  constructor(bytes: Uint8Array) {
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
    const head = bytes.subarray(headLengthBytes, headLengthBytes + length)
    this.#bytes = bytes
    this.#head = JSON.parse(new TextDecoder().decode(head)) as Head
    this.#at = aligned(headLengthBytes + length)
  }

  value<T>(own: T): T {
    const kept = this.#head.values[this.#values++]
    if (typeof kept !== typeof own) throw new TypeError('an archive is read in another order than it was written in')
    return kept as T
  }

  ints(): Int32Array {
    const bytes = this.bytes()
    // Numbers begin where numbers may begin, but in a copy of the bytes they need not.
    return bytes.byteOffset % Int32Array.BYTES_PER_ELEMENT === 0
      ? new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Int32Array.BYTES_PER_ELEMENT)
      : new Int32Array(new Uint8Array(bytes).buffer)
  }

  bytes(): Uint8Array {
    const length = this.#head.lengths[this.#parts++]
    const found = this.#bytes.subarray(this.#at, this.#at + (length ?? 0))
    if (found.length !== length) throw new TypeError('an archive has fewer bytes than were written')
    this.#at += aligned(length)
    return found
  }
}
