import { createHash } from 'node:crypto'
import type { StoredEvent } from '@taizhang/kernel/store'
import { expectObject, expectText } from '@taizhang/kernel/internal'

type Json = Readonly<Record<string, unknown>>

/** What the server keeps of an event: an id, a type, and the JSON texts of two pieces. */
export interface WireEvent {
  readonly id: string
  readonly type: string
  readonly data: string
  readonly metadata: string
}

/** The type of a text that is no event in canonical form. The ledger records none; the store takes them all the same. */
export const verbatimType = 'text'

/** Members of the envelope that the server's own projections look for under another name. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['correlationId', '$correlationId'],
  ['causationId', '$causationId'],
])
const nameAgain: ReadonlyMap<string, string> = new Map([...renamed].map(([ours, theirs]) => [theirs, ours]))

/** Stood in the first event of an append in books of the first version; no part of the event. */
const formerMark = 'appendId'

/**
 * The event that a text is kept as. An event in canonical form has its own type and data, and the rest of its envelope as metadata.
 * Whether the text comes back byte for byte is tried, not trusted: where it would not, the metadata has the text as it is.
 *
 * Its id is the event's own, unless another is given: then, and where the own one is no UUID, the own one stands in the metadata.
 *
 * @example toWire({ id: '0190a5c2-7f3e-7c1a-9d0e-3b1f5a2c4d6e', text: 'no event' }).type // => 'text'
 */
export function toWire(event: StoredEvent, asId?: string): WireEvent {
  expectObject(event, 'event')
  expectText(event.id, 'event.id')
  expectText(event.text, 'event.text')
  const wireId = asId === undefined ? (isUuid(event.id) ? event.id : uuidOf(event.id)) : asId
  expectText(wireId, 'wireId')
  const own = wireId === event.id ? {} : { id: event.id }
  const split = splitText(event, wireId, own)
  if (split && fromWire(split)?.text === event.text) return split
  return { id: wireId, type: verbatimType, data: '{}', metadata: JSON.stringify({ text: event.text, ...own }) }
}

/**
 * The event as it was given to {@link toWire}; `undefined` for events that others have written.
 *
 * @example
 * const event = { id: '0190a5c2-7f3e-7c1a-9d0e-3b1f5a2c4d6e', text: '{"any":"text"}' }
 * fromWire(toWire(event)) // => event
 */
export function fromWire(record: WireEvent): StoredEvent | undefined {
  expectObject(record, 'record')
  const { id: wireId, type, data, metadata } = record
  expectText(wireId, 'record.id')
  expectText(type, 'record.type')
  expectText(data, 'record.data')
  expectText(metadata, 'record.metadata')
  return usualEvent(record) ?? anyEvent(record)
}

/** The metadata of nearly every event: its members as `JSON.stringify` writes them, and nothing that it would write otherwise. */
const usualMetadata = usualPattern()

function usualPattern(): RegExp {
  const text = String.raw`"[^"\\\x00-\x1f]*"`
  const number = String.raw`(?:0|[1-9]\d{0,14})`
  const batch = String.raw`\{"count":${number},"index":${number}\}`
  const maybe = (member: string): string => `(?:,"${member}":${text})?`
  const part = String.raw`"[a-z]\w*":(?:${text}|${number})`
  const members = [
    String.raw`(?:"id":(${text}),)?`,
    `("actor":${text},"batch":${batch},"book":${text}${maybe('corrects')})`,
    String.raw`(,"effectiveOn":${text}(?:,"evidence":\{${part}(?:,${part})*\})?)`,
    `(,"position":${number}${maybe('reason')},"recordedAt":${text})`,
    `(,"version":${number})`,
  ]
  return new RegExp(String.raw`^\{${members.join('')}\}$`)
}

/** What {@link anyEvent} would make of most events, pieced together of what is there: then nothing need be parsed. */
function usualEvent({ id: wireId, type, data, metadata }: WireEvent): StoredEvent | undefined {
  if (!data.startsWith('{') || !/^\w+$/.test(type)) return undefined
  const [, own, head, day, middle, version] = usualMetadata.exec(metadata) ?? []
  if (head === undefined || (own === undefined && !isUuid(wireId))) return undefined
  const id = own === undefined ? wireId : own.slice(1, -1)
  return { id, text: `{${head},"data":${data}${day},"id":"${id}"${middle},"type":"${type}"${version}}` }
}

/** The same of any event. */
function anyEvent({ id: wireId, type, data, metadata }: WireEvent): StoredEvent | undefined {
  const envelope = parsed(metadata)
  if (!isObject(envelope)) return undefined
  const id = typeof envelope['id'] === 'string' ? envelope['id'] : wireId
  if (typeof envelope['text'] === 'string') return { id, text: envelope['text'] }
  if (!data.startsWith('{')) return undefined
  // Canonical form is what JSON.stringify writes of sorted members; data go as they came. Where that is not it, `toWire` has noticed.
  const members: Record<string, unknown> = { type }
  for (const name in envelope) if (name !== formerMark) members[nameAgain.get(name) ?? name] = envelope[name]
  members['id'] = id
  const before: Record<string, unknown> = {}
  const after: Record<string, unknown> = {}
  for (const name of Object.keys(members).toSorted()) (name < 'data' ? before : after)[name] = members[name]
  const [first, last] = [JSON.stringify(before), JSON.stringify(after)]
  return { id, text: `${first === '{}' ? '{' : `${first.slice(0, -1)},`}"data":${data},${last.slice(1)}` }
}

/**
 * Bytes that the server counts against its limit for one append: data, metadata, and the type as UTF-16.
 *
 * @example wireBytes({ id: '0190a5c2-7f3e-7c1a-9d0e-3b1f5a2c4d6e', type: 'text', data: '{}', metadata: '{}' }) // => 12
 */
export function wireBytes(event: WireEvent): number {
  expectObject(event, 'event')
  const { type, data, metadata } = event
  for (const [member, value] of Object.entries({ type, data, metadata })) expectText(value, `event.${member}`)
  return Buffer.byteLength(data) + Buffer.byteLength(metadata) + type.length * 2
}

function splitText(
  { id, text }: StoredEvent,
  wireId: string,
  metadata: Record<string, unknown>,
): WireEvent | undefined {
  const event = parsed(text)
  if (!isObject(event)) return undefined
  const { id: own, type, data, ...envelope } = event
  // Types with a dollar are the server's.
  if (own !== id || typeof type !== 'string' || !/^[^$]/.test(type) || !isObject(data)) return undefined
  const members = { ...metadata }
  for (const name in envelope) members[renamed.get(name) ?? name] = envelope[name]
  return { id: wireId, type, data: JSON.stringify(data), metadata: JSON.stringify(members) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

/** A UUID that stands for any other id: version 8, made of its digest. */
function uuidOf(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
