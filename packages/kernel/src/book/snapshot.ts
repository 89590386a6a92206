import { ArchiveReader, ArchiveWriter, littleEndian } from './archive.ts'
import { Book } from './book.ts'
import type { Definitions } from '../define/definitions.ts'
import type { EventStore, Snapshot, ReadOptions } from '../store/event-store.ts'
import { LedgerError } from '../errors/refusal.ts'
import { attributeNames, type AnyRelation } from '../define/relation.ts'
import { loadBook, streamOf } from './read-book.ts'

/** Counts up when a book is laid out otherwise; when the same events give other facts, the version of the domain does. */
const layout = 2

/** The book as bytes. Equal books, recorded or replayed, have equal bytes. */
export function snapshotOf(book: Book): Snapshot {
  const writer = new ArchiveWriter()
  book.archive(writer)
  return { size: book.size, fingerprint: fingerprintOf(book.definitions), bytes: writer.end() }
}

/**
 * The book as the store's snapshot has it; `undefined` where there is none that this program can use: made by other definitions, with
 * bytes that are not those that were kept or that cannot be read, or behind events that are not those of the store.
 */
export async function fromSnapshot(
  store: EventStore,
  name: string,
  definitions: Definitions,
): Promise<Book | undefined> {
  const book = await takenUp(store, name, definitions)
  return book === 'unreadable' ? undefined : book
}

/**
 * Whether a ledger that takes up the store's snapshot comes to what the events give; `undefined` where it would not take it up, but for
 * one that cannot be read: that is not what this program has kept. One that another program has kept of a longer book than was replayed says
 * nothing about that one.
 */
export async function snapshotHolds(live: EventStore, replayed: Book): Promise<boolean | undefined> {
  const to = replayed.size - 1
  const store = { ...live, read: (stream: string, options: ReadOptions = {}) => live.read(stream, { to, ...options }) }
  const book = await takenUp(store, replayed.name, replayed.definitions)
  if (book === undefined || (book !== 'unreadable' && book.size > replayed.size)) return undefined
  if (book === 'unreadable') return false
  try {
    await loadBook(store, book)
    const [taken, made] = [snapshotOf(book).bytes, snapshotOf(replayed).bytes]
    return taken.length === made.length && taken.every((byte, at) => byte === made[at])
  } catch (error) {
    // Columns that do not go together fail anywhere; a store that cannot be read says so.
    if (error instanceof LedgerError) throw error
    return false
  }
}

async function takenUp(
  store: EventStore,
  name: string,
  definitions: Definitions,
): Promise<Book | 'unreadable' | undefined> {
  const stream = streamOf(name)
  const snapshot = littleEndian ? await store.snapshots?.load(stream) : undefined
  if (!snapshot || snapshot.fingerprint !== fingerprintOf(definitions)) return undefined
  const book = new Book(name, definitions, store.tables?.counting)
  const last = snapshot.size - 1
  const text = lastText(book, snapshot)
  if (text === undefined) return 'unreadable'
  for await (const page of store.read(stream, { from: last, to: last })) if (page[0]?.text === text) return book
  return undefined
}

/** Fills the book with what was kept; returns its last event's text, or `undefined` where the bytes are no archive of such a book. */
function lastText(book: Book, { bytes, size }: Snapshot): string | undefined {
  try {
    book.archive(new ArchiveReader(bytes))
    return book.size === size ? book.text(size - 1) : undefined
  } catch {
    return undefined
  }
}

/** What the facts of a book depend on besides its events. */
const fingerprintOf = ({ version, relations, events }: Definitions): string =>
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
