import { domain } from './domain/definitions.ts'
import { ledgerOpened } from './domain/book/ledger-opened.ts'
import { Book, refusalsMax } from './kernel/book.ts'
import { canonicalText } from './kernel/canonical.ts'
import { judgeBatch } from './kernel/judge-batch.ts'
import type { Definitions } from './kernel/definitions.ts'
import type { EventStore, StoredEvent, TableChanges } from './kernel/event-store.ts'
import { parseRecorded } from './kernel/parse.ts'
import type { RecordedEvent } from './kernel/recorded-event.ts'
import { fail, refuse, type Refusal } from './kernel/refusal.ts'
import { writeRestored } from './write-restored.ts'
import { streamOf } from './read-book.ts'

const progressEvery = 1000

interface Checked {
  readonly book: Book
  readonly stored: readonly StoredEvent[]
  readonly changes: readonly TableChanges[]
}

export type Restored =
  | { readonly ok: true; readonly book: string; readonly size: number }
  /** `draft` of a refusal is the index of the text. */
  | { readonly ok: false; readonly refusals: readonly Refusal[] }

/**
 * Records a whole book as it was: the same bytes, positions and instants. The texts may come from anywhere, so everything is
 * checked: canonical form, schemas, positions, whole batches, time, ids; and each batch is judged as when it was recorded.
 * Nothing is restored unless all of it holds.
 *
 * Throws `LedgerError`: exists where the store has the book already; too-large where a batch is over the store's limit.
 *
 * A store with a limit is written to in several appends. What an interrupted restoring has left there is taken up again: the store may
 * have the book's first batches, byte for byte.
 */
export async function restoreLedger(
  store: EventStore,
  texts: readonly string[],
  { book, onProgress }: { readonly book?: string | undefined; readonly onProgress?: (done: number) => void } = {},
): Promise<Restored> {
  const checked = checkTexts(texts, domain, { book, onProgress })
  if (!checked.ok) return checked
  const { book: made, stored, changes } = checked.value
  if (!(await writeRestored(store, made.name, { stored, changes })))
    fail(
      'exists',
      'book-exists',
      { zh: `台账册 ${made.name} 已经存在，没有恢复`, en: `book ${made.name} is there already; nothing was restored` },
      { book: made.name },
    )
  return { ok: true, book: made.name, size: made.size }
}

/**
 * A book's events as texts, page by page, verbatim: what `restoreLedger` takes. The whole book is checked before the first page.
 *
 * Throws `LedgerError`: not-found where there is no such book, damaged where it does not hold.
 */
export async function* exportBook(store: EventStore, book: string): AsyncIterable<readonly string[]> {
  const texts: string[] = []
  for await (const page of store.read(streamOf(book))) for (const { text } of page) texts.push(text)
  if (texts.length === 0)
    fail('not-found', 'no-such-book', { zh: `没有台账册 ${book}`, en: `there is no book ${book}` }, { book })
  const checked = checkTexts(texts, domain, { book })
  if (!checked.ok) {
    const [first] = checked.refusals
    fail(
      'damaged',
      'damaged',
      {
        zh: `台账册 ${book} 未通过检查，没有导出：第 ${first?.draft ?? 0} 条：${first?.message.zh ?? ''}`,
        en: `book ${book} does not hold and was not exported: event ${first?.draft ?? 0}: ${first?.message.en ?? ''}`,
      },
      { book, errors: checked.refusals },
    )
  }
  for (let at = 0; at < texts.length; at += progressEvery) yield texts.slice(at, at + progressEvery)
}

/** Replays texts into a book, batch by batch, checking everything. */
function checkTexts(
  texts: readonly string[],
  definitions: Definitions,
  {
    book,
    onProgress,
  }: { readonly book?: string | undefined; readonly onProgress?: ((done: number) => void) | undefined },
): { readonly ok: true; readonly value: Checked } | { readonly ok: false; readonly refusals: readonly Refusal[] } {
  const parsed = parseTexts(texts, definitions)
  if (!parsed.ok) return parsed
  const { events } = parsed
  const name = book ?? events[0]?.book ?? ''
  const made = new Book(name, definitions)
  const changes: TableChanges[] = []
  for (let at = 0; at < events.length;) {
    const count = events[at]?.batch.count ?? 1
    const batch = events.slice(at, at + count)
    const refusals = [...outOfPlace(made, batch, count), ...(at === 0 ? misopened(batch) : []), ...reopened(batch)]
    const judged = refusals.length > 0 ? { ok: false as const, refusals } : judgeBatch(made, batch)
    if (!judged.ok)
      return {
        ok: false,
        refusals: judged.refusals
          .slice(0, refusalsMax)
          .map((refusal) => ({ ...refusal, draft: at + (refusal.draft ?? 0) })),
      }
    made.keep(judged.staged)
    changes.push(judged.staged.changes)
    at += count
    if (at % progressEvery < count) onProgress?.(at)
  }
  if (events.length === 0)
    return { ok: false, refusals: [refuse('empty', { zh: '没有任何事件', en: 'there is no event' })] }
  return {
    ok: true,
    value: { book: made, stored: events.map(({ id }, at) => ({ id, text: texts[at] as string })), changes },
  }
}

