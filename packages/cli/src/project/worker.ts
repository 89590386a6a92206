import type { ReadEvent, Replay, ReplayedBatch } from '@taizhang/core'
import type { EventStoreDbStore, LogEvent, LogPage, LogPosition } from '@taizhang/eventstoredb'
import type { SqliteStore } from '@taizhang/sqlite'

import { Replicas } from './replicas.ts'
import { workerOf, type Share } from './share.ts'

/** What a worker is to do. */
export interface Work extends Share {
  /** The books asked for; all where there are none. */
  readonly books: readonly string[]
  readonly server: EventStoreDbStore
  readonly file: SqliteStore
  /** The event as the store gave it to the server; `undefined` for what is none of ours. */
  readonly fromWire: (record: LogEvent['record']) => Pick<ReadEvent, 'id' | 'text'> | undefined
  readonly onState: (state: State) => void
}

/** How far a worker has come. */
export interface State {
  readonly books: number
  /** Books caught up with; all of them once the log is followed. */
  readonly done: number
  /** Events written by this run. */
  readonly written: number
  /** Up to where in the log everything has been handled, and when the last event was recorded by the server; once the log is followed. */
  readonly handled?: { readonly recordedAt?: Date | undefined; readonly position: LogPosition } | undefined
  readonly dropped?: string | undefined
}

const prefix = 'ledger-'

/** Keeps a server's books in a file: brings all of them up to date, then follows the log. */
export class Worker {
  readonly #work: Work
  readonly #replicas: Replicas
  /** Positions are those of one way of sharing: with another one, other books stand at them. */
  readonly #follower: string
  readonly #seen = new Set<string>()
  #books: readonly string[] = []
  #done = 0
  #handled: State['handled']

  constructor(work: Work) {
    this.#work = work
    this.#replicas = new Replicas(work.server, work.file, () => work.onState(this.#state()))
    const asked = work.books.length > 0 ? work.books.toSorted().join(',') : '*'
    this.#follower = `${work.worker}/${work.workers} ${asked}`
  }

  /** Brings every book to the server's end as it is now; gives the place in the log that is sure to lie before it. */
  async catchUp(): Promise<LogPosition | undefined> {
    const { server, books } = this.#work
    const known = this.#position()
    const end = await server.end()
    this.#books = books.length > 0 ? books.filter((book) => this.#isMine(book)) : await this.#allBooks(known)
    for (const book of this.#books) {
      await this.#replicas.catchUp(book)
      this.#done++
    }
    if (end) this.#replicas.write([], this.#positionAt(end))
    return end ?? known
  }

  /** The books that are this worker's, as far as they are known. */
  get books(): readonly string[] {
    return this.#books
  }

  /** How the names of the streams begin that are followed. */
  get prefixes(): readonly string[] {
    return this.#work.books.length > 0 ? this.#books.map((book) => prefix + book) : [prefix]
  }

  get result(): { readonly books: number; readonly written: number } {
    return { books: this.#books.length, written: this.#replicas.written }
  }

  /** Follows the log from there, until the signal aborts. */
  async follow(after: LogPosition | undefined, signal: AbortSignal): Promise<void> {
    const { server, onState } = this.#work
    const { prefixes } = this
    if (prefixes.length === 0) return
    if (after) this.#handled = { position: after }
    onState(this.#state())
    const onDropped = (error: Error): void => onState({ ...this.#state(), dropped: error.message })
    for await (const page of server.follow({ after: after ?? 'start', prefixes, signal, onDropped })) {
      await this.#take(page)
      const recordedAt = page.events.at(-1)?.recordedAt ?? this.#handled?.recordedAt
      this.#handled = { recordedAt, position: page.position }
      onState(this.#state())
    }
  }

  #state(): State {
    const books = new Set([...this.#books, ...this.#seen]).size
    const done = this.#done + books - this.#books.length
    return { books, done, written: this.#replicas.written, handled: this.#handled }
  }

  /** Writes what a page brings, with its position, in one transaction. */
  async #take({ events, position }: LogPage): Promise<void> {
    const taken: { book: string; from: number; batches: readonly ReplayedBatch[] }[] = []
    for (const [book, page] of this.#pagesByBook(events)) {
      this.#seen.add(book)
      const replay = await this.#upTo(book, page[0]?.revision ?? 0)
      const from = replay.size
      taken.push({ book, from, batches: replay.take(page.filter(({ revision }) => revision >= replay.taken)) })
    }
    this.#replicas.write(taken, this.#positionAt(position))
  }

  /** The book with all events before a revision: usually it has them; a book that is new, or was not in memory, is read. */
  async #upTo(book: string, revision: number): Promise<Replay> {
    const replay = await this.#replicas.open(book)
    if (replay.taken < revision) await this.#replicas.catchUp(book)
    return replay
  }

  #pagesByBook(events: readonly LogEvent[]): ReadonlyMap<string, ReadEvent[]> {
    const pages = new Map<string, ReadEvent[]>()
    for (const { stream, revision, record } of events) {
      const book = stream.slice(prefix.length)
      const event = stream.startsWith(prefix) && this.#isMine(book) ? this.#work.fromWire(record) : undefined
      if (!event) continue
      const page = pages.get(book) ?? []
      page.push({ revision, ...event })
      pages.set(book, page)
    }
    return pages
  }

  #isMine(book: string): boolean {
    const { books, workers, worker } = this.#work
    return (books.length === 0 || books.includes(book)) && workerOf(book, workers) === worker
  }

  /** The books in the file and those that have come since: reading the whole log is for the first time. */
  async #allBooks(since: LogPosition | undefined): Promise<readonly string[]> {
    const { server, file } = this.#work
    const { streams } = await server.streamsAfter(since)
    const all = [...(await file.streams()), ...streams].filter((stream) => stream.startsWith(prefix))
    return [...new Set(all.map((stream) => stream.slice(prefix.length)))]
      .filter((book) => this.#isMine(book))
      .toSorted()
  }

  #position(): LogPosition | undefined {
    const [commit, prepare] = this.#work.file.positionOf(this.#follower)?.split('/') ?? []
    return commit === undefined || prepare === undefined
      ? undefined
      : { commit: BigInt(commit), prepare: BigInt(prepare) }
  }

  #positionAt({ commit, prepare }: LogPosition): { readonly follower: string; readonly position: string } {
    return { follower: this.#follower, position: `${commit}/${prepare}` }
  }
}
