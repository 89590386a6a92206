import { CheckedReplay, Replay, type ReplayedBatch } from '@taizhang/kernel/internal'
import { type EventStore } from '@taizhang/core'
import { type ReadEvent } from '@taizhang/kernel/store'
import type { SqliteStore } from '@taizhang/sqlite'

import { exitCodes } from '../exit-codes.ts'
import { Stop, stop } from '../stop.ts'

/** Events written in one transaction. */
const chunkEventsMax = 2000

interface ReplicasOptions {
  readonly server: EventStore
  readonly file: SqliteStore
  readonly heldEventsMax?: number | undefined
}

/** A server's books as a file keeps them. */
export class Replicas {
  readonly #server: EventStore
  readonly #file: SqliteStore
  /** In the order in which they were last used. */
  readonly #held = new Map<string, Replay>()
  readonly #heldEventsMax: number
  readonly #onWritten: () => void
  /** Events written by this run. */
  written = 0

  constructor({ server, file, heldEventsMax = 1_000_000 }: ReplicasOptions, onWritten: () => void) {
    this.#server = server
    this.#file = file
    this.#heldEventsMax = heldEventsMax
    this.#onWritten = onWritten
  }

  /** Whether a book is in memory. */
  holds(book: string): boolean {
    return this.#held.has(book)
  }

  /** Holds a book no longer. */
  drop(book: string): void {
    this.#held.delete(book)
  }

  /**
   * Brings a book to the server's end as it is now. One that stands there already is not replayed for it. Throws `LedgerError` (damaged) also where the
   * server has lost the beginning of what the file has.
   */
  async catchUp(book: string, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    for await (const [first] of this.#file.read(streamOf(book), { limit: 1 }))
      if (first) await this.#expectSame(book, first)
    if (!this.#held.has(book) && (await this.#isUpToDate(book))) return
    const replay = await this.open(book)
    let from = replay.size
    const write = (): void => {
      this.write([{ book, from, batches: [...replay.batchesSince(from)] }])
      from = replay.size
    }
    for await (const page of this.#server.read(streamOf(book), { from: replay.taken })) {
      replay.take(page)
      if (replay.size - from >= chunkEventsMax) write()
      signal?.throwIfAborted()
    }
    write()
    if (replay.taken > replay.size) cutShort(book, replay.size)
  }

  /** The book as the file has it, ready to take what comes next. */
  async open(book: string): Promise<Replay> {
    const replay = this.#held.get(book) ?? (await this.#load(book))
    this.#held.delete(book)
    this.#held.set(book, replay)
    let held = [...this.#held.values()].reduce((sum, { taken }) => sum + taken, 0)
    for (const [other, { taken }] of this.#held) {
      if (held <= this.#heldEventsMax || other === book) break
      this.#held.delete(other)
      held -= taken
    }
    return replay
  }

  /** Writes whole batches of books, with the position that they bring the follower to. */
  write(
    books: readonly { readonly book: string; readonly from: number; readonly batches: readonly ReplayedBatch[] }[],
    position?: { readonly follower: string; readonly position: string },
  ): void {
    const taken = books
      .filter(({ batches }) => batches.length > 0)
      .map(({ book, from, batches }) => ({ stream: streamOf(book), from, batches }))
    if (taken.length === 0 && !position) return
    this.#file.takeOver(taken, position)
    this.written += taken.reduce((sum, { batches }) => sum + countOf(batches), 0)
    this.#onWritten()
  }

  /**
   * What no ledger can have recorded of what the server has as a book, where something is. What a ledger recorded is not judged again when it is taken,
   * and what others wrote may then fail anywhere.
   */
  async wrongWith(book: string): Promise<Stop | undefined> {
    const replay = new CheckedReplay(this.#file.domain, { book, atImpossible: 'go on' })
    for await (const page of this.#server.read(streamOf(book))) for (const { text } of page) replay.take(text)
    const [first] = replay.end().malformed
    if (!first) return undefined
    const { draft: position = 0, message, ...fields } = first
    const told = { zh: `第 ${position} 条：${message.zh}`, en: `event ${position}: ${message.en}` }
    return new Stop(exitCodes.unsound, { ...fields, message: told, position })
  }

  /** Whether the file has events of a book, and its tables go as far. */
  async isWhole(book: string): Promise<boolean> {
    const mine = await lastOf(this.#file, streamOf(book))
    return mine !== undefined && (await this.#file.tables.size(streamOf(book))) === mine.revision + 1
  }

  /** Whether file and server end with the same event, and the tables with it. */
  async #isUpToDate(book: string): Promise<boolean> {
    const stream = streamOf(book)
    const [mine, theirs] = await Promise.all([lastOf(this.#file, stream), lastOf(this.#server, stream)])
    if (mine === undefined || mine.revision !== theirs?.revision || mine.text !== theirs.text) return false
    return (await this.#file.tables.size(stream)) === mine.revision + 1
  }

  /** Reads what the file has of a book, and brings its tables to where its events are. */
  async #load(book: string): Promise<Replay> {
    const replay = new Replay(book, { definitions: this.#file.domain, counting: this.#file.tables.counting })
    const stream = streamOf(book)
    let last: ReadEvent | undefined
    for await (const page of this.#file.read(stream)) {
      replay.take(page)
      last = page.at(-1)
    }
    await bringForward(this.#file.tables, stream, replay)
    if (last) await this.#expectSame(book, last)
    return replay
  }

  /** Whoever recorded into the file has made another book of it. */
  async #expectSame(book: string, { revision: position, text }: ReadEvent): Promise<void> {
    for await (const [event] of this.#server.read(streamOf(book), { from: position, limit: 1 }))
      if (event?.text === text) return
    stop(
      'unavailable',
      'replica-differs',
      {
        zh: `${this.#file.path} 中台账 ${book} 的第 ${position} 条与服务器不同：文件里另有记录，或服务器已被替换；请换一个文件`,
        en: `event ${position} of book ${book} in ${this.#file.path} is not the server's: somebody recorded into the file, or the server is another one; use another file`,
      },
      { ledger: this.#file.path, book, position },
    )
  }
}

/** Tables that somebody had changed are made anew by the second attempt. */
async function bringForward(tables: SqliteStore['tables'], stream: string, replay: Replay): Promise<void> {
  let removed = true
  for (let attempt = 0; removed && attempt < 2; attempt++) {
    const { from, relations } = await tables.lag(stream, replay.size)
    removed = from < replay.size && (await tables.write(stream, replay.changesSince(from, relations)))
  }
}

const streamOf = (book: string): string => `ledger-${book}`

async function lastOf(store: EventStore, stream: string): Promise<ReadEvent | undefined> {
  for await (const [event] of store.read(stream, { direction: 'backwards', limit: 1 })) return event
  return undefined
}

/** The server takes a batch as a whole. */
const cutShort = (book: string, position: number): never =>
  stop(
    'unsound',
    'batch-cut-short',
    {
      zh: `台账 ${book} 从第 ${position} 条起的批次不完整`,
      en: `the batch of book ${book} that begins with event ${position} is not whole`,
    },
    { book, position },
  )

const countOf = (batches: readonly ReplayedBatch[]): number =>
  batches.reduce((sum, { events }) => sum + events.length, 0)
