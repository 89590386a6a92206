import type { Archive } from '../book/archive.ts'
import { Records } from '../book/records.ts'

const pieceCharactersMin = 1 << 18

/** Texts one after the other in UTF-8. */
interface Piece {
  /** The index of its first text. */
  readonly first: number
  readonly bytes: Uint8Array
}

/**
 * Texts in large pieces of UTF-8. The last ones are kept as they came until there are enough of them for a piece: that way a text costs
 * little.
 */
export class Texts {
  /** Where in its piece each text ends. */
  readonly #ends = new Records(1)
  readonly #pieces: Piece[] = []
  #last: string[] = []
  #lastCharacters = 0
  /** How many are in segments. */
  #kept = 0
  readonly #encoder = new TextEncoder()
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  readonly #pieceCharacters: number

  /** @param pieceCharacters from how many UTF-16 units on the last texts are made a piece */
  constructor(pieceCharacters: number = pieceCharactersMin) {
    this.#pieceCharacters = pieceCharacters
  }

  get length(): number {
    return this.#ends.length + this.#last.length
  }

  add(text: string): void {
    // UTF-8 has no half of a surrogate pair: what stands for it is kept.
    this.#last.push(text.isWellFormed() ? text : text.toWellFormed())
    this.#lastCharacters += text.length
    if (this.#lastCharacters >= this.#pieceCharacters) this.#makePiece()
  }

  text(index: number): string {
    const inPieces = this.#ends.length
    return index >= inPieces ? (this.#last[index - inPieces] ?? '') : this.#decoded(this.#pieceOf(index), index)
  }

  /** What is written is made a piece before: segments begin where pieces do. */
  archive(archive: Archive): void {
    if (!archive.isReading) this.#makePiece()
    const from = archive.isWhole ? 0 : this.#kept
    const [lengths = none] = archive.columns(() => [this.#lengthsFrom(from)])
    const bytes = archive.bytes(() => this.#bytesFrom(from))
    if (!archive.isReading || lengths.length === 0) return
    this.#pieces.push({ first: this.#ends.length, bytes: bytes.slice() })
    let end = 0
    this.#ends.addAll([lengths.map((length) => (end += length))])
  }

  /** From now on only what comes is written. */
  settle(): void {
    this.#kept = this.length
  }

  /** How long each text is. */
  #lengthsFrom(from: number): Int32Array {
    const lengths = new Int32Array(this.#ends.length - from)
    for (const [at, { first }] of this.#pieces.entries()) {
      const next = this.#pieces[at + 1]?.first ?? this.#ends.length
      let start = 0
      for (let index = Math.max(first, from); index < next; index++) {
        const end = this.#ends.get(index, 0)
        lengths[index - from] = end - start
        start = end
      }
    }
    return lengths
  }

  #bytesFrom(from: number): Uint8Array {
    const pieces = this.#pieces.filter(({ first }) => first >= from)
    const [only] = pieces
    if (only && pieces.length === 1) return only.bytes
    const all = new Uint8Array(pieces.reduce((sum, { bytes }) => sum + bytes.length, 0))
    let at = 0
    for (const { bytes } of pieces) {
      all.set(bytes, at)
      at += bytes.length
    }
    return all
  }

  /** Takes away all texts from one on. */
  cut(length: number): void {
    // What is left of a piece is as it was before there was one.
    while (length < this.#ends.length) {
      const piece = this.#pieces.pop() as Piece
      const texts: string[] = []
      for (let index = piece.first; index < length; index++) texts.push(this.#decoded(piece, index))
      this.#last = texts
      this.#ends.cut(piece.first)
    }
    this.#last.length = length - this.#ends.length
    this.#lastCharacters = charactersOf(this.#last)
  }

  #makePiece(): void {
    if (this.#last.length === 0) return
    const joined = this.#last.join('')
    this.#pieces.push({ first: this.#ends.length, bytes: this.#encoder.encode(joined) })
    // Most texts are ASCII, where a character is a byte: the others are found without looking at each character here.
    let wide = nextWide(joined, 0)
    let [at, end] = [0, 0]
    for (const text of this.#last) {
      at += text.length
      end += wide < at ? bytesOf(text) : text.length
      if (wide < at) wide = nextWide(joined, at)
      this.#ends.set(this.#ends.add(), 0, end)
    }
    this.#last = []
    this.#lastCharacters = 0
  }

  #decoded({ first, bytes }: Piece, index: number): string {
    const start = index === first ? 0 : this.#ends.get(index - 1, 0)
    return this.#decoder.decode(bytes.subarray(start, this.#ends.get(index, 0)))
  }

  /** Pieces come in order, so the last one that begins in time is found by halving. */
  #pieceOf(index: number): Piece {
    let low = 0
    let high = this.#pieces.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if ((this.#pieces[middle] as Piece).first <= index) low = middle
      else high = middle - 1
    }
    return this.#pieces[low] as Piece
  }
}

const none = new Int32Array()

const charactersOf = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length, 0)

/** Where from a place on the first character is that is not ASCII; `Infinity` where none is. */
function nextWide(text: string, from: number): number {
  const wide = /[\u0080-\uFFFF]/g
  wide.lastIndex = from
  return wide.test(text) ? wide.lastIndex - 1 : Infinity
}

/** How many bytes a text takes in UTF-8; half of a surrogate pair takes two of its four. */
function bytesOf(text: string): number {
  let bytes = text.length
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit & 0xf800) !== 0xd800 ? 2 : 1
  }
  return bytes
}
