import type { Archive } from './archive.ts'
import { Records } from './records.ts'

const [pieceField, startField, lengthField, wholeField] = [0, 1, 2, 3]
const pieceBytes = 1 << 20
const empty = new Uint8Array()

/** What a text is expected to begin and end with. */
export interface Frame {
  readonly head: string
  readonly tail: string
}

/** Texts as UTF-8 in large pieces. Of one that begins and ends as expected only the middle is kept: that is less than half of an event. */
export class Texts {
  readonly #records = new Records(4)
  #pieces: Uint8Array[] = []
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

  archive(archive: Archive): void {
    this.#records.archive(archive)
    const pieces = this.#pieces.map((piece, at) =>
      at === this.#pieces.length - 1 ? piece.subarray(0, this.#used) : piece,
    )
    const room = archive.value(this.#pieces.at(-1)?.length ?? 0)
    const kept = Array.from({ length: archive.value(pieces.length) }, (_, at) => archive.bytes(pieces[at] ?? empty))
    const last = new Uint8Array(room)
    this.#used = kept.at(-1)?.length ?? pieceBytes
    last.set(kept.pop() ?? empty)
    this.#pieces = room === 0 ? kept : [...kept, last]
  }

  /** Takes away all texts from one on. */
  cut(length: number): void {
    if (length === this.length) return
    const last = length - 1
    this.#pieces.length = last < 0 ? 0 : this.#records.get(last, pieceField) + 1
    this.#used = last < 0 ? pieceBytes : this.#records.get(last, startField) + this.#records.get(last, lengthField)
    this.#pieces.at(-1)?.fill(0, this.#used)
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
