import { Book, type WrittenEvent } from '../book/book.ts'
import { canonicalText } from '../events/canonical.ts'
import { refusedAsUnsound } from '../define/check-change.ts'
import type { Definitions } from '../define/definitions.ts'
import type { TableChanges } from '../facts/table-changes.ts'
import { judgeBatch } from '../judge/judge-batch.ts'
import { parseRecorded } from '../events/parse.ts'
import type { RecordedEvent } from '../events/recorded-event.ts'
import { isWords, refusalsMax, refuse, type Refusal } from '../errors/refusal.ts'
import type { Counting } from '../facts/counting.ts'
import { expectChoice, expectObject, expectText } from '../doors/doors.ts'

/** What came of a replay that trusts nothing. `draft` of a refusal is the index of the text; at most a hundred are told of each. */
export interface Replayed {
  readonly book: Book
  /**
   * What is wrong with the texts by themselves, or with their batches, positions, times and ids. The replay ended before the first
   * batch of these.
   */
  readonly malformed: readonly Refusal[]
  /** What the book says that is impossible: changes that no longer apply, or that the relations do not take. */
  readonly impossible: readonly Refusal[]
  /** The net results of the batches that were replayed. */
  readonly changes: readonly TableChanges[]
}

/**
 * Replays recorded events, given by their texts from anywhere, and checks everything: canonical form, schemas, positions, whole
 * batches, time, ids; and each batch is judged as when it was recorded.
 */
export class CheckedReplay {
  readonly #definitions: Definitions
  readonly #name: string | undefined
  readonly #counting: Counting | undefined
  readonly #begun: ((book: Book) => void) | undefined
  readonly #beyond: 'stop' | 'go on'
  readonly #unreadable: Refusal[] = []
  readonly #misplaced: Refusal[] = []
  readonly #impossible: Refusal[] = []
  readonly #changes: TableChanges[] = []
  #book: Book | undefined
  #batch: WrittenEvent[] = []
  #taken = 0

  /**
   * @param book its name; by default that of the first event
   * @param counting what the tables want to be counted that are to be written, or held against it
   * @param begun told of the book before its first batch
   * @param atImpossible whether to stop at the first impossible batch, or to replay it as a ledger would that opens the book
   */
  constructor(
    definitions: Definitions,
    options: {
      readonly book?: string | undefined
      readonly counting?: Counting | undefined
      readonly begun?: ((book: Book) => void) | undefined
      readonly atImpossible: 'stop' | 'go on'
    },
  ) {
    expectObject(options, 'options')
    const { book, counting, begun, atImpossible } = options
    if (book !== undefined) expectText(book, 'book')
    expectChoice(atImpossible, 'atImpossible', ['stop', 'go on'])
    this.#definitions = definitions
    this.#name = book
    this.#counting = counting
    this.#begun = begun
    this.#beyond = atImpossible
  }

  /** How many texts have been taken. */
  get taken(): number {
    return this.#taken
  }

  /** Takes the next text; returns its event, or `undefined` where it is none. */
  take(text: string): RecordedEvent | undefined {
    const draft = this.#taken++
    const parsed = parseText(text, this.#definitions)
    if (!parsed.ok) {
      keep(this.#unreadable, parsed.refusals, draft)
      return undefined
    }
    this.#batch.push({ event: parsed.value, text })
    if (this.#batch.length >= (this.#batch[0]?.event.batch.count ?? 1)) this.#replayBatch()
    return parsed.value
  }

  /** Takes no more, and tells. */
  end(): Replayed {
    if (this.#batch.length > 0) this.#replayBatch()
    if (this.#taken === 0)
      this.#misplaced.push(refuse('empty', { zh: '没有任何记录', en: 'there is no event' }, { draft: 0 }))
    return {
      book: this.#bookOf(undefined),
      malformed: this.#unreadable.length > 0 ? this.#unreadable : this.#misplaced,
      impossible: this.#impossible,
      changes: this.#changes,
    }
  }

  get #stopped(): boolean {
    const impossible = this.#beyond === 'stop' && this.#impossible.length > 0
    return this.#unreadable.length > 0 || this.#misplaced.length > 0 || impossible
  }

  #replayBatch(): void {
    const batch = this.#batch
    this.#batch = []
    if (this.#stopped) return
    const first = this.#taken - batch.length
    const events = batch.map(({ event }) => event)
    const book = this.#bookOf(events[0])
    const { type } = this.#definitions.opening
    const opening = first === 0 ? misopened(type, events) : []
    const misplaced = [...outOfPlace(book, events, events[0]?.batch.count ?? 1), ...opening, ...reopened(type, events)]
    keep(this.#misplaced, misplaced, first)
    if (misplaced.length > 0) return
    const unsound = events.flatMap((event, draft) => {
      const refusal = refusedAsUnsound(this.#definitions, event)
      return refusal ? [{ ...refusal, draft, events: [event.position] }] : []
    })
    const judged = unsound.length > 0 ? ({ ok: false, refusals: unsound } as const) : judgeBatch(book, batch)
    if (judged.ok) {
      book.keep(judged.staged)
      this.#changes.push(judged.staged.changes)
      return
    }
    keep(this.#impossible, judged.refusals, first)
    if (this.#beyond === 'stop') return
    const { size } = book
    book.load(batch)
    this.#changes.push(...book.changesSince(size))
  }

  #bookOf(first: RecordedEvent | undefined): Book {
    if (this.#book) return this.#book
    this.#book = new Book(this.#name ?? first?.book ?? '', this.#definitions, this.#counting)
    this.#begun?.(this.#book)
    return this.#book
  }
}

/** Keeps refusals, whose `draft` is an index from `first` on, as long as there are not too many. */
function keep(kept: Refusal[], refusals: readonly Refusal[], first: number): void {
  const left = refusalsMax - kept.length
  kept.push(...refusals.slice(0, left).map((refusal) => ({ ...refusal, draft: first + (refusal.draft ?? 0) })))
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
    const { zh, en } = isWords(expected) ? expected : { zh: String(expected), en: String(expected) }
    refusals.push(
      refuse(
        'out-of-place',
        {
          zh: `${path} 是 ${JSON.stringify(found)}，应为 ${zh}`,
          en: `${path} is ${JSON.stringify(found)}, expected ${en}`,
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
    if (book.eventById(event.id) || ids.has(event.id))
      wrong(index, 'id', event.id, { zh: '没有用过的 id', en: 'an id not used before' })
    ids.add(event.id)
  }
  if (batch.length < count)
    wrong(batch.length - 1, 'batch', first?.batch, { zh: `整批 ${count} 条`, en: `all ${count} events of the batch` })
  const last = book.lastRecordedAt
  if (last !== undefined && first && first.recordedAt < last) wrong(0, 'recordedAt', first.recordedAt, `≥ ${last}`)
  return refusals
}

const misopened = (opening: string, [first]: readonly RecordedEvent[]): readonly Refusal[] =>
  first?.type === opening
    ? []
    : [
        refuse(
          'not-opened',
          { zh: `第 0 条应为 ${opening}`, en: `the first event must be ${opening}` },
          { draft: 0, path: 'type' },
        ),
      ]

const reopened = (opening: string, batch: readonly RecordedEvent[]): readonly Refusal[] =>
  batch.flatMap(({ type, position }, draft) =>
    type === opening && position > 0
      ? [refuse('opens-twice', { zh: '台账只启用一次', en: 'a book opens once' }, { draft, path: 'type' })]
      : [],
  )
