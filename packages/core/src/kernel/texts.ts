import { Records } from './records.ts'

const [pieceField, startField, lengthField, wholeField] = [0, 1, 2, 3]
const pieceBytes = 1 << 20

/** What a text is expected to begin and end with. */
export interface Frame {
  readonly head: string
  readonly tail: string
}

/** Texts as UTF-8 in large pieces. Of one that begins and ends as expected only the middle is kept: that is less than half of an event. */
export class Texts {
  readonly #records = new Records(4)
  readonly #pieces: Uint8Array[] = []
  readonly #encoder = new TextEncoder()
  readonly #decoder = new TextDecoder()
  #used = pieceBytes

  get length(): number {
    return this.#records.length
  }

  add(text: string, { head, tail }: Frame): void {
    const framed = text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail)
    const kept = framed ? text.slice(head.length, text.length - tail.length) : text
    const room = this.#room(kept.length * 3)
    const { written } = this.#encoder.encodeInto(kept, room)
    const record = this.#records.add()
    this.#records.set(record, pieceField, this.#pieces.length - 1)
    this.#records.set(record, startField, this.#used)
    this.#records.set(record, lengthField, written)
    this.#records.set(record, wholeField, Number(!framed))
    this.#used += written
  }

  /** A text, given what it was expected to begin and end with. */
  text(index: number, { head, tail }: Frame): string {
    const start = this.#records.get(index, startField)
    const piece = this.#pieces[this.#records.get(index, pieceField)] as Uint8Array
    const kept = this.#decoder.decode(piece.subarray(start, start + this.#records.get(index, lengthField)))
    return this.#records.get(index, wholeField) === 1 ? kept : head + kept + tail
  }

  /** Takes away all texts from one on. */
  cut(length: number): void {
    if (length === this.length) return
    const piece = this.#records.get(length, pieceField)
    this.#used = this.#records.get(length, startField)
    this.#pieces.length = piece + 1
    this.#records.cut(length)
  }

  /** The end of the last piece, or a new one where that has too few bytes left. */
  #room(bytes: number): Uint8Array {
    const last = this.#pieces.at(-1)
    if (last && this.#used + bytes <= last.length) return last.subarray(this.#used)
    this.#used = 0
    const piece = new Uint8Array(Math.max(bytes, this.#pieces.length === 0 ? pieceBytes / 256 : pieceBytes))
    this.#pieces.push(piece)
    return piece
  }
}
