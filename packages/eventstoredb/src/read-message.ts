import type { LogPosition } from './log-position.ts'
import type { WireEvent } from './wire-event.ts'

/** An event as the server keeps it. */
export interface Recorded extends WireEvent {
  /** The stream's name on the server. */
  readonly name: string
  readonly revision: number
  /** Where it lies in the log. Made when it is asked for: whoever reads a stream does not. */
  readonly position: LogPosition
  /** When the server took it; made when it is asked for. */
  readonly recordedAt: Date
}

class Found implements Recorded {
  id = ''
  name = ''
  type = ''
  data = ''
  metadata = ''
  revision = 0
  commit: number | bigint = 0
  prepare: number | bigint = 0
  /** Tenths of a microsecond, more than a number holds exactly. */
  created = '0'

  get position(): LogPosition {
    return { commit: BigInt(this.commit), prepare: BigInt(this.prepare) }
  }

  get recordedAt(): Date {
    return new Date(Number(this.created.slice(0, -4)))
  }
}

/** One message of a read or a subscription. */
export type ReadMessage =
  /** A link that is not followed is an event, too; one that leads nowhere has none. */
  | { readonly kind: 'event'; readonly event: Recorded | undefined }
  | { readonly kind: 'checkpoint'; readonly position: LogPosition }
  | { readonly kind: 'confirmation' | 'stream-not-found' | 'other' }

/**
 * What a message says, of the wire format of `event_store.client.streams.ReadResp`. The client's own messages take four times as long to
 * decode, and parse data that is handed on as text.
 */
export function readMessage(bytes: Buffer): ReadMessage {
  const message = new Fields(bytes)
  while (message.next(bytes.length)) {
    switch (message.field) {
      case 1:
        return { kind: 'event', event: eventIn(message, message.within()) }
      case 2:
        return { kind: 'confirmation' }
      case 3:
        return { kind: 'checkpoint', position: positionIn(message, message.within()) }
      case 4:
        return { kind: 'stream-not-found' }
      default:
        message.skip()
    }
  }
  return { kind: 'other' }
}

/** Of a link that was followed the event that it leads to would come first; none is followed. */
function eventIn(message: Fields, end: number): Recorded | undefined {
  let found: Recorded | undefined
  while (message.next(end)) {
    if (message.field === 1) found = recordedIn(message, message.within())
    else message.skip()
  }
  return found
}

function recordedIn(message: Fields, end: number): Recorded {
  const found = new Found()
  while (message.next(end)) {
    switch (message.field) {
      case 1:
        // Ids are asked for as texts.
        found.id = message.textWithin(2)
        break
      case 2:
        found.name = message.textWithin(3)
        break
      case 3:
        found.revision = Number(message.varint())
        break
      case 4:
        found.prepare = message.varint()
        break
      case 5:
        found.commit = message.varint()
        break
      case 6:
        readEntry(found, message, message.within())
        break
      case 7:
        found.metadata = message.text()
        break
      case 8:
        found.data = message.text()
        break
      default:
        message.skip()
    }
  }
  return found
}

/** Of the server's own metadata only these are looked at. */
const wanted = ['type', 'created'] as const

function readEntry(found: Found, message: Fields, end: number): void {
  let key: (typeof wanted)[number] | undefined
  while (message.next(end)) {
    if (message.field === 1) key = wanted.find((one) => message.is(one))
    if (message.field === 2 && key !== undefined) found[key] = message.text()
    else message.skip()
  }
}

function positionIn(message: Fields, end: number): LogPosition {
  let [commit, prepare] = [0n, 0n]
  while (message.next(end)) {
    if (message.field === 1) commit = BigInt(message.varint())
    else if (message.field === 2) prepare = BigInt(message.varint())
    else message.skip()
  }
  return { commit, prepare }
}

/** The fields of a message in protocol buffers' wire format, and of those within it: one place moves through all of them, so that none is made for each. */
class Fields {
  readonly #bytes: Buffer
  #at = 0
  #end: number
  #tag = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
    this.#end = bytes.length
  }

  get field(): number {
    return this.#tag >>> 3
  }

  /** Goes to the next field of a message that ends there; whether there is one. */
  next(end: number): boolean {
    this.#end = end
    if (this.#at >= end) return false
    this.#tag = this.#small()
    return true
  }

  /** A number of up to 64 bits: its first 49 bits fit into one of JavaScript's. */
  varint(): number | bigint {
    let [low, factor] = [0, 1]
    for (let at = 0; at < 7; at++) {
      const byte = this.#byte()
      low += (byte & 127) * factor
      if (byte < 128) return low
      factor *= 128
    }
    let [value, shift] = [BigInt(low), 49n]
    for (;;) {
      const byte = this.#byte()
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return value
      shift += 7n
    }
  }

  /** Whether the field holds this text, of letters alone and short: its length takes one byte. */
  is(text: string): boolean {
    const [from, to] = [this.#at, this.within()]
    this.#at = from
    if (to - from - 1 !== text.length) return false
    for (let at = 0; at < text.length; at++) if (this.#bytes[from + 1 + at] !== text.charCodeAt(at)) return false
    return true
  }

  text(): string {
    const to = this.within()
    const text = this.#bytes.toString('utf8', this.#at, to)
    this.#at = to
    return text
  }

  /** The text that a message within has in one of its fields. */
  textWithin(field: number): string {
    const end = this.within()
    let text = ''
    while (this.next(end)) {
      if (this.field === field) text = this.text()
      else this.skip()
    }
    return text
  }

  /** Where the message ends that the field holds; its fields come next. */
  within(): number {
    const length = this.#small()
    const to = this.#at + length
    if (to > this.#end) throw new Error('the server sent a message that is cut short')
    return to
  }

  skip(): void {
    const wireType = this.#tag & 7
    if (wireType === 0) this.varint()
    else if (wireType === 1) this.#at += 8
    else if (wireType === 2) this.#at = this.within()
    else if (wireType === 5) this.#at += 4
    else throw new Error(`the server sent a field of wire type ${wireType}`)
  }

  /** A number that is small: a tag, or a length. */
  #small(): number {
    let [value, factor] = [0, 1]
    for (;;) {
      const byte = this.#byte()
      value += (byte & 127) * factor
      if (byte < 128) return value
      factor *= 128
    }
  }

  #byte(): number {
    const byte = this.#at < this.#end ? this.#bytes[this.#at] : undefined
    if (byte === undefined) throw new Error('the server sent a message that is cut short')
    this.#at++
    return byte
  }
}
