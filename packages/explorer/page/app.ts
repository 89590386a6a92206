import { openLedger, party, type Ledger } from '@taizhang/core'
import { scopeTitle, wordTitle } from '@taizhang/core/figures'
import { memoryStore, type EventStore } from '@taizhang/kernel'
import { tablesOf, type Table } from '../src/coverage.ts'
import { unpackTexts, type PageHead } from '../src/packed.ts'
import { columnsOf, type Columns, type Place } from '../src/sums.ts'
import { writeHash, type State } from '../src/state.ts'
import { pause } from './dom.ts'

const dayMs = 86_400_000

/** A day as a number of days since 1970-01-01, and back. */
export const dayOf = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / dayMs)
export const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)

/** An instant as a clock on a wall in China shows it. */
export const clockOf = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/** A page that is open: its data, what is looked at, and how one goes elsewhere. */
export class App {
  readonly head: PageHead
  readonly columns: ReadonlyMap<string, Columns>
  readonly coverage: readonly Table[]
  readonly firstDay: number
  readonly lastDay: number
  state: State
  readonly mark: string | undefined
  #texts: readonly string[] | undefined
  #ledger: Promise<Ledger> | undefined
  #open: Ledger | undefined
  readonly #usual: 'zh' | 'en'
  readonly #changed: () => void

  constructor(
    head: PageHead,
    state: State,
    options: { language: 'zh' | 'en'; mark: string | undefined; changed: () => void },
  ) {
    this.head = head
    this.columns = new Map(head.figures.map((one) => [one.figure, columnsOf(one)]))
    this.coverage = tablesOf(head)
    this.lastDay = dayOf(state.asOf)
    this.firstDay = Math.min(this.columns.get('units-listed')?.day[0] ?? this.lastDay, this.lastDay)
    this.state = state
    this.mark = options.mark
    this.#usual = options.language
    this.#changed = options.changed
  }

  get language(): 'zh' | 'en' {
    return this.state.language ?? this.#usual
  }

  /** The words of the reader's language. */
  readonly say = (zh: string, en: string): string => (this.language === 'zh' ? zh : en)

  get last(): number {
    return this.head.batches.sizes.length - 1
  }

  get place(): Place {
    return { day: dayOf(this.state.asOf), batch: this.state.batch }
  }

  /** The same day as known now. */
  get now(): Place {
    return { day: dayOf(this.state.asOf), batch: this.last }
  }

  /** The book's size after a batch. */
  sizeAt(batch: number): number {
    return this.head.batches.sizes[batch] ?? 0
  }

  scopeName(id: string): string {
    const name = this.head.scopes.find((one) => one.id === id)?.name ?? id
    return scopeTitle(id, name)[this.language]
  }

  word(value: string): string {
    return value === '' ? this.say('未注明', 'not said') : wordTitle(value)[this.language]
  }

  link(change: Partial<State>): string {
    return writeHash({ ...this.state, ...change }, this.head.batches)
  }

  /** Shows another state; `replace` while a slider moves, so that Back leads to where it began. */
  go(change: Partial<State>, how: 'push' | 'replace' = 'push'): void {
    this.state = { ...this.state, ...change }
    const hash = writeHash(this.state, this.head.batches)
    if (how === 'push') history.pushState(undefined, '', hash)
    else history.replaceState(undefined, '', hash)
    this.#changed()
  }

  texts(): readonly string[] {
    this.#texts ??= unpackTexts(document.querySelector('#texts')?.textContent ?? '')
    return this.#texts
  }

  /** The ledger where it is open already. */
  get opened(): Ledger | undefined {
    return this.#open
  }

  /** The ledger over the texts in the page: the same code as everywhere. It is opened once, when somebody first asks. */
  async ledger(): Promise<Ledger> {
    this.#ledger ??= openLedger(textStore(this.head.book, this.texts()), { book: this.head.book, domain: party }).then(
      (ledger) => (this.#open = ledger),
    )
    return this.#ledger
  }

  /** The ledger as it is looked at. */
  viewOf(ledger: Ledger, { asOf, batch }: { asOf: string; batch: number } = this.state): ReturnType<Ledger['asOf']> {
    return ledger.asOf(asOf, { knownAt: this.sizeAt(batch) })
  }
}

/** A store of one book's texts that is only read, and lets the browser draw between pages. */
export function textStore(book: string, texts: readonly string[]): EventStore {
  async function* read(
    _stream: string,
    {
      from = 0,
      to = texts.length - 1,
      direction = 'forwards',
      limit = Infinity,
    }: Parameters<EventStore['read']>[1] = {},
  ): ReturnType<EventStore['read']> {
    const page = (start: number, end: number) =>
      texts.slice(start, end).map((text, at) => ({ revision: start + at, id: String(start + at), text }))
    const end = Math.min(to + 1, texts.length)
    if (direction === 'backwards') {
      yield page(Math.max(from, end - limit), end).reverse()
      return
    }
    for (let start = from; start < Math.min(end, from + limit); start += 1024) {
      yield page(start, Math.min(start + 1024, end, from + limit))
      await pause()
    }
  }
  return { ...memoryStore(), read, streams: async () => [`ledger-${book}`] }
}
