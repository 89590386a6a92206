import { randomUUID } from 'node:crypto'

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
  | { readonly ok: false; readonly why: 'wrong-revision'; readonly current: number }
  /** `unlike-server`: the server would do something else here than this double can; nobody is to build on it. */
  | { readonly ok: false; readonly why: 'stream-deleted' | 'unlike-server' }

interface Stream {
  /** What is left of it. */
  events: Kept[]
  /** The revision that comes next: truncating and deleting leave it. */
  next: number
  state: 'there' | 'deleted' | 'tombstoned'
  /** Events that are in the leader's log and not committed: nobody reads them, and nobody can write in their place. */
  hidden: readonly Proposed[]
}

/** What the metadata of a deleted stream say: nothing before the largest revision is to be read. */
const allTruncated = '{"$tb":9223372036854775807}'

/** One log of all events, as a server keeps it: the rules of expected revisions and of repeated ids are the server's, not the port's. */
export class EventLog {
  readonly all: Kept[] = []
  readonly #streams = new Map<string, Stream>()
  readonly #waiting = new Set<() => void>()
  #position = 1000

  events(stream: string): readonly Kept[] {
    return this.#streams.get(stream)?.events ?? []
  }

  /** Whether a stream was deleted for good. */
  isTombstoned(stream: string): boolean {
    return this.#streams.get(stream)?.state === 'tombstoned'
  }

  append(stream: string, expected: Expected, proposed: readonly Proposed[]): Appended {
    const there = this.#of(stream)
    const decided = decide(there, expected, proposed)
    if (decided) return decided
    return this.#write(stream, there, proposed)
  }

  /** Appends without committing: until {@link settle} the events hide. */
  hide(stream: string, expected: Expected, proposed: readonly Proposed[]): Appended | undefined {
    const there = this.#of(stream)
    const decided = decide(there, expected, proposed)
    if (!decided) there.hidden = proposed
    return decided
  }

  /** Commits what hides in a stream, or takes it away as a new leader does. */
  settle(stream: string, { commits }: { readonly commits: boolean }): void {
    const there = this.#of(stream)
    const { hidden } = there
    there.hidden = []
    if (commits && hidden.length > 0) this.#write(stream, there, hidden)
  }

  reset(): void {
    this.#streams.clear()
    this.all.length = 0
  }

  /** Hides the first events of a stream by its metadata; its revisions stay. Before 0, all that was hidden is back. */
  truncate(stream: string, before: number): void {
    this.#writeMetadata(stream, `{"$tb":${before}}`)
    const events = this.all.filter((event) => event.stream === stream && event.revision >= before)
    Object.assign(this.#of(stream), { events, state: 'there' })
  }

  /** Deletes a stream in such a way that it may be written to again: its metadata say so. */
  remove(stream: string): void {
    this.#writeMetadata(stream, allTruncated)
    Object.assign(this.#of(stream), { events: [], state: 'deleted' })
  }

  /** Deletes a stream for good. */
  tombstone(stream: string): void {
    this.#write(stream, this.#of(stream), [serversOwn('$streamDeleted', '')])
    Object.assign(this.#of(stream), { events: [], state: 'tombstoned' })
  }

  #write(stream: string, there: Stream, proposed: readonly Proposed[]): Appended {
    // A stream that goes on after it was deleted is truncated where it ended.
    if (there.state === 'deleted') this.#writeMetadata(stream, `{"$tb":${there.next}}`)
    for (const event of proposed) {
      this.#position += 100
      const kept = { ...event, stream, revision: there.next++, position: this.#position }
      there.events.push(kept)
      this.all.push(kept)
    }
    there.state = 'there'
    for (const wake of this.#waiting) wake()
    return { ok: true, revision: there.next - 1, position: this.#position }
  }

  #writeMetadata(stream: string, text: string): void {
    const metadata = `$$${stream}`
    this.#write(metadata, this.#of(metadata), [serversOwn('$metadata', text)])
  }

  #of(stream: string): Stream {
    const there = this.#streams.get(stream) ?? { events: [], next: 0, state: 'there', hidden: [] }
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

const serversOwn = (type: string, text: string): Proposed => ({
  id: randomUUID(),
  metadata: { type, 'content-type': 'application/json' },
  customMetadata: new Uint8Array(),
  data: Buffer.from(text),
})

/** The server's rules; nothing where the events are to be written. */
function decide(there: Stream, expected: Expected, proposed: readonly Proposed[]): Appended | undefined {
  if (there.state === 'tombstoned') return { ok: false, why: 'stream-deleted' }
  const current = there.next - 1
  const late = { ok: false, why: 'wrong-revision', current } as const
  if (there.hidden.length > 0) return { ...late, current: current + there.hidden.length }
  if (expected === 'any' || expected === 'stream-exists') {
    const isKnown = there.events.some(({ id }) => proposed.some((one) => one.id === id))
    if (isKnown || (expected === 'stream-exists' && there.state === 'deleted'))
      return { ok: false, why: 'unlike-server' }
    return expected === 'stream-exists' && current < 0 ? late : undefined
  }
  const last = expected === 'no-stream' ? -1 : expected
  // Whoever expects no stream may write to one that was deleted: it goes on where it ended.
  if (last === current || (last === -1 && there.state === 'deleted')) return undefined
  if (last > current) return late
  // Maybe a repetition: the same ids one after the other, whatever their content.
  const found = there.events.filter(({ revision }) => revision > last).slice(0, proposed.length)
  const isSame = proposed.every(({ id }, at) => found[at]?.id === id && found[at].revision === last + 1 + at)
  const end = found.at(-1)
  return isSame && end ? { ok: true, revision: end.revision, position: end.position } : late
}
