import {
  createLedger,
  memoryStore,
  openLedger,
  type Draft,
  type EventStore,
  type Ledger,
  type Outcome,
} from '../../src/index.ts'
import type { Domain } from '../../src/define.ts'
import { Choices } from './choices.ts'
import { dawn } from './domain-of.ts'
import { NaiveBook, type NaiveEvent, type Reason } from './naive-facts.ts'
import { impossible } from './naive-reasons.ts'
import { idOf, randomBatch } from './random-drafts.ts'
import type { Recipe } from './recipe.ts'

/** A batch to try: what it is, and whether it should be one that is recorded. */
export interface Try {
  readonly seed: number
  readonly accepted: boolean
}

/** A domain as data, and built. */
export interface Played {
  readonly recipe: Recipe
  readonly domain: Domain
}

/** What became of a batch, and what the naive model says of it. */
export interface Tried {
  readonly drafts: readonly Draft[]
  readonly outcome: Outcome
  readonly reasons: readonly Reason[]
}

/** So many batches are thought of for each that is tried. */
const candidates = 30

const noonOf = (day: number): Date => new Date(Date.UTC(2021, 5, 1 + day, 12))

/** A book of a random domain, as the ledger has it and as the naive model has it. */
export class PlayedBook {
  readonly recipe: Recipe
  readonly domain: Domain
  readonly store: EventStore
  readonly events: NaiveEvent[]
  /** The size after each batch. */
  readonly sizes: number[] = [1]
  readonly ledger: Ledger
  #ids = 1

  private constructor(
    { recipe, domain }: Played,
    { store, ledger, events }: Pick<PlayedBook, 'store' | 'ledger' | 'events'>,
  ) {
    this.recipe = recipe
    this.domain = domain
    this.store = store
    this.ledger = ledger
    this.events = events
  }

  static async open(played: Played, store: EventStore = memoryStore()): Promise<PlayedBook> {
    const { domain } = played
    const options = { now: noonOf(0), newId: () => idOf(0), actor: 'tester' }
    const ledger = await createLedger(store, { domain, book: 'test', opening: { name: 'test' } }, options)
    const opened = {
      position: 0,
      batch: { index: 0, count: 1 },
      id: idOf(0),
      type: 'BookOpened',
      effectiveOn: dawn,
      recordedAt: noonOf(0).toISOString(),
      data: { name: 'test' },
    }
    return new PlayedBook(played, { store, ledger, events: [opened] })
  }

  /** The same book, opened by a later program; `form` tells what that makes of an event. */
  async openedBy(played: Played, form: (event: NaiveEvent) => NaiveEvent): Promise<PlayedBook> {
    const { store, events } = this
    const ledger = await openLedger(store, { domain: played.domain, book: 'test' })
    const later = new PlayedBook(played, { store, ledger, events: events.map(form) })
    later.sizes.splice(0, 1, ...this.sizes)
    later.#ids = this.#ids
    return later
  }

  /** Tries the first of some random batches that is possible, or impossible, as is wanted; else the last of them. */
  async try({ seed, accepted }: Try): Promise<Tried> {
    const choices = new Choices(seed)
    const now = noonOf(this.sizes.length)
    const book = new NaiveBook(this.recipe, this.events, Infinity)
    let [drafts, events, reasons]: [readonly Draft[], readonly NaiveEvent[], readonly Reason[]] = [[], [], []]
    for (let candidate = 0; candidate < candidates; candidate++) {
      drafts = randomBatch(choices, book, this.#ids)
      events = drafts.map((draft, index) => this.#attempted(draft, { index, count: drafts.length }, now))
      reasons = impossible(this.recipe, [...this.events, ...events], dawn)
      if ((reasons.length === 0) === accepted) break
    }
    this.#ids += drafts.length
    const outcome = await this.ledger.record(drafts, { now, newId: () => idOf(0), actor: 'tester' })
    if (outcome.ok) {
      this.events.push(...events)
      this.sizes.push(this.events.length)
    }
    return { drafts, outcome, reasons }
  }

  #attempted(draft: Draft, batch: NaiveEvent['batch'], now: Date): NaiveEvent {
    const { id = '', type, effectiveOn, data, corrects, reason } = draft
    const position = this.events.length + batch.index
    return { position, batch, id, type, effectiveOn, recordedAt: now.toISOString(), data, corrects, reason }
  }
}
