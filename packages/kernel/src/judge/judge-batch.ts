import type { Book, Staged, WrittenEvent } from '../book/book.ts'
import { admitted } from '../define/define-event.ts'
import { definitionOf, targetOf, titleOf, upcastData } from '../define/definitions.ts'
import { admitEnvelope, effectiveLast } from '../events/parse.ts'
import type { RecordedEvent } from '../events/recorded-event.ts'
import { refusalsMax, refuse, type Refusal } from '../errors/refusal.ts'

export type Judged =
  | { readonly ok: true; readonly staged: Staged }
  /** `draft` of a refusal is an index in the batch. */
  | { readonly ok: false; readonly refusals: readonly Refusal[] }

/** Judges a batch at the end of a book: each event by itself, then all of them by what they make of the facts. */
export function judgeBatch(book: Book, events: readonly WrittenEvent[]): Judged {
  const refusals = admitBatch(
    book,
    events.map(({ event }) => event),
  )
  return refusals.length > 0 ? { ok: false, refusals: refusals.slice(0, refusalsMax) } : book.stage(events)
}

/**
 * What is wrong with a batch before its facts are looked at: dates, what it takes back, what its definitions do not admit. An event
 * that a later one of the batch takes back is never part of what the book says, so only its envelope is looked at.
 */
function admitBatch(book: Book, events: readonly RecordedEvent[]): readonly Refusal[] {
  const [first] = events
  if (!first) return []
  const { definitions } = book
  const days = { first: definitions.opening.on, last: effectiveLast(definitions, first.recordedAt) }
  const earlier = new Map<string, RecordedEvent>()
  /** By the id of what the batch takes back: the position of the event that does. */
  const taken = new Map<string, number>()
  const outside = events.map((event) => {
    const found = admitEnvelope(event, days)
    const definition = definitionOf(definitions, event)
    const targets = targetOf(definition, { ...event, data: upcastData(definition, event) })
    const refused = targets.map((id) => {
      const refusal = admitTarget(book, id, earlier, taken)
      if (!refusal) taken.set(id, event.position)
      return refusal
    })
    earlier.set(event.id, event)
    return targets.length === 0 ? found : [...found, ...refused.filter((refusal) => refusal !== undefined)]
  })
  return events.flatMap((event, draft) => {
    const refusal = taken.has(event.id) || admitted(definitionOf(definitions, event), event, definitions.rules)
    const found = refusal === true ? (outside[draft] ?? []) : [...(outside[draft] ?? []), refusal]
    return found.map((refusal) => ({ ...refusal, draft, events: refusal.events ?? [event.position] }))
  })
}

/** A target must be in the book or earlier in the batch, live, and of a kind that can be taken back. */
function admitTarget(
  book: Book,
  id: string,
  earlier: ReadonlyMap<string, RecordedEvent>,
  taken: ReadonlyMap<string, number>,
): Refusal | undefined {
  const there = book.eventById(id)
  const target = there ?? earlier.get(id)
  if (!target) {
    return refuse(
      'no-such-event',
      { zh: `没有可更正或撤回的记录 ${id}`, en: `there is no earlier event ${id} to correct or withdraw` },
      { id },
    )
  }
  const title = titleOf(book.definitions, target.type)
  if (definitionOf(book.definitions, target).permanent) {
    return refuse(
      'permanent',
      {
        zh: `${title.zh}不能更正或撤回`,
        en: `an event “${title.en}” cannot be corrected or withdrawn`,
      },
      { id, events: [target.position] },
    )
  }
  const by =
    taken.get(id) ?? (there?.withdrawnBy === undefined ? undefined : book.eventById(there.withdrawnBy)?.position)
  if (by !== undefined) {
    return refuse(
      'already-withdrawn',
      { zh: `记录 ${id} 已被撤回或更正`, en: `event ${id} is withdrawn or corrected already` },
      { id, events: [target.position, by] },
    )
  }
  return undefined
}
