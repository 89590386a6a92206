/// <reference lib="esnext.disposable" />
import type { Refusal, Words } from '../errors/refusal.ts'
import type { Domain } from '../define/domain.ts'
import type { Counting } from '../facts/counting.ts'
import type { Segment } from '../book/segment.ts'
import type { TableChanges } from '../facts/table-changes.ts'

/** An event as a store takes it: an id and its canonical text, which the store keeps byte for byte and never looks into. */
export interface StoredEvent {
  readonly id: string
  readonly text: string
}

/**
 * Bytes of canonical text that a batch may have to go into every store: EventStoreDB takes 1 MiB at once, with what it adds. Larger ones
 * stay where they were recorded, for a batch is never split.
 */
export const portableBatchBytesMax = 1_000_000

/** An event as a store gives it back. `revision` is its index in the stream, from 0 and without gaps. */
export interface ReadEvent extends StoredEvent {
  readonly revision: number
}

/**
 * What the stream must look like for an append to go through: it does not exist, it exists, anything, or its last revision is
 * this number.
 */
export type ExpectedRevision = 'no-stream' | 'stream-exists' | 'any' | number

/** What became of an append: the last revision, or why nothing was written. */
export type AppendResult =
  /**
   * `revision` is that of the last event of the append; `repeated` when the same events were there already. A
   * store with {@link RelationTables} that was given changes tells with `tablesAt` at which book size they stand now.
   */
  | { readonly ok: true; readonly revision: number; readonly repeated: boolean; readonly tablesAt?: number }
  /** Another writer was first; `actual` is the stream's last revision, -1 where there is no stream. */
  | { readonly ok: false; readonly reason: 'wrong-expected-revision'; readonly actual: number }
  /** Some ids are there with other content, or only a part of the events is there. */
  | { readonly ok: false; readonly reason: 'conflicting-content'; readonly ids: readonly string[] }

/** Revisions are 0-based and both ends are included; `backwards` starts at `to` (by default at the end). */
export interface ReadOptions {
  readonly from?: number
  readonly to?: number
  readonly direction?: 'forwards' | 'backwards'
  /** Events at most, in all. */
  readonly limit?: number
}

/** From where on streams are followed, and until when. */
export interface SubscribeOptions {
  /** The revision last handled, by stream; a stream that is not named starts at its first event. */
  readonly after?: Readonly<Record<string, number>>
  readonly signal: AbortSignal
}

/** The next events of one of the streams that are followed. */
export interface SubscribedPage {
  readonly stream: string
  readonly events: readonly ReadEvent[]
}

/** From which size on tables lack something: those of the relations that are named, or any where none are. */
export interface TablesLag {
  readonly from: number
  readonly relations?: ReadonlySet<string>
}

/** Relation tables that a store keeps beside its events, a projection that can always be rebuilt from them. */
export interface RelationTables {
  /** What is to be counted of each batch whose changes are written here. */
  readonly counting?: Counting
  /** The book size that the tables stand at; 0 when there is nothing. */
  size(stream: string): Promise<number>
  /** The same, and the names of the relations whose tables alone lag behind a size, where all the others stand there. */
  lag?(stream: string, size: number): Promise<TablesLag>
  /**
   * Brings lagging tables forward, batch by batch. Returns whether they had to be taken away, because somebody had changed them: they are to
   * be made anew from the first batch then.
   */
  write(stream: string, changes: AsyncIterable<TableChanges> | Iterable<TableChanges>): Promise<boolean>
}

/** The Merkle tree (RFC 9162) over a stream's stored texts, kept as they are appended. */
export interface KeptTree {
  /** How many events it covers; 0 where nothing is kept. */
  size(stream: string): Promise<number>
  /** The root over the first `size` events, from a few kept hashes; `undefined` where it does not cover them. */
  root(stream: string, size: number): Promise<Uint8Array | undefined>
}

/** Segments of books, kept beside the events. They can always be made again. */
export interface Snapshots {
  /**
   * The segments of a stream as they were kept, one behind the other from the first event on: up to one that is not there, that was kept by
   * other definitions than those of the fingerprint, or whose bytes are not those any more.
   */
  load(stream: string, fingerprint: string): AsyncIterable<Segment>
  /**
   * Keeps segments behind those that are there. One that is there already stays, when it was kept by the same definitions and its bytes are whole;
   * else it is replaced, and what follows on it goes. One that follows on none is not kept. Absent where nothing can be written.
   */
  keep?(stream: string, fingerprint: string, segments: readonly Segment[]): Promise<void>
  /** Whether segments are kept as soon as a book is opened, and not only when something is recorded: what is no more than a cache does so. */
  readonly whenOpened?: boolean
  /** How many events a segment is to have at least, where it is not what a ledger thinks best. */
  readonly events?: number
}

/** Something that was to be checked, and whether it holds. */
export interface CheckResult {
  /** Stable, for programs. */
  readonly check: string
  readonly title: Words
  /** `skipped` where nobody asked for it or there is nothing to check, `unable` where it was to be checked but could not. */
  readonly state: 'held' | 'failed' | 'skipped' | 'unable'
  /** What was checked, or why it was not. */
  readonly note: Words
  /** What does not hold; a hundred at most are told of. */
  readonly findings: readonly Refusal[]
}

/** Where events are kept. Every implementation passes `describeEventStore` of `@taizhang/testkit`. */
export interface EventStore<D extends Domain = Domain> {
  /** What its books are about, where the store was told: a ledger over it is about the same. */
  readonly domain?: D
  /**
   * Appends all events or none. Idempotent by event id: the same events again give the first result, whatever revision is
   * expected. A store with {@link tables} writes `changes`, one for each batch, in the same transaction; where they begin with batches before
   * these, they are what some tables lack.
   */
  append(
    stream: string,
    events: readonly StoredEvent[],
    options: { readonly expectedRevision: ExpectedRevision; readonly changes?: readonly TableChanges[] },
  ): Promise<AppendResult>
  /** Yields bounded pages in order. All pages of one read come from one snapshot. A stream that is not there yields nothing. */
  read(stream: string, options?: ReadOptions): AsyncIterable<readonly ReadEvent[]>
  /** Yields what is there after the given revisions, then what is appended, until the signal aborts. */
  subscribe(streams: readonly string[], options: SubscribeOptions): AsyncIterable<SubscribedPage>
  /** The names of all streams, sorted. */
  streams(): Promise<readonly string[]>
  readonly tables?: RelationTables
  /** Bytes of canonical text that one append may have, where there is a limit; a larger one fails with `LedgerError` (too-large). */
  readonly appendBytesMax?: number
  readonly tree?: KeptTree
  readonly snapshots?: Snapshots
  /**
   * Hands over the store as it is at one moment: events, tables, tree and snapshot fit together, whatever other programs record meanwhile.
   * Nothing can be written through it. A store that has nothing beside its events does without.
   */
  atOneState?<T>(use: (store: EventStore<D>) => Promise<T>): Promise<T>
  /**
   * Holds what is kept beside the events against what they give. The store hands over the events, and is told the net results of
   * their batches, or nothing where they cannot be replayed; all in one state. Writes nothing.
   */
  inspect?(
    stream: string,
    replay: (pages: AsyncIterable<readonly ReadEvent[]>) => Promise<readonly TableChanges[] | undefined>,
  ): Promise<readonly CheckResult[]>
  close(): Promise<void>
  /** The same as `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>
}
