import type { EventStore } from '@taizhang/kernel'
import type { ReadEvent, ReadOptions, StoredEvent } from '@taizhang/kernel/store'

/** What a case works on: a place of its own. */
export interface Tools {
  /** Opens the place: the first time, or again beside what is open already, as another program would. Closed after the case. */
  readonly open: () => Promise<EventStore>
  /** A stream name that nobody has used, with this text in it: a place may be a server that keeps what earlier runs left. */
  readonly named: (text: string) => string
}

/** Cases by name; the names are what `skip` goes by. */
export type Cases = Readonly<Record<string, (tools: Tools) => Promise<void>>>

const id = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

/** An event with an id of its own, in canonical form. */
export const event = (number: number, text = `{"n":${number}}`): StoredEvent => ({ id: id(number), text })

export const events = (from: number, count: number): StoredEvent[] =>
  Array.from({ length: count }, (_, at) => event(from + at))

export const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at)

export async function readAll(store: EventStore, stream: string, options?: ReadOptions): Promise<ReadEvent[]> {
  const found: ReadEvent[] = []
  for await (const page of store.read(stream, options)) found.push(...page)
  return found
}

export const revisionsOf = (found: readonly ReadEvent[]): number[] => found.map(({ revision }) => revision)

/** What a stream should hold: the events with their indexes as revisions. */
export const asRead = (stored: readonly StoredEvent[]): ReadEvent[] =>
  stored.map(({ id, text }, revision) => ({ revision, id, text }))

export const appended = (revision: number): object => ({ ok: true, revision, repeated: false })
export const repeated = (revision: number): object => ({ ok: true, revision, repeated: true })
export const tooLate = (actual: number): object => ({ ok: false, reason: 'wrong-expected-revision', actual })
export const conflicting = (...stored: readonly StoredEvent[]): object => ({
  ok: false,
  reason: 'conflicting-content',
  ids: stored.map(({ id }) => id),
})
