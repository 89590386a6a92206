import type { ReadEvent } from '@taizhang/kernel/store'
import type { Replay, ReplayedBatch } from '@taizhang/kernel/internal'
import type { Words } from '@taizhang/core'
import type { EventStoreDbStore, LogEvent, LogFilter, LogPage, LogPosition } from '@taizhang/eventstoredb'
import type { SqliteStore } from '@taizhang/sqlite'

import { exitCodes } from '../exit-codes.ts'
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
  /** Is told of a book that is left out, as it is found. */
  readonly onLeft?: ((book: string, why: Stop) => void) | undefined
  /** How long a book is left alone before it is tried again, by default 10 s. */
  readonly retryMs?: number | undefined
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
const streamOf = (book: string): string => prefix + book

/** What is wrong with one book alone, besides damage: of another domain, of a newer program, not to be read, or another one in the file. */
const ofBook: ReadonlySet<string> = new Set([
  'other-domain',
  'unknown-type',
  'unknown-version',
  'unknown-member',
  'unreadable-event',
  'access-denied',
  'replica-differs',
])
const isOfBook = ({ exitCode, refusal }: Stop): boolean => exitCode === exitCodes.unsound || ofBook.has(refusal.code)

/** A book that was left out and changes is tried again, but not more often. */
const retryEveryMs = 10_000

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
  readonly #left = new Map<string, Left>()
  /** Books that have changed since they were left out. */
  readonly #changed = new Set<string>()
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

  /**
   * Brings every book to the server's end as it is now; gives the place in the log that is sure to lie before it. Throws what the signal says where
   * that aborts first.
   */
  async catchUp(signal?: AbortSignal): Promise<LogPosition | undefined> {
    const { server, books, follows = true } = this.#work
    // Whoever does not follow the log, and names the books, needs no right to read it.
    const end = follows || books.length === 0 ? await server.end() : undefined
    const known = end && this.#position()
    this.#books = books.length > 0 ? books.filter((book) => this.#isMine(book)) : await this.#allBooks(known)
    const touched =
      known && new Set([...(await server.streamsWith(this.filter, known.at)), ...known.left.map(streamOf)])
    // What begins like no book shows when something comes of it.
    if (books.length === 0) this.#books = this.#among([...this.#books.map(streamOf), ...(touched ?? [])])
    for (const book of this.#books)
      if (touched?.has(streamOf(book)) === false && (await this.#replicas.isWhole(book))) this.#done++
      else if (await this.#caughtUp(book, signal)) this.#done++
    // What only metadata or nothing at all is known of is no book.
    const there = new Set(await this.#work.file.streams())
    if (books.length === 0)
      this.#books = this.#books.filter((book) => this.#left.has(book) || there.has(streamOf(book)))
    this.#done = this.#books.filter((book) => !this.#left.has(book)).length
    if (end) this.#replicas.write([], this.#positionAt(end))
    return end
  }

  /** The books that are this worker's, as far as they are known, and are not left out. */
  get books(): readonly string[] {
    return this.#books.filter((book) => !this.#left.has(book))
  }

  /** Events written by this run. */
  get written(): number {
    return this.#replicas.written
  }

  /** The books that cannot be taken, and why: where all of a server's are asked for, the others go on. */
  get left(): ReadonlyMap<string, Stop> {
    return new Map([...this.#left].map(([book, { why }]) => [book, why]))
  }

  /** What of the log concerns the worker: all ledgers where it takes them all, else its own books. */
  get filter(): LogFilter {
    const { books, workers } = this.#work
    if (books.length === 0 && workers === 1) return { prefixes: [prefix] }
    return { streams: [...new Set([...this.#books, ...this.#seen])].map(streamOf) }
  }

  /** Follows the log from there, until the signal aborts. */
  async follow(after: LogPosition | undefined, signal: AbortSignal): Promise<void> {
    const { books, workers, onState } = this.#work
    if (books.length > 0 && this.#books.length === 0) return
    if (after) this.#handled = { position: after }
    onState(this.#state())
    const stop = new AbortController()
    const until = AbortSignal.any([signal, stop.signal])
    // A worker that takes its share hears of the others' books only that they were begun.
    const news = books.length === 0 && workers > 1 ? this.#hearOfBooks(after, until) : undefined
    news?.heard.catch(() => stop.abort())
    try {
      let from: LogPosition | 'start' = after ?? 'start'
      while (!until.aborted) {
        const more = new AbortController()
        if (news) news.onBook = () => more.abort()
        from = await this.#followBooks(from, AbortSignal.any([until, more.signal]))
      }
      if (!signal.aborted) await news?.heard
    } finally {
      stop.abort()
      await news?.heard.catch(() => undefined)
    }
  }

  /** Puts off each book of this worker that is begun, and what comes in the place of one, and says so: the subscription is to name it. */
  #hearOfBooks(after: LogPosition | undefined, signal: AbortSignal): News {
    const { server } = this.#work
    const hear = async (): Promise<void> => {
      for await (const { events, touched } of server.follow({ after: after ?? 'start', filter: this.#ofNew, signal }))
        for (const stream of new Set([...events.map((event) => event.stream), ...touched])) {
          const book = this.#bookOf(stream)
          if (book === undefined || this.#isKnown(book)) continue
          this.#seen.add(book)
          this.#behind.add(book)
          news.onBook()
        }
    }
    const news: News = { onBook: () => undefined, heard: hear() }
    return news
  }

  #isKnown(book: string): boolean {
    return this.#seen.has(book) || this.#books.includes(book)
  }

  /** Follows the books that are known until the signal aborts; gives the position up to which everything has come. */
  async #followBooks(after: LogPosition | 'start', signal: AbortSignal): Promise<LogPosition | 'start'> {
    const { server, onState } = this.#work
    const onDropped = (_: Error, why: Words): void => onState({ ...this.#state(), dropped: why.en, droppedWords: why })
    const stop = new AbortController()
    const following = {
      after,
      filter: this.filter,
      signal: AbortSignal.any([signal, stop.signal]),
      onDropped,
      onTooSlow: () => {
        this.#slowed++
        onState(this.#state())
      },
    }
    const pages = server.follow(following)[Symbol.asyncIterator]()
    let came = after
    try {
      let coming = nextOf(pages)
      // What was put off before is not to wait for a page.
      while (this.#behind.size > 0 && !coming.isThere()) await this.#catchUpOne(came, signal)
      for (;;) {
        const next = await this.#orRetry(coming)
        if (next?.done === true) return came
        if (next) {
          await this.#take(next.value)
          came = next.value.position
          coming = nextOf(pages)
        }
        // One book at least, so that pages without end leave none waiting for ever.
        do await this.#catchUpOne(came, signal, next?.value)
        while (this.#behind.size > 0 && !coming.isThere())
      }
    } catch (error) {
      if (signal.aborted && error === signal.reason) return came
      throw error
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
    for (const stream of page.touched) this.#look(stream)
    for (const [book, events] of this.#pagesByBook(page.events)) {
      this.#seen.add(book)
      if (!this.#replicas.holds(book)) this.#behind.add(book)
      if (this.#behind.has(book)) continue
      const batches = await this.#kept(book, async () => this.#taken(book, events))
      if (batches) taken.push({ book, ...batches })
    }
    const isAll = this.#behind.size === 0
    const isAlone = taken.every(({ batches }) => batches.length === 0)
    // A position alone is worth no transaction of its own each time: whoever starts again reads a second's worth of log twice.
    if (!isAlone || performance.now() - this.#positionKeptAt >= positionEveryMs) {
      await this.#write(taken, isAll ? page.position : undefined)
      this.#positionKeptAt = performance.now()
    }
    if (isAll) this.#handle(page)
  }

  /** Writes what came of books, all at once; where something is wrong with one of them, each by itself. */
  async #write(taken: Parameters<Replicas['write']>[0], position: LogPosition | undefined): Promise<void> {
    const write = (some: typeof taken): void => this.#replicas.write(some, position && this.#positionAt(position))
    try {
      write(taken)
    } catch (error) {
      if (stopOf(error)) throw error
      for (const one of taken) await this.#kept(one.book, async () => this.#replicas.write([one]))
      write([])
    }
  }

  /** What events of a book make, behind all that came before them. */
  async #taken(
    book: string,
    events: readonly ReadEvent[],
  ): Promise<{ readonly from: number; readonly batches: readonly ReplayedBatch[] }> {
    const replay = await this.#upTo(book, events[0]?.revision ?? 0)
    const from = replay.size
    replay.take(events.filter(({ revision }) => revision >= replay.taken))
    return { from, batches: [...replay.batchesSince(from)] }
  }

  /** Brings a book that was put off to the server's end; with the last one the position moves to where the pages have come. */
  async #catchUpOne(came: LogPosition | 'start', signal: AbortSignal, page?: LogPage): Promise<void> {
    for (const book of this.#changed)
      if (this.#againIn(book) <= 0) {
        this.#changed.delete(book)
        this.#behind.add(book)
      }
    const [book] = this.#behind
    if (book === undefined) return
    await this.#caughtUp(book, signal)
    this.#behind.delete(book)
    if (this.#behind.size > 0) return
    if (came !== 'start') this.#replicas.write([], this.#positionAt(came))
    if (page) this.#handle(page)
    else this.#work.onState(this.#state())
  }

  /** The next page; nothing where a book that was left out is to be tried again before one comes. */
  async #orRetry({ result }: Coming): Promise<IteratorResult<LogPage, unknown> | undefined> {
    if (this.#changed.size === 0) return result
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const timer = setTimeout(
      () => resolve(undefined),
      Math.min(...[...this.#changed].map((book) => this.#againIn(book))),
    )
    try {
      return await Promise.race([result, promise])
    } finally {
      clearTimeout(timer)
    }
  }

  /** Milliseconds until a book may be tried again. */
  #againIn(book: string): number {
    const left = this.#left.get(book)
    return left ? left.at + (this.#work.retryMs ?? retryEveryMs) - performance.now() : 0
  }

  /** Has a book read again of which the server says something, or that has changed since it was left out. */
  #look(stream: string): void {
    const book = this.#bookOf(stream)
    if (book === undefined) return
    if (this.#left.has(book)) this.#changed.add(book)
    else {
      this.#seen.add(book)
      this.#behind.add(book)
    }
  }

  /** Whether a book was brought to the server's end, or is left out from now on. */
  async #caughtUp(book: string, signal?: AbortSignal): Promise<boolean> {
    const done = await this.#kept(book, async () => {
      await this.#replicas.catchUp(book, signal)
      return true
    })
    if (done === undefined) return false
    this.#left.delete(book)
    return true
  }

  /** What becomes of a book; `undefined` where something is wrong with it alone: then it is left out, and the others go on. */
  async #kept<T>(book: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work()
    } catch (error) {
      const why = stopOf(error) ?? (await this.#replicas.wrongWith(book))
      if (why === undefined) throw error
      if (this.#work.books.length > 0 || !isOfBook(why)) throw why
      this.#replicas.drop(book)
      const known = this.#left.get(book)?.why.refusal
      this.#left.set(book, { why, at: performance.now() })
      if (known?.message.en !== why.refusal.message.en) this.#work.onLeft?.(book, why)
      return undefined
    }
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
      const book = this.#bookOf(stream)
      if (book === undefined) continue
      if (this.#left.has(book)) {
        this.#changed.add(book)
        continue
      }
      const event = this.#work.fromWire(record)
      const page = pages.get(book) ?? []
      // What others have written stands in a gap, and reading the book says what it is.
      if (event) page.push({ revision, ...event })
      else this.#behind.add(book)
      pages.set(book, page)
    }
    return pages
  }

  #isMine(book: string): boolean {
    const { books, workers, worker } = this.#work
    return (books.length === 0 || books.includes(book)) && workerOf(book, workers) === worker
  }

  /** The book of this worker that a stream is, or has the place of. */
  #bookOf(stream: string): string | undefined {
    const book = stream.slice(prefix.length)
    return stream.startsWith(prefix) && this.#isMine(book) ? book : undefined
  }

  /**
   * First events of books, and what shows streams that have no such first event: events of types that no program of this domain records, and what the
   * server says where a stream is truncated or deleted. So the log need not come across for the sake of names.
   */
  get #ofNew(): LogFilter {
    const { opening, events } = this.#work.file.domain
    return { otherThan: [...events.keys()].filter((type) => type !== opening.type) }
  }

  /** The books in the file, those left out so far, and what the log has of others behind the position. */
  async #allBooks(since: Standing | undefined): Promise<readonly string[]> {
    const { server, file } = this.#work
    const there = [...(await file.streams()), ...(since?.left ?? []).map(streamOf)]
    return this.#among([...there, ...(await server.streamsWith(this.#ofNew, since?.at))])
  }

  /** The books of this worker that are among streams, each once. */
  #among(streams: readonly string[]): readonly string[] {
    const books = streams.map((stream) => this.#bookOf(stream)).filter((book) => book !== undefined)
    return [...new Set(books)].toSorted()
  }

  #position(): Standing | undefined {
    const [, commit, prepare, left] =
      /^(\d+)\/(\d+)(?: (.*))?$/s.exec(this.#work.file.positionOf(this.#follower) ?? '') ?? []
    if (commit === undefined || prepare === undefined) return undefined
    // Written by `#positionAt`.
    return { at: { commit: BigInt(commit), prepare: BigInt(prepare) }, left: JSON.parse(left ?? '[]') as string[] }
  }

  /** Whoever left a book out must find it again, and the log behind the position says nothing of it. */
  #positionAt({ commit, prepare }: LogPosition): { readonly follower: string; readonly position: string } {
    const left = this.#left.size === 0 ? '' : ` ${JSON.stringify([...this.#left.keys()])}`
    return { follower: this.#follower, position: `${commit}/${prepare}${left}` }
  }
}

/** Where a worker has come to in the log, and the books that it left out on the way. */
interface Standing {
  readonly at: LogPosition
  readonly left: readonly string[]
}

/** A book that is left out, since when. */
interface Left {
  readonly why: Stop
  readonly at: number
}

/** Of books that are begun. */
interface News {
  /** Called for each that is new. */
  onBook: () => void
  /** Settles when nothing more is heard. */
  readonly heard: Promise<void>
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