function parseTexts(
  texts: readonly string[],
  definitions: Definitions,
): { ok: true; events: readonly RecordedEvent[] } | { ok: false; refusals: readonly Refusal[] } {
  const events: RecordedEvent[] = []
  const refusals: Refusal[] = []
  for (const [draft, text] of texts.entries()) {
    const parsed = parseText(text, definitions)
    if (parsed.ok) events.push(parsed.value)
    else refusals.push(...parsed.refusals.map((refusal) => ({ ...refusal, draft })))
    if (refusals.length >= refusalsMax) break
  }
  return refusals.length > 0 ? { ok: false, refusals: refusals.slice(0, refusalsMax) } : { ok: true, events }
}

function parseText(text: string, definitions: Definitions): ReturnType<typeof parseRecorded> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return { ok: false, refusals: [refuse('not-json', { zh: `不是 JSON：${said}`, en: `not JSON: ${said}` })] }
  }
  const parsed = parseRecorded(definitions, value)
  if (!parsed.ok) return parsed
  if (canonicalText(parsed.value) === text) return parsed
  return {
    ok: false,
    refusals: [
      refuse('not-canonical', {
        zh: '不是规范形式（RFC 8785：成员排序、无空白）',
        en: 'not in canonical form (RFC 8785: members sorted, no spaces)',
      }),
    ],
  }
}

/** What of a batch's own numbering, time and ids does not continue the book. */
function outOfPlace(book: Book, batch: readonly RecordedEvent[], count: number): readonly Refusal[] {
  const refusals: Refusal[] = []
  const ids = new Set<string>()
  const [first] = batch
  const wrong = (draft: number, path: string, found: unknown, expected: unknown): void => {
    refusals.push(
      refuse(
        'out-of-place',
        {
          zh: `${path} 是 ${JSON.stringify(found)}，应为 ${String(expected)}`,
          en: `${path} is ${JSON.stringify(found)}, expected ${String(expected)}`,
        },
        { draft, path },
      ),
    )
  }
  for (const [index, event] of batch.entries()) {
    const position = book.size + index
    if (event.position !== position) wrong(index, 'position', event.position, position)
    if (event.book !== book.name) wrong(index, 'book', event.book, book.name)
    if (event.batch.index !== index || event.batch.count !== count)
      wrong(index, 'batch', event.batch, `{"count":${count},"index":${index}}`)
    if (event.recordedAt !== first?.recordedAt) wrong(index, 'recordedAt', event.recordedAt, first?.recordedAt)
    if (book.eventById(event.id) || ids.has(event.id)) wrong(index, 'id', event.id, 'a new id / 新的 id')
    ids.add(event.id)
  }
  if (batch.length < count)
    wrong(batch.length - 1, 'batch', first?.batch, `${count} events in the batch / 整批 ${count} 条`)
  const last = book.lastRecordedAt
  if (last !== undefined && first && first.recordedAt < last) wrong(0, 'recordedAt', first.recordedAt, `≥ ${last}`)
  return refusals
}

const misopened = ([first]: readonly RecordedEvent[]): readonly Refusal[] =>
  first?.type === ledgerOpened.type
    ? []
    : [
        refuse(
          'not-opened',
          { zh: '第 0 条应为 LedgerOpened', en: 'the first event must be LedgerOpened' },
          { draft: 0, path: 'type' },
        ),
      ]

const reopened = (batch: readonly RecordedEvent[]): readonly Refusal[] =>
  batch.flatMap(({ type, position }, draft) =>
    type === ledgerOpened.type && position > 0
      ? [refuse('opens-twice', { zh: '台账册只启用一次', en: 'a book opens once' }, { draft, path: 'type' })]
      : [],
  )
