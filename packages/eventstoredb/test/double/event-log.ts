/** An event as the double keeps it. */
export interface Kept {
  readonly stream: string
  readonly revision: number
  readonly position: number
  readonly id: string
  readonly metadata: Readonly<Record<string, string>>
  readonly customMetadata: Uint8Array
  readonly data: Uint8Array
}

export type Proposed = Pick<Kept, 'id' | 'metadata' | 'customMetadata' | 'data'>

export type Expected = 'any' | 'no-stream' | 'stream-exists' | number

export type Appended =
  | { readonly ok: true; readonly revision: number; readonly position: number }
  /** -1: there is no stream. */
  | { readonly ok: false; readonly current: number }

interface Stream {
  /** What is left of it. */
  events: Kept[]
  /** The revision that comes next: truncating and deleting leave it. */
  next: number
  isDeleted: boolean
}

/** One log of all events, as a server keeps it: the rules of expected revisions and of repeated ids are the server's, not the port's. */
export class EventLog {
  readonly all: Kept[] = []
  readonly #streams = new Map<string, Stream>()
  readonly #waiting = new Set<() => void>()
  #position = 1000

  events(stream: string): readonly Kept[] {
    return this.#streams.get(stream)?.events ?? []
  }

  append(stream: string, expected: Expected, proposed: readonly Proposed[]): Appended {
    const there = this.#of(stream)
    const current = there.next - 1
    const exact = expected === 'no-stream' ? -1 : typeof expected === 'number' ? expected : undefined
    const first = exact === undefined ? there.events.find(({ id }) => id === proposed[0]?.id)?.revision : exact + 1
    // Whoever expects no stream may write to one that was deleted: it goes on where it ended.
    if (first !== undefined && first <= current && !(exact === -1 && there.isDeleted)) {
      // Maybe a repetition: the same ids one after the other, whatever their content.
      const found = there.events.filter(({ revision }) => revision >= first).slice(0, proposed.length)
      const isSame = proposed.every(({ id }, at) => found[at]?.id === id && found[at].revision === first + at)
      const last = found.at(-1)
      return isSame && last ? { ok: true, revision: last.revision, position: last.position } : { ok: false, current }
    }
    if ((exact ?? current) > current || (expected === 'stream-exists' && current < 0)) return { ok: false, current }
    for (const event of proposed) {
      this.#position += 100
      const kept = { ...event, stream, revision: there.next++, position: this.#position }
      there.events.push(kept)
      this.all.push(kept)
    }
    there.isDeleted = false
    for (const wake of this.#waiting) wake()
    return { ok: true, revision: there.next - 1, position: this.#position }
  }

  reset(): void {
    this.#streams.clear()
    this.all.length = 0
  }

  /** Takes the first events of a stream away, as truncating it does; its revisions stay. */
  truncate(stream: string, before: number): void {
    const there = this.#of(stream)
    there.events = there.events.filter(({ revision }) => revision >= before)
  }

  /** Deletes a stream in such a way that it may be written to again. */
  remove(stream: string): void {
    Object.assign(this.#of(stream), { events: [], isDeleted: true })
  }

  #of(stream: string): Stream {
    const there = this.#streams.get(stream) ?? { events: [], next: 0, isDeleted: false }
    this.#streams.set(stream, there)
    return there
  }

  /** Settles when something is appended, or after a while. */
  async more(): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer)
        this.#waiting.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, 200)
      this.#waiting.add(wake)
    })
  }
}
