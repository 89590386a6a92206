import { knownLive } from '@taizhang/kernel/internal'
import { type BookEvent, type CivilDate, type Evidence, type Instant, type Ledger } from '@taizhang/kernel'

/** An event as an auditor reads it: both its times, the document behind it, and what became of it. */
export interface EventNote {
  readonly position: number
  readonly id: string
  readonly type: string
  /** When it took effect. */
  readonly effectiveOn: CivilDate
  /** When the book learned of it. */
  readonly recordedAt: Instant
  readonly actor: string
  readonly evidence?: Evidence
  readonly corrects?: string
  readonly reason?: string
  /** The id of the event that withdrew or corrected it. */
  readonly withdrawnBy?: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Notes on the events at these positions, in book order, as known at a size. */
export const eventNotes = (ledger: Ledger, positions: Iterable<number>, size: number): readonly EventNote[] =>
  [...new Set(positions)]
    .toSorted((a, b) => a - b)
    .flatMap((position) => ledger.event(position) ?? [])
    .map((event) => noteOf(event, size))

function noteOf(event: BookEvent, size: number): EventNote {
  const { position, id, type, effectiveOn, recordedAt, actor, evidence, corrects, reason, withdrawnBy, data } = event
  return {
    position,
    id,
    type,
    effectiveOn,
    recordedAt,
    actor,
    ...(evidence === undefined ? {} : { evidence }),
    ...(corrects === undefined ? {} : { corrects }),
    ...(reason === undefined ? {} : { reason }),
    ...(withdrawnBy === undefined || knownLive(event, size) ? {} : { withdrawnBy }),
    data,
  }
}
