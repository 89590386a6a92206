import type { Batch } from '../book/batch-at.ts'
import type { Inserted } from '../events/event-entries.ts'
import type { Definitions } from '../define/definitions.ts'
import type { EventLog } from '../events/event-log.ts'
import type { LiveEvent, TableChanges, TableRow } from './table-changes.ts'
import { beginningOf, sameRow, withDays, type Row } from './row.ts'
import { changedBy, type Counting } from './counting.ts'
import type { Timelines } from './timelines.ts'

/** A batch that has been applied to the facts, the last one or an earlier one. */
export interface Applied {
  readonly batch: Batch
  /** The book's size before it. */
  readonly before: number
  readonly inserted: readonly Inserted[]
  /** Indices of the events that it withdrew or corrected. */
  readonly ended: readonly number[]
  /** The facts that it touched. */
  readonly touched: Iterable<number>
}

/**
 * What a batch comes to for tables: the rows that it ended and opened, the events that it took back and those that counted then, and what
 * is counted of it.
 */
export function netResult(
  { batch: { size, recordedAt }, before, inserted, ended: takenBack, touched }: Applied,
  timelines: Timelines,
  log: EventLog,
  definitions: Definitions,
  counting: Counting | undefined,
): TableChanges {
  const changed = changedBy(timelines, touched, { before, size })
  const ended: TableRow[] = []
  const opened: TableRow[] = []
  for (const one of changed) differences(one.before, one.after, ended, opened)
  const live: LiveEvent[] = []
  for (const { at, event } of inserted) {
    if (!log.isLive(at, size) || definitions.events.get(event.type)?.withdraws) continue
    const { position, id, type, effectiveOn, data } = event
    live.push({ position, id, type, effectiveOn, order: log.order(at), recordedAt, data })
  }
  const changes = { size, recordedAt, ended, opened, withdrawn: takenBack.filter((at) => at < before), live }
  return counting ? { ...changes, deltas: counting.deltas({ timelines, before, size, changed }) } : changes
}

/** A row in a table stands for its episode too, whose beginning may change while the row itself does not: it may lie in rows of no days. */
function sameInTables(a: Row, b: Row): boolean {
  if (!sameRow(a, b)) return false
  const [first, second] = [beginningOf(a), beginningOf(b)]
  return first.from === second.from && first.openedBy === second.openedBy
}

/** Rows come in order, and a step changes a stretch of them: what is the same at both ends is passed over. */
function differences(before: readonly Row[], after: readonly Row[], ended: TableRow[], opened: TableRow[]): void {
  const old = withDays(before)
  const now = withDays(after)
  let start = 0
  while (start < old.length && start < now.length && sameInTables(old[start] as Row, now[start] as Row)) start++
  let end = 0
  while (
    end < old.length - start &&
    end < now.length - start &&
    sameInTables(old[old.length - 1 - end] as Row, now[now.length - 1 - end] as Row)
  )
    end++
  for (let at = start; at < old.length - end; at++) ended.push(old[at] as Row)
  for (let at = start; at < now.length - end; at++) opened.push(now[at] as Row)
}
