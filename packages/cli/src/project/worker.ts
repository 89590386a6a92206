import type { ReadEvent } from '@taizhang/kernel/store'
import type { Replay, ReplayedBatch } from '@taizhang/kernel/internal'
import type { Words } from '@taizhang/core'
import type { EventStoreDbStore, LogEvent, LogPage, LogPosition } from '@taizhang/eventstoredb'
import type { SqliteStore } from '@taizhang/sqlite'

import { Replicas } from './replicas.ts'
import { stopOf, type Stop } from '../stop.ts'
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
  /** Whether the log is to be followed afterwards. Whoever does not, and names the books, needs no right to read it. */
  readonly follows?: boolean | undefined
  /** Events of books held in memory at once, by default a million. Little more than a kilobyte each. */
  readonly heldEventsMax?: number | undefined
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
  /** Why the connection was lost that is being made again. */
  readonly dropped?: string | undefined
  /** How often the server has ended the subscription because it was read too slowly. */
  readonly slowed?: number | undefined
  /** The same in both languages. */
  readonly droppedWords?: Words | undefined
}

const prefix = 'ledger-'

const otherDomain = 'other-domain'
/** What is wrong with one book alone: of another domain, of a newer program, or damaged. */
const ofBook: ReadonlySet<string> = new Set([
  otherDomain,
  'unknown-type',
  'unknown-version',
  'unknown-member',
  'unreadable-event',
])

/** How often a position is written that no events come with. */
const positionEveryMs = 1000

/** Keeps a server's books in a file: brings all of them up to date, then follows the log. */
export class Worker {
  readonly #work: Work
  readonly #replicas: Replicas
  /** Positions are those of one way of sharing: with another one, other books stand at them. */
  readonly #follower: string
  readonly #seen = new Set<string>()
  /** Books put off while the log is followed. */
  readonly #behind = new Set<string>()
  readonly #left = new Map<string, Stop>()
  #books: readonly string[] = []
  #done = 0
  #handled: State['handled']
  #positionKeptAt = -Infinity
  #slowed = 0

  constructor(work: Work) {
    this.#work = work
    this.#replicas = new Replicas(work, () => work.onState(this.#state()))
    const asked = work.books.length > 0 ? work.books.toSorted().join(',') : '*'
    this.#follower = `${work.worker}/${work.workers} ${asked}`
  }

  /** Brings every book to the server's end as it is now; gives the place in the log that is sure to lie before it. */
  async catchUp(): Promise<LogPosition | undefined> {
    const { server, books, follows = true } = this.#work
    const known = this.#position()
    const end = follows || books.length === 0 ? await server.end() : undefined
    this.#books = books.length > 0 ? books.filter((book) => this.#isMine(book)) : await this.#allBooks(known)
    for (const book of this.#books) if (await this.#caughtUp(book)) this.#done++
    if (end && this.#mayMove) this.#replicas.write([], this.#positionAt(end))
    return end ?? known
  }

  /** The books that are this worker's, as far as they are known. */
  get books(): readonly string[] {
    return this.#books
  }

  /** The books that cannot be taken, and why: where all of a server's are asked for, the others go on. */
  get left(): ReadonlyMap<string, Stop> {
    return this.#left
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
    const onDropped = (_: Error, why: Words): void => onState({ ...this.#state(), dropped: why.en, droppedWords: why })
    const stop = new AbortController()
    const following = {
      after: after ?? ('start' as const),
      prefixes,
      signal: AbortSignal.any([signal, stop.signal]),
      onDropped,
      onTooSlow: () => {
        this.#slowed++
        onState(this.#state())
      },
    }
    const pages = server.follow(following)[Symbol.asyncIterator]()
    try {
      let coming = nextOf(pages)
      for (;;) {
        const { done, value: page } = await coming.result
        if (done === true) return
        await this.#take(page)
        coming = nextOf(pages)
        // One book at least, so that pages without end leave none waiting for ever.
        do await this.#catchUpOne(page)
        while (this.#behind.size > 0 && !coming.isThere())
      }
    } finally {
      // A page may be waited for still.
      stop.abort()
      await pages.return?.()
    }
  }

  #state(): State {
    const books = new Set([...this.#books, ...this.#seen]).size
    const done = this.#done + books - this.#books.length - this.#behind.size
    return { books, done, written: this.#replicas.written, handled: this.#handled, slowed: this.#slowed }
  }

  /**
   * Writes what a page brings, with its position, in one transaction. Books that are not in memory are put off: replaying a large one takes
   * seconds, and then all that has come of it meanwhile is taken together. The position stays where it is until none is put off.
   */
  async #take(page: LogPage): Promise<void> {
    const taken: { book: string; from: number; batches: readonly ReplayedBatch[] }[] = []
    for (const [book, events] of this.#pagesByBook(page.events)) {
      this.#seen.add(book)
      if (!this.#replicas.holds(book)) this.#behind.add(book)
      if (this.#behind.has(book)) continue
      const replay = await this.#upTo(book, events[0]?.revision ?? 0)
      const from = replay.size
      replay.take(events.filter(({ revision }) => revision >= replay.taken))
      taken.push({ book, from, batches: [...replay.batchesSince(from)] })
    }
    const isAll = this.#behind.size === 0 && this.#mayMove
    const isAlone = taken.every(({ batches }) => batches.length === 0)
    // A position alone is worth no transaction of its own each time: whoever starts again reads a second's worth of log twice.
    if (!isAlone || performance.now() - this.#positionKeptAt >= positionEveryMs) {
      this.#replicas.write(taken, isAll ? this.#positionAt(page.position) : undefined)
      this.#positionKeptAt = performance.now()
    }
    if (isAll) this.#handle(page)
  }

  /** Brings a book that was put off to the server's end; with the last one the position moves to where the pages have come. */
  async #catchUpOne(page: LogPage): Promise<void> {
    const [book] = this.#behind
    if (book === undefined) return
    await this.#caughtUp(book)
    this.#behind.delete(book)
    if (this.#behind.size > 0 || !this.#mayMove) return
    this.#replicas.write([], this.#positionAt(page.position))
    this.#handle(page)
  }

  /** Whether a book was brought to the server's end, or is left out from now on. */
  async #caughtUp(book: string): Promise<boolean> {
    try {
      await this.#replicas.catchUp(book)
      return true
    } catch (error) {
      const because = stopOf(error)
      if (this.#work.books.length > 0 || because === undefined || !ofBook.has(because.refusal.code)) throw error
      this.#replicas.drop(book)
      this.#left.set(book, because)
      return false
    }
  }

  /** Whoever left a book out that a newer program can take must find it again: the position stays before it. */
  get #mayMove(): boolean {
    return [...this.#left.values()].every(({ refusal }) => refusal.code === otherDomain)
  }

  #handle({ events, position }: LogPage): void {
    this.#handled = { recordedAt: events.at(-1)?.recordedAt ?? this.#handled?.recordedAt, position }
    this.#work.onState(this.#state())
  }

  /** The book with all events before a revision: usually it has them. */
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
    if (this.#left.has(book)) return false
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

interface Coming {
  readonly result: Promise<IteratorResult<LogPage, unknown>>
  readonly isThere: () => boolean
}

/** Asks for the next page, and for whether it has come. */
function nextOf(pages: AsyncIterator<LogPage, unknown>): Coming {
  let isThere = false
  const result = pages.next()
  const settle = (): void => void (isThere = true)
  result.then(settle, settle)
  return { result, isThere: () => isThere }
}
