import { batchAt, type Batch, type KnownAt } from './batch-at.ts'
import type { Instant } from './civil-date.ts'
import { changesOf, definitionOf, targetOf, upcastData, type Definitions } from './definitions.ts'
import type { LiveEvent, TableChanges, TableRow } from './event-store.ts'
import { judge } from './judge.ts'
import { inOrder, knownLive, neverRecorded, type BookEvent, type RecordedEvent } from './recorded-event.ts'
import type { Refusal } from './refusal.ts'
import { beginningOf, hasDays, sameRow, type Row } from './row.ts'
import { Timelines, type Step } from './timelines.ts'
import { causeOf, refusalOf } from './violation-words.ts'

/** A batch that has been applied and judged possible, but not kept yet. */
export interface Staged {
  readonly batch: Batch
  readonly changes: TableChanges
  readonly step: Step
}

/** Refusals told of at once. */
export const refusalsMax = 100

/**
 * A whole book in memory: its events, its batches and its facts. Reads see whole, kept batches only; `stage` applies one more,
 * and `keep` or `drop` decides what becomes of it.
 */
export class Book {
  readonly name: string
  readonly definitions: Definitions
  readonly timelines: Timelines
  readonly #events: BookEvent[] = []
  readonly #byId = new Map<string, BookEvent>()
  readonly #batches: Batch[] = []
  #partial: RecordedEvent[] = []

  constructor(name: string, definitions: Definitions) {
    this.name = name
    this.definitions = definitions
    this.timelines = new Timelines(definitions.relations, changesOf(definitions))
  }

  /** Events in whole, kept batches. */
  get size(): number {
    return this.#batches.at(-1)?.size ?? 0
  }

  /** Events that the facts in memory stand on: more than `size` while a batch is staged. */
  get applied(): number {
    return this.#events.length
  }

  /** Events read so far, those of a batch that is not whole yet included. */
  get loaded(): number {
    return this.#events.length + this.#partial.length
  }

  get lastRecordedAt(): Instant | undefined {
    return this.#batches.at(-1)?.recordedAt
  }

  event(position: number): BookEvent | undefined {
    return this.#events[position]
  }

  eventById(id: string): BookEvent | undefined {
    return this.#byId.get(id)
  }

  /** Every event known at a size, in book order, also those withdrawn since or before. */
  eventsUpTo(size: number): readonly BookEvent[] {
    return this.#events.slice(0, size)
  }

