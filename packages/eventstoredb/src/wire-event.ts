import { createHash } from 'node:crypto'
import type { StoredEvent } from '@taizhang/core'

type Json = Readonly<Record<string, unknown>>

/** What the server keeps of an event: an id, a type, and two pieces of JSON. */
export interface WireRecord {
  readonly id: string
  readonly type: string
  readonly data: unknown
  readonly metadata: unknown
}

/** An event as it is proposed to the server. Its JSON comes from `JSON.parse`, so nothing in it can choke the client. */
export interface WireEvent extends WireRecord {
  readonly contentType: 'application/json'
  readonly data: Json
  readonly metadata: Json
}

/** The type of a text that is no event in canonical form. The ledger records none; the store takes them all the same. */
const verbatimType = 'text'

/** Members of the envelope that the server's own projections look for under another name. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['correlationId', '$correlationId'],
  ['causationId', '$causationId'],
])
const nameAgain: ReadonlyMap<string, string> = new Map([...renamed].map(([ours, theirs]) => [theirs, ours]))

/** Marks the first event of an append: only so does a writer know whether what stands there is its own. */
const appendMark = 'appendId'

/**
 * The event that a text is kept as. An event in canonical form has its own type and data, and the rest of its envelope as metadata.
 * Whether the text comes back byte for byte is tried, not trusted: where it would not, the metadata has the text as it is.
 */
export function toWire(event: StoredEvent): WireEvent {
  const split = isUuid(event.id) ? splitText(event) : undefined
  if (split && fromWire(split)?.text === event.text) return split
  // The server takes nothing but UUIDs for ids.
  const id = isUuid(event.id) ? event.id : uuidOf(event.id)
  const named = id === event.id ? {} : { id: event.id }
  return { id, type: verbatimType, contentType: 'application/json', data: {}, metadata: { text: event.text, ...named } }
}

/** The event as it was given to {@link toWire}; `undefined` for events that others have written. */
export function fromWire({ id, type, data, metadata }: WireRecord): StoredEvent | undefined {
  if (!isObject(metadata)) return undefined
  if (typeof metadata['text'] === 'string')
    return { id: typeof metadata['id'] === 'string' ? metadata['id'] : id, text: metadata['text'] }
  if (!isObject(data)) return undefined
  const members: Record<string, unknown> = { id, type, data }
  for (const name in metadata) if (name !== appendMark) members[nameAgain.get(name) ?? name] = metadata[name]
  const sorted: Record<string, unknown> = {}
  for (const name of Object.keys(members).toSorted()) sorted[name] = members[name]
  // Canonical form is what JSON.stringify writes of sorted members; where it is not, `toWire` has noticed.
  return { id, text: JSON.stringify(sorted) }
}

/** The events of one append, the first one marked. */
export const marked = ([first, ...rest]: readonly WireEvent[], mark: string): readonly WireEvent[] =>
  first ? [{ ...first, metadata: { ...first.metadata, [appendMark]: mark } }, ...rest] : []

/** The mark of the append that an event is the first of. */
export const markOf = ({ metadata }: WireRecord): unknown => (isObject(metadata) ? metadata[appendMark] : undefined)

/** Bytes that the server counts against its limit for one append: data, metadata, and the type as UTF-16. */
export const wireBytes = ({ type, data, metadata }: WireEvent): number =>
  Buffer.byteLength(JSON.stringify(data)) + Buffer.byteLength(JSON.stringify(metadata)) + type.length * 2

function splitText({ id, text }: StoredEvent): WireEvent | undefined {
  const event = parsed(text)
  if (!isObject(event)) return undefined
  const { id: own, type, data, ...envelope } = event
  // Types with a dollar are the server's.
  if (own !== id || typeof type !== 'string' || !/^[^$]/.test(type) || !isObject(data)) return undefined
  const metadata: Record<string, unknown> = {}
  for (const name in envelope) metadata[renamed.get(name) ?? name] = envelope[name]
  return { id, type, contentType: 'application/json', data, metadata }
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
