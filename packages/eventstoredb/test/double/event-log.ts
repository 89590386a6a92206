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

/** One log of all events, as a server keeps it: the rules of expected revisions and of repeated ids are the server's, not the port's. */
export class EventLog {
  readonly all: Kept[] = []
  readonly #streams = new Map<string, Kept[]>()
  readonly #waiting = new Set<() => void>()
  #position = 1000

  events(stream: string): readonly Kept[] {
    return this.#streams.get(stream) ?? []
  }

  append(stream: string, expected: Expected, proposed: readonly Proposed[]): Appended {
    const there = this.#streams.get(stream) ?? []
    const current = there.length - 1
    const first = proposed[0]?.id
    const known = there.findIndex(({ id }) => id === first)
    const exact = expected === 'no-stream' ? -1 : expected
    if (typeof exact === 'number' ? exact < current : known >= 0) {
      // Maybe a repetition: the same ids one after the other, whatever their content.
      const from = typeof exact === 'number' ? exact + 1 : known
      const last = there[from + proposed.length - 1]
      const same = proposed.every(({ id }, at) => there[from + at]?.id === id)
      return same && last ? { ok: true, revision: last.revision, position: last.position } : { ok: false, current }
    }
    if (typeof exact === 'number' && exact > current) return { ok: false, current }
    if (exact === 'stream-exists' && current < 0) return { ok: false, current }
    for (const event of proposed) {
      this.#position += 100
      const kept = { ...event, stream, revision: there.length, position: this.#position }
      there.push(kept)
      this.all.push(kept)
    }
    this.#streams.set(stream, there)
    for (const wake of this.#waiting) wake()
    return { ok: true, revision: there.length - 1, position: this.#position }
  }

  reset(): void {
    this.#streams.clear()
    this.all.length = 0
  }

  /** Takes the first events of a stream away, as truncating it does; its revisions stay. */
  truncate(stream: string, before: number): void {
    const kept = this.events(stream).filter(({ revision }) => revision >= before)
    this.#streams.set(stream, kept)
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
