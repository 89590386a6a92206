import type { Book, WrittenEvent } from '../book/book.ts'
import { canonicalText } from './canonical.ts'
import type { Instant } from '../time/civil-date.ts'
import type { StoredEvent } from '../store/event-store.ts'
import { contentText } from './parse.ts'
import type { Draft, EventPlace, RecordedEvent } from './recorded-event.ts'
import { refuse, type Refusal } from '../errors/refusal.ts'

/** A draft with everything but what the ledger stamps. */
export type Identified = Draft & { readonly id: string; readonly actor: string; readonly version: number }

/** What of the drafts is new to the book: equal events that are there already are dropped, others with their ids are conflicts. */
export function unrecorded(
  book: Book,
  drafts: readonly Identified[],
): {
  readonly fresh: readonly Identified[]
  readonly there: readonly EventPlace[]
  readonly conflicts: readonly Refusal[]
} {
  const fresh = new Map<string, Identified>()
  const places: EventPlace[] = []
  const conflicts: Refusal[] = []
  for (const [draft, event] of drafts.entries()) {
    const there = book.eventById(event.id)
    if (there) places.push({ id: event.id, position: there.position })
    const other = there ? book.recorded(there.position) : fresh.get(event.id)
    if (!other) fresh.set(event.id, event)
    else if (!isSame(book, other, event)) conflicts.push(conflict(event.id, there?.position, draft))
  }
  return { fresh: [...fresh.values()], there: places, conflicts }
}

/**
 * Whether a draft is the event that is there: it says the same in the form of today, or the same as that event did in the version of its day,
 * which a later version may read otherwise.
 */
function isSame({ definitions }: Book, there: Identified | RecordedEvent, draft: Identified): boolean {
  const said = contentText(definitions, there)
  if (said === contentText(definitions, draft)) return true
  const { version } = there
  return version < draft.version && said === contentText(definitions, { ...draft, version })
}

const conflict = (id: string, position: number | undefined, draft: number): Refusal =>
  refuse(
    'conflicting-content',
    {
      zh: `id ${id} 已有内容不同的记录${position === undefined ? '（同一批次）' : `（第 ${position} 条）`}：更正请用新的 id 和 corrects`,
      en: `id ${id} is taken by an event with other content${position === undefined ? ' in this batch' : ` (event ${position})`}: to correct it, use a new id and corrects`,
    },
    { draft, id, ...(position === undefined ? {} : { events: [position] }) },
  )

/** Where the event of each draft stands, once the fresh ones are recorded behind `size` events. */
export function placesOf(
  drafts: readonly Identified[],
  there: readonly EventPlace[],
  fresh: readonly Identified[],
  size: number,
): readonly EventPlace[] {
  const positions = new Map([
    ...there.map(({ id, position }) => [id, position] as const),
    ...fresh.map(({ id }, index) => [id, size + index] as const),
  ])
  return drafts.map(({ id }) => ({ id, position: positions.get(id) as number }))
}

/** The drafts as one batch at the end of the book, each with its canonical text. */
export const stamp = (
  { name: book, size }: Book,
  drafts: readonly Identified[],
  recordedAt: Instant,
): readonly WrittenEvent[] =>
  drafts.map((draft, index) => {
    const event = { ...draft, batch: { count: drafts.length, index }, book, position: size + index, recordedAt }
    return { event, text: textOf(event) }
  })

/** The event's canonical text. Its members are known: written one after the other in their order they need no sorting. */
function textOf(event: RecordedEvent): string {
  const { actor, batch, book, data, effectiveOn, id, position, recordedAt, type, version } = event
  const { causationId, corrects, correlationId, evidence, metadata, reason } = event
  return (
    `{"actor":${JSON.stringify(actor)},"batch":{"count":${batch.count},"index":${batch.index}},"book":"${book}",` +
    `${given('causationId', causationId)}${given('corrects', corrects)}${given('correlationId', correlationId)}` +
    `"data":${canonicalText(data)},"effectiveOn":"${effectiveOn}",${given('evidence', evidence)}"id":"${id}",` +
    `${given('metadata', metadata)}"position":${position},${given('reason', reason)}"recordedAt":"${recordedAt}","type":"${type}","version":${version}}`
  )
}

/** A member that may be absent. */
const given = (name: keyof Draft, value: unknown): string =>
  value === undefined ? '' : `"${name}":${canonicalText(value)},`

/** The events as a store keeps them. */
export const storedEvents = (events: readonly WrittenEvent[]): readonly StoredEvent[] =>
  events.map(({ event: { id }, text }) => ({ id, text }))
