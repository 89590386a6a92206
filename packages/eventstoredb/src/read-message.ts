import type { LogPosition } from './log-position.ts'
import type { WireEvent } from './wire-event.ts'

/** An event as the server keeps it. */
export interface Recorded extends WireEvent {
  /** The stream's name on the server. */
  readonly name: string
  readonly revision: number
  readonly position: LogPosition
  readonly recordedAt: Date
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
  while (message.next()) {
    switch (message.field) {
      case 1:
        return { kind: 'event', event: eventIn(message.within()) }
      case 2:
        return { kind: 'confirmation' }
      case 3:
        return { kind: 'checkpoint', position: positionIn(message.within()) }
      case 4:
        return { kind: 'stream-not-found' }
      default:
        message.skip()
    }
  }
  return { kind: 'other' }
}

/** Of a link that was followed the event that it leads to would come first; none is followed. */
function eventIn(message: Fields): Recorded | undefined {
  let found: Recorded | undefined
  while (message.next()) {
    if (message.field === 1) found = recordedIn(message.within())
    else message.skip()
  }
  return found
}

function recordedIn(message: Fields): Recorded {
  let [id, name, type, data, metadata] = ['', '', '', '', '']
  let revision = 0
  let [prepare, commit, created] = [0n, 0n, 0n]
  while (message.next()) {
    switch (message.field) {
      case 1:
        id = uuidIn(message.within())
        break
      case 2:
        name = nameIn(message.within())
        break
      case 3:
        revision = Number(message.varint())
        break
      case 4:
        prepare = message.varint()
        break
      case 5:
        commit = message.varint()
        break
      case 6: {
        const [key, value] = entryIn(message.within())
        if (key === 'type') type = value
        if (key === 'created') created = BigInt(value)
        break
      }
      case 7:
        metadata = message.text()
        break
      case 8:
        data = message.text()
        break
      default:
        message.skip()
    }
  }
  return { id, name, type, data, metadata, revision, position: { commit, prepare }, recordedAt: dateOf(created) }
}

/** Ticks are tenths of a microsecond. */
const dateOf = (ticks: bigint): Date => new Date(Number(ticks / 10_000n))

function positionIn(message: Fields): LogPosition {
  let [commit, prepare] = [0n, 0n]
  while (message.next()) {
    if (message.field === 1) commit = message.varint()
    else if (message.field === 2) prepare = message.varint()
    else message.skip()
  }
  return { commit, prepare }
}

/** Ids are asked for as texts. */
function uuidIn(message: Fields): string {
  let id = ''
  while (message.next()) {
    if (message.field === 2) id = message.text()
    else message.skip()
  }
  return id
}

function nameIn(message: Fields): string {
  let name = ''
  while (message.next()) {
    if (message.field === 3) name = message.text()
    else message.skip()
  }
  return name
}

function entryIn(message: Fields): readonly [key: string, value: string] {
  let [key, value] = ['', '']
  while (message.next()) {
    if (message.field === 1) key = message.text()
    else if (message.field === 2) value = message.text()
    else message.skip()
  }
  return [key, value]
}

/** The fields of a message in protocol buffers' wire format. */
class Fields {
  readonly #bytes: Buffer
  #at: number
  readonly #end: number
  #tag = 0

  constructor(bytes: Buffer, at = 0, end = bytes.length) {
    this.#bytes = bytes
    this.#at = at
    this.#end = end
  }

  get field(): number {
    return this.#tag >>> 3
  }

  /** Goes to the next field; whether there is one. */
  next(): boolean {
    if (this.#at >= this.#end) return false
    this.#tag = this.#small()
    return true
  }

  /** A number of up to 64 bits: its first 49 bits fit into one of JavaScript's. */
  varint(): bigint {
    let [low, factor] = [0, 1]
    for (let at = 0; at < 7; at++) {
      const byte = this.#byte()
      low += (byte & 127) * factor
      if (byte < 128) return BigInt(low)
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

  text(): string {
    const [from, to] = this.#stretch()
    return this.#bytes.toString('utf8', from, to)
  }

  /** The message that the field holds. */
  within(): Fields {
    const [from, to] = this.#stretch()
    return new Fields(this.#bytes, from, to)
  }

  skip(): void {
    const wireType = this.#tag & 7
    if (wireType === 0) this.varint()
    else if (wireType === 1) this.#at += 8
    else if (wireType === 2) this.#stretch()
    else if (wireType === 5) this.#at += 4
    else throw new Error(`the server sent a field of wire type ${wireType}`)
  }

  /** Where the bytes of the field lie. */
  #stretch(): readonly [from: number, to: number] {
    const length = this.#small()
    const from = this.#at
    const to = from + length
    if (to > this.#end) throw new Error('the server sent a message that is cut short')
    this.#at = to
    return [from, to]
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