  /**
   * Events of a type, or of all, that count for someone who knows the book up to a size, by day and book order. Those that only
   * take others back are none.
   */
  live(type: string | undefined, size: number): readonly LiveEvent[] {
    return this.#events
      .filter((event) => (type === undefined ? this.#says(event) : event.type === type) && knownLive(event, size))
      .toSorted(inOrder)
  }

  /** The last whole batch at or before a size or an instant. Fails (not-found) where there is none. */
  batchAt(knownAt: KnownAt | undefined): Batch {
    return batchAt({ book: this.name, size: this.size, upTo: (size) => this.#lastUpTo(size) }, knownAt)
  }

  /** Replays events as they come from a store, without judging: whole batches are applied, the rest waits for the next call. */
  load(events: readonly RecordedEvent[]): void {
    const waiting = [...this.#partial, ...events]
    let whole = 0
    const inserted: BookEvent[] = []
    const ended: BookEvent[] = []
    while (whole < waiting.length) {
      const count = waiting[whole]?.batch.count ?? 1
      if (whole + count > waiting.length) break
      const entered = this.#enter(waiting.slice(whole, whole + count))
      inserted.push(...entered.inserted)
      ended.push(...entered.ended)
      this.#batches.push(entered.batch)
      whole += count
    }
    this.#partial = waiting.slice(whole)
    this.timelines.step(inserted, ended)
  }

  /** Replays one whole batch and returns its net result for tables. */
  loadBatch(events: readonly RecordedEvent[]): TableChanges {
    const { batch, inserted, ended } = this.#enter(events)
    this.#batches.push(batch)
    return netResult(this.timelines.step(inserted, ended), batch.size, this.definitions)
  }

  /** Applies a batch and judges it as a whole. Where it is impossible nothing has changed; `draft` is an index in the batch. */
  stage(
    events: readonly RecordedEvent[],
  ): { readonly ok: true; readonly staged: Staged } | { readonly ok: false; readonly refusals: readonly Refusal[] } {
    const { batch, inserted, ended } = this.#enter(events)
    const step = this.timelines.step(inserted, ended)
    const violations = judge(this.timelines, step)
    if (violations.length > 0) {
      // Worded while the batch is applied: what is in the way may be an event of its own.
      const { size } = this
      const refusals = violations.slice(0, refusalsMax).map((violation) => {
        const refusal = refusalOf(violation, (position) => this.#events[position])
        const cause = causeOf(violation, refusal, size, events.length)
        return cause === undefined ? refusal : { ...refusal, draft: cause - size }
      })
      this.#takeBack(step)
      return { ok: false, refusals }
    }
    return { ok: true, staged: { batch, step, changes: netResult(step, batch.size, this.definitions) } }
  }

  keep({ batch }: Staged): void {
    this.#batches.push(batch)
  }

  drop({ step }: Staged): void {
    this.#takeBack(step)
  }

  #enter(events: readonly RecordedEvent[]): { batch: Batch; inserted: BookEvent[]; ended: BookEvent[] } {
    const size = this.#events.length + events.length
    const inserted: BookEvent[] = []
    const ended: BookEvent[] = []
    let recordedAt = ''
    for (const recorded of events) {
      const definition = definitionOf(this.definitions, recorded)
      const corrected = recorded.corrects === undefined ? undefined : this.#byId.get(recorded.corrects)
      const data = upcastData(definition, recorded)
      const event: BookEvent = {
        ...recorded,
        ...(data === recorded.data ? {} : { data, storedData: recorded.data }),
        order: corrected?.order ?? recorded.position,
        recordedFrom: size,
        recordedTo: neverRecorded,
        withdrawnBy: null,
      }
      for (const id of targetOf(definition, event)) {
        const target = this.#byId.get(id)
        if (!target || target.recordedTo !== neverRecorded) continue
        target.recordedTo = size
        target.withdrawnBy = event.position
        ended.push(target)
      }
      this.#events.push(event)
      this.#byId.set(event.id, event)
      inserted.push(event)
      recordedAt = recorded.recordedAt
    }
    return { batch: { size, recordedAt }, inserted, ended }
  }

  /** Batches come in order of size, so the last one that fits is found by halving. */
  #lastUpTo(size: number): Batch | undefined {
    let low = 0
    let high = this.#batches.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#batches[middle] as Batch).size <= size) low = middle + 1
      else high = middle
    }
    return this.#batches[low - 1]
  }

  #says(event: BookEvent): boolean {
    return !definitionOf(this.definitions, event).withdraws
  }

  #takeBack(step: Step): void {
    for (const event of step.ended) {
      event.recordedTo = neverRecorded
      event.withdrawnBy = null
    }
    for (const event of step.inserted) this.#byId.delete(event.id)
    this.#events.length -= step.inserted.length
    this.timelines.undo(step)
  }
}

function netResult(step: Step, size: number, definitions: Definitions): TableChanges {
  const ended: TableRow[] = []
  const opened: TableRow[] = []
  for (const [fact, before] of step.before) differences(before.rows, fact.rows, ended, opened)
  const visible = step.inserted.filter(
    (event) => event.recordedTo !== size && !definitionOf(definitions, event).withdraws,
  )
  return {
    size,
    ended,
    opened,
    withdrawn: step.ended.filter((event) => event.recordedFrom < size).map((event) => event.position),
    live: visible.map(({ position, id, type, effectiveOn, order, recordedAt, data }) => ({
      position,
      id,
      type,
      effectiveOn,
      order,
      recordedAt,
      data,
    })),
  }
}

/** A row in a table stands for its episode too, whose beginning may change while the row itself does not: it may lie in rows of no days. */
function sameInTables(a: Row, b: Row): boolean {
  const [first, second] = [beginningOf(a), beginningOf(b)]
  return sameRow(a, b) && first.from === second.from && first.openedBy === second.openedBy
}

/** Rows come in order, and a step changes a stretch of them: what is the same at both ends is passed over. */
function differences(before: readonly Row[], after: readonly Row[], ended: TableRow[], opened: TableRow[]): void {
  const old = before.filter(hasDays)
  const now = after.filter(hasDays)
  let start = 0
  while (start < old.length && start < now.length && sameInTables(old[start] as Row, now[start] as Row)) start++
  let end = 0
  while (
    end < old.length - start &&
    end < now.length - start &&
    sameInTables(old[old.length - 1 - end] as Row, now[now.length - 1 - end] as Row)
  )
    end++
  ended.push(...old.slice(start, old.length - end))
  opened.push(...now.slice(start, now.length - end))
}
