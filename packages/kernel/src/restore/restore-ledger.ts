import { CheckedReplay, type Replayed } from './checked-replay.ts'
import type { Domain } from '../define/domain.ts'
import { ofOtherDomain } from '../define/definitions.ts'
import type { EventStore, StoredEvent } from '../store/event-store.ts'
import { fail, LedgerError, type Refusal } from '../errors/refusal.ts'
import { keepSegments, makeSegments } from '../book/segments.ts'
import { writeRestored } from './write-restored.ts'
import { streamOf, noSuchBook } from '../book/read-book.ts'
import { domainOf } from '../store/domain-of.ts'
import { expectList, expectObject, expectText } from '../doors/doors.ts'

const progressEvery = 1000

type CheckedOptions = ConstructorParameters<typeof CheckedReplay>[1]

/** What became of restoring a book: how many events it has now, or why it was refused. */
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
 *
 * @example
 * const lines: string[] = []
 * for await (const page of exportBook(store, { domain: inventory, book: 'workshop' })) lines.push(...page)
 * const restored = await restoreLedger(memoryStore(), lines, { domain: inventory })
 * restored.ok // => true
 */
export async function restoreLedger(
  store: EventStore,
  texts: readonly string[],
  options: {
    readonly domain?: Domain
    readonly book?: string | undefined
    readonly onProgress?: (done: number) => void
  } = {},
): Promise<Restored> {
  expectList(texts, 'texts')
  expectObject(options, 'options')
  const { book, onProgress } = options
  if (book !== undefined) expectText(book, 'book')
  const domain = domainOf(store, options)
  const other = otherDomain(domain, texts)
  if (other) return { ok: false, refusals: [{ ...other, draft: 0 }] }
  const { replayed, stored } = replay(domain, texts, {
    book,
    counting: store.tables?.counting,
    begun: (made) => makeSegments(store, made),
    onProgress,
  })
  const { book: made, changes } = replayed
  const refusals = wrongWith(replayed)
  if (refusals.length > 0) return { ok: false, refusals }
  if (!(await writeRestored(store, made.name, { stored, changes })))
    fail(
      'exists',
      'book-exists',
      { zh: `台账 ${made.name} 已经存在，没有恢复`, en: `book ${made.name} is there already; nothing was restored` },
      { book: made.name },
    )
  await keepSegments(store, made, { rest: true })
  return { ok: true, book: made.name, size: made.size }
}

/**
 * A book's events as texts, page by page, verbatim: what `restoreLedger` takes. The whole book is checked before the first page.
 *
 * Throws `LedgerError`: not-found where there is no such book, unavailable where this program is older than the book, damaged where
 * it does not hold, usage where it is of another domain.
 *
 * @example
 * const lines: string[] = []
 * for await (const page of exportBook(store, { domain: inventory, book: 'workshop' })) lines.push(...page)
 * lines.length // => 7
 */
export async function* exportBook(
  store: EventStore,
  options: { readonly domain?: Domain; readonly book: string },
): AsyncIterable<readonly string[]> {
  expectObject(options, 'options')
  const { book } = options
  expectText(book, 'book')
  const domain = domainOf(store, options)
  const texts: string[] = []
  for await (const page of store.read(streamOf(book))) for (const { text } of page) texts.push(text)
  if (texts.length === 0) noSuchBook(book)
  const other = otherDomain(domain, texts)
  if (other) throw new LedgerError('usage', other)
  const refusals = wrongWith(replay(domain, texts, { book }).replayed)
  if (refusals.length > 0) failExport(book, refusals)
  for (let at = 0; at < texts.length; at += progressEvery) yield texts.slice(at, at + progressEvery)
}

/** Why a book is of another domain, if it is. What is no event at all is told with the rest. */
function otherDomain(domain: Domain, [text = '']: readonly string[]): Refusal | undefined {
  let first: { readonly type?: unknown; readonly position?: unknown } | null
  try {
    first = JSON.parse(text) as typeof first
  } catch {
    return undefined
  }
  const { type, position } = first ?? {}
  return typeof type === 'string' && position === 0 ? ofOtherDomain(domain, type.slice(0, 80)) : undefined
}

const newer: ReadonlySet<string> = new Set(['unknown-type', 'unknown-version', 'unknown-member'])

/** Whether a recorded event is refused for what a newer program may have written: that is no damage, this program is too old for it. */
export const ofNewer = ({ code }: Refusal): boolean => newer.has(code)

function failExport(book: string, refusals: readonly Refusal[]): never {
  const [first] = refusals
  if (first && refusals.every(ofNewer)) {
    fail(
      'unavailable',
      first.code,
      {
        zh: `第 ${first.draft ?? 0} 条记录是本程序不认识的，没有导出：${first.message.zh}`,
        en: `event ${first.draft ?? 0} is not known to this program, so nothing was exported: ${first.message.en}`,
      },
      { book, position: first.draft ?? 0, errors: refusals },
    )
  }
  fail(
    'damaged',
    'damaged',
    {
      zh: `台账 ${book} 未通过检查，没有导出：第 ${first?.draft ?? 0} 条：${first?.message.zh ?? ''}`,
      en: `book ${book} does not hold and was not exported: event ${first?.draft ?? 0}: ${first?.message.en ?? ''}`,
    },
    { book, errors: refusals },
  )
}

const wrongWith = ({ malformed, impossible }: Replayed): readonly Refusal[] =>
  malformed.length > 0 ? malformed : impossible

function replay(
  domain: Domain,
  texts: readonly string[],
  {
    onProgress,
    ...options
  }: Omit<CheckedOptions, 'atImpossible'> & { readonly onProgress?: ((done: number) => void) | undefined },
): { readonly replayed: Replayed; readonly stored: readonly StoredEvent[] } {
  const checking = new CheckedReplay(domain, { ...options, atImpossible: 'stop' })
  const stored: StoredEvent[] = []
  for (const text of texts) {
    const event = checking.take(text)
    if (event) stored.push({ id: event.id, text })
    if (checking.taken % progressEvery === 0) onProgress?.(checking.taken)
  }
  return { replayed: checking.end(), stored }
}
