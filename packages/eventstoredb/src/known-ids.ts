import { LastLook } from './last-look.ts'
import type { ReadEvent } from '@taizhang/kernel/store'
import { isLastPage, type StreamReader } from './stream-reader.ts'

/** Events that were sent to a place without an answer that says what came of them. */
interface Doubt {
  readonly ids: ReadonlySet<string>
  readonly at: number
}

/**
 * Where each id of a stream stands. The server cannot be asked for an id, and its own idea of a repetition is another one than the
 * port's: so whoever appends has to know the ids. What was read is known already; the rest is caught up with.
 */
export class KnownIds {
  readonly look: LastLook
  readonly #stream: string
  readonly #revisions = new Map<string, number>()
  #size = 0
  #doubts: readonly Doubt[] = []

  /** @param lookMs how long an append takes the stream to be there */
  constructor(stream: string, lookMs: number) {
    this.#stream = stream
    this.look = new LastLook(lookMs)
  }

  /** Events whose ids are known: all up to some revision. */
  get size(): number {
    return this.#size
  }

  revisionOf(id: string): number | undefined {
    return this.#revisions.get(id)
  }

  /** Takes note of a page, if it goes on where what is known ends. */
  learn(page: readonly Pick<ReadEvent, 'id' | 'revision'>[]): void {
    for (const { id, revision } of page) {
      if (revision !== this.#size) continue
      this.#revisions.set(id, revision)
      this.#size++
    }
  }

  /** Takes note that events were sent to a place, and that nobody knows whether they stand there. */
  doubt(ids: readonly string[], at: number): void {
    this.#doubts = [...this.#doubts.filter((one) => this.#isOpen(one)), { ids: new Set(ids), at }]
  }

  /** Whether some of these events were sent, and the stream has not shown yet what stands in their place. */
  isInDoubt(ids: readonly string[]): boolean {
    return this.#doubts.some((one) => this.#isOpen(one) && ids.some((id) => one.ids.has(id)))
  }

  #isOpen({ at }: Doubt): boolean {
    return at >= this.#size
  }

  /** Learns of all events that the stream has by now. */
  async catchUp(reader: StreamReader): Promise<void> {
    for (;;) {
      const page = await reader.page(this.#stream, this.#size, Infinity)
      this.learn(page)
      if (isLastPage(page)) return
    }
  }
}
