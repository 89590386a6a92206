import type { Book } from './book.ts'
import { canonicalText } from './canonical.ts'
import type { Instant } from './civil-date.ts'
import { definitionOf, targetOf } from './definitions.ts'
import type { StoredEvent } from './event-store.ts'
import { admitEnvelope, contentText } from './parse.ts'
import { neverRecorded, type Draft, type RecordedEvent } from './recorded-event.ts'
import { refuse, type Refusal } from './refusal.ts'

/** A draft with everything but what the ledger stamps. */
export type Identified = Draft & { readonly id: string; readonly actor: string; readonly version: number }

/** What of the drafts is new to the book: equal events that are there already are dropped, others with their ids are conflicts. */
export function unrecorded(
  book: Book,
  drafts: readonly Identified[],
): { readonly fresh: readonly Identified[]; readonly conflicts: readonly Refusal[] } {
  const fresh = new Map<string, Identified>()
  const conflicts: Refusal[] = []
  for (const [draft, event] of drafts.entries()) {
    const there = book.eventById(event.id)
    const other = there ? asRecorded(book, there.position) : fresh.get(event.id)
    if (!other) fresh.set(event.id, event)
    else if (contentText(other) !== contentText(event)) conflicts.push(conflict(event.id, there?.position, draft))
  }
  return { fresh: [...fresh.values()], conflicts }
}

const conflict = (id: string, position: number | undefined, draft: number): Refusal =>
  refuse(
    'conflicting-content',
    {
      zh: `id ${id} 已有内容不同的事件${position === undefined ? '（同一批次）' : `（第 ${position} 条）`}：更正请用新的 id 和 corrects`,
      en: `id ${id} is taken by an event with other content${position === undefined ? ' in this batch' : ` (event ${position})`}: to correct it, use a new id and corrects`,
    },
    { draft, id, ...(position === undefined ? {} : { events: [position] }) },
  )

/** A recorded event without what the book adds to it in memory. */
export function asRecorded(book: Book, position: number): RecordedEvent | undefined {
  const event = book.event(position)
  if (!event) return undefined
  const { order: _, recordedFrom: __, recordedTo: ___, withdrawnBy: ____, storedData, ...recorded } = event
  return storedData ? { ...recorded, data: storedData } : recorded
}

/** The drafts as one batch at the end of the book. */
export function stamp(book: Book, drafts: readonly Identified[], recordedAt: Instant): readonly RecordedEvent[] {
  return drafts.map((draft, index) => ({
    ...draft,
    book: book.name,
    position: book.size + index,
    batch: { index, count: drafts.length },
    recordedAt,
  }))
}

/** The events' canonical texts, as a store keeps them. */
export const storedEvents = (events: readonly RecordedEvent[]): readonly StoredEvent[] =>
  events.map((event) => ({ id: event.id, text: canonicalText(event) }))

/** What is wrong with a batch before its facts are looked at: dates, what it takes back, what its definitions do not admit. */
export function admitBatch(book: Book, events: readonly RecordedEvent[]): readonly Refusal[] {
  const refusals: Refusal[] = []
  const earlier = new Map<string, RecordedEvent>()
  const taken = new Set<string>()
  for (const [draft, event] of events.entries()) {
    const definition = definitionOf(book.definitions, event)
    const found: Refusal[] = [...admitEnvelope(event, event.recordedAt)]
    const admitted = definition.admit?.(event.data) ?? true
    if (admitted !== true) found.push(admitted)
    for (const id of targetOf(definition, event)) {
      const refusal = admitTarget(book, id, earlier, taken)
      if (refusal) found.push(refusal)
      taken.add(id)
    }
    earlier.set(event.id, event)
    refusals.push(...found.map((refusal) => ({ ...refusal, draft, events: refusal.events ?? [event.position] })))
  }
  return refusals
}

/** A target must be in the book or earlier in the batch, live, and of a kind that can be taken back. */
function admitTarget(
  book: Book,
  id: string,
  earlier: ReadonlyMap<string, RecordedEvent>,
  taken: ReadonlySet<string>,
): Refusal | undefined {
  const there = book.eventById(id)
  const target = there ?? earlier.get(id)
  if (!target) {
    return refuse(
      'no-such-event',
      { zh: `没有可更正或撤回的事件 ${id}`, en: `there is no earlier event ${id} to correct or withdraw` },
      { id },
    )
  }
  if (definitionOf(book.definitions, target).permanent) {
    return refuse(
      'permanent',
      { zh: `${target.type} 不能更正或撤回`, en: `${target.type} cannot be corrected or withdrawn` },
      { id, events: [target.position] },
    )
  }
  if (taken.has(id) || (there && there.recordedTo !== neverRecorded)) {
    const by = there?.withdrawnBy
    return refuse(
      'already-withdrawn',
      { zh: `事件 ${id} 已被撤回或更正`, en: `event ${id} is withdrawn or corrected already` },
      { id, events: [target.position, ...(typeof by === 'number' ? [by] : [])] },
    )
  }
  return undefined
}
