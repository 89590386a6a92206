import { ArchiveReader, ArchiveWriter, littleEndian } from './archive.ts'
import { Book } from './book.ts'
import type { Definitions } from '../define/definitions.ts'
import type { EventStore, ReadOptions } from '../store/event-store.ts'
import { LedgerError } from '../errors/refusal.ts'
import { attributeNames, type AnyRelation } from '../define/relation.ts'
import { loadBook, streamOf } from './read-book.ts'

/** Counts up when a book is laid out otherwise; when the same events give other facts, the version of the domain does. */
const layout = 4
/** How many events a segment has at least: each costs a little by itself, and what is behind the last of them is replayed. */
const segmentEvents = 1000

/** The whole book as bytes. Equal books, recorded, replayed or taken up, have equal bytes. */
export function bytesOf(book: Book): Uint8Array {
  const writer = new ArchiveWriter({ whole: true })
  book.archive(writer)
  return writer.end()
}

/**
 * The book that is to be filled, as the store's segments have it as far as they go. What cannot be used of them is left aside: made by other
 * definitions, with bytes that are not those that were kept or that cannot be read, or of events that are not those of the store. A store that
 * keeps segments gets those of what comes.
 */
export async function startedBook(store: EventStore, name: string, definitions: Definitions): Promise<Book> {
  const taken = await takenUp(store, name, definitions)
  const book = taken instanceof Book ? taken : emptyBook(store, name, definitions)
  makeSegments(store, book)
  return book
}

/** Lets a book make segments, where the store keeps them. */
export function makeSegments({ snapshots }: EventStore, book: Book): void {
  if (snapshots?.keep && littleEndian) book.makeSegments(snapshots.events ?? segmentEvents)
}

/**
 * Hands over to the store the segments that the book has made, with `rest` what came since the last one, too. A store that cannot take them now
 * does without: they can always be made again.
 */
export async function keepSegments(store: EventStore, book: Book, options?: { readonly rest: boolean }): Promise<void> {
  const segments = book.takeSegments(options)
  if (segments.length === 0) return
  try {
    await store.snapshots?.keep?.(streamOf(book.name), fingerprintOf(book.definitions), segments)
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
  }
}

/**
 * Whether a ledger that takes up the store's segments comes to what the events give; `undefined` where it would not take them up, but for
 * some that cannot be read: these are not what this program has kept. Those of a longer book than was replayed say nothing about that one.
 */
export async function segmentsHold(live: EventStore, replayed: Book): Promise<boolean | undefined> {
  const to = replayed.size - 1
  const store = { ...live, read: (stream: string, options: ReadOptions = {}) => live.read(stream, { to, ...options }) }
  const book = await takenUp(store, replayed.name, replayed.definitions, replayed.size)
  if (book === undefined) return undefined
  if (book === 'unreadable') return false
  try {
    await loadBook(store, book)
    const [taken, made] = [bytesOf(book), bytesOf(replayed)]
    return taken.length === made.length && taken.every((byte, at) => byte === made[at])
  } catch (error) {
    // Columns that do not go together fail anywhere; a store that cannot be read says so.
    if (error instanceof LedgerError) throw error
    return false
  }
}

const emptyBook = (store: EventStore, name: string, definitions: Definitions): Book =>
  new Book(name, definitions, store.tables?.counting)

/** The book up to the last of the store's segments that follow on one another, of those up to a size. */
async function takenUp(
  store: EventStore,
  name: string,
  definitions: Definitions,
  sizeMax = Infinity,
): Promise<Book | 'unreadable' | undefined> {
  const stream = streamOf(name)
  const segments = littleEndian ? store.snapshots?.load(stream, fingerprintOf(definitions)) : undefined
  if (!segments) return undefined
  const book = emptyBook(store, name, definitions)
  for await (const { from, size, bytes } of segments) {
    if (from !== book.size || size > sizeMax) break
    if (!reads(book, bytes) || book.size !== size) return 'unreadable'
  }
  const last = book.size - 1
  if (last < 0) return undefined
  for await (const page of store.read(stream, { from: last, to: last }))
    if (page[0]?.text === textOf(book, last)) return book
  return undefined
}

/** Whether the bytes are what comes next of the book. */
function reads(book: Book, bytes: Uint8Array): boolean {
  try {
    book.archive(new ArchiveReader(bytes))
    return true
  } catch {
    return false
  }
}

function textOf(book: Book, position: number): string | undefined {
  try {
    return book.text(position)
  } catch {
    return undefined
  }
}

/** What the facts of a book depend on besides its events. */
export const fingerprintOf = ({ version, relations, events }: Definitions): string =>
  JSON.stringify([
    layout,
    version,
    relations.map(shapeOf),
    [...events.values()].map((event) => [event.type, event.version]),
  ])

const namesOf = (relations: readonly AnyRelation[]): readonly string[] => relations.map(({ name }) => name)

const shapeOf = (relation: AnyRelation): unknown => [
  relation.name,
  relation.key,
  attributeNames(relation),
  namesOf(relation.within),
  namesOf(relation.endedByNew),
  relation.refersTo.map(({ attribute, relation: { name } }: AnyRelation['refersTo'][number]) => [attribute, name]),
  Object.entries<AnyRelation>(relation.inherits).map(([attribute, { name }]) => [attribute, name]),
]
