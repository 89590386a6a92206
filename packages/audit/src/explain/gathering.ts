import { holdsOn, type BookEvent, type CivilDate, type Ledger, type Row, type View } from '@taizhang/kernel'
import {
  knownLive,
  scopedAs,
  scopeOn,
  scopesOfFigure,
  subjectOn,
  trailInScope,
  trailOf,
  trailOfEntry,
  type Cut,
} from '@taizhang/kernel/internal'
import type { AnyRelation, Figure, Stock } from '@taizhang/kernel/define'
import { changedBy, surroundingsOf, type Changed } from '../changed-facts.ts'
import { episodesIn, eventsOfFact, factNote, factText, relationNamed, type FactNote } from '../fact-note.ts'
import type { Share, Summed } from '../shares.ts'

/** The same share in the view and in the replay; absent from one of them where it is not counted there. */
export type Pair = readonly [Share | undefined, Share | undefined]

/** What a counted fact lies within: only that it was there. */
export interface Ground {
  readonly relation: string
  readonly key: Readonly<Record<string, string>>
  readonly openedOn: CivilDate
  /** Positions of events. */
  readonly openedBy: number
  /** Where a value was inherited from it: what made it so. */
  readonly amendedBy: readonly number[]
}

/** An event that no longer counts, and the one that withdrew or corrected it, by position. */
export interface Overridden {
  readonly event: number
  readonly by: number
}

/** What a figure stands on. */
export interface Basis {
  readonly ground: readonly Ground[]
  readonly besides: readonly FactNote[]
  readonly overridden: readonly Overridden[]
  /** Positions of all events, in book order. */
  readonly positions: readonly number[]
}

/** Collects what a figure stands on; see `basisOf`. */
export class Gathering {
  readonly #ledger: Ledger
  readonly #view: View
  readonly #positions = new Set<number>()
  readonly #counted = new Map<string, FactNote>()
  readonly #besides = new Map<string, FactNote>()
  readonly #ground = new Map<string, Ground>()
  readonly #overridden = new Map<number, Overridden>()
  /** Facts of which something is shown. */
  readonly #facts = new Set<string>()
  /** Events that no longer count in the view, with the facts that they changed. */
  readonly #dead: readonly { readonly event: BookEvent; readonly facts: readonly string[] }[]

  readonly #cut: Cut | undefined

  /** @param cut by what the question groups and filters, where it does */
  constructor(ledger: Ledger, view: View, cut?: Cut) {
    this.#ledger = ledger
    this.#cut = cut
    this.#view = view
    this.#dead = ledger
      .events({ knownAt: view.size })
      .filter((event) => !knownLive(event, view.size))
      .map((event) => ({ event, facts: changedBy(ledger.domain, event).map(({ fact }) => fact) }))
  }

  addScope(figure: Figure, scope: string | undefined): void {
    const row = scopeOn(this.#view.facts, { scopedBy: scopesOfFigure(figure) }, scope, this.#view.asOf)
    if (row) this.#addFact(row, this.#counted)
  }

  addCounted({ rows, events }: Share): void {
    for (const row of rows) this.#addFact(row, this.#counted)
    if (rows.length > 0) return
    for (const position of events) {
      this.#positions.add(position)
      for (const { fact } of this.#changedAt(position)) this.#facts.add(fact)
    }
  }

  /** What decides that what a flow counts is in the scope that is asked for. */
  addScoped(part: Summed, scope: string | undefined, { events }: Share, view = this.#view): void {
    const stocks = scopedAs(part)
    if (scope === undefined || stocks.length === 0) return
    for (const position of events) {
      const event = this.#ledger.event(position)
      if (!event) continue
      const entry = { on: event.effectiveOn, events: [position], about: event.data }
      for (const { relation, key } of trailInScope(view.facts, stocks, entry, scope))
        this.#addLife(relationNamed(this.#ledger.domain, relation), key)
    }
  }

  /** What decides in which group it is, where groups are asked for. */
  addTrail({ rows, events }: Share, view = this.#view): void {
    const cut = this.#cut
    if (!cut) return
    const { facts, asOf } = view
    const [subject] = rows
    const subjects = rows.filter(({ relation }) => relation === subject?.relation)
    const passed = [
      ...subjects.flatMap((row) => trailOf(facts, cut.domain, cut.grouped, { row, day: asOf })),
      ...(subject ? [] : events.flatMap((position) => this.#trailOfEvent(position, facts, cut))),
    ]
    for (const { relation, key } of passed) this.#addLife(relationNamed(this.#ledger.domain, relation), key)
  }

  #trailOfEvent(position: number, facts: View['facts'], cut: Cut): readonly Row[] {
    const event = this.#ledger.event(position)
    return event ? trailOfEntry(facts, { on: event.effectiveOn, events: [position], about: event.data }, cut) : []
  }

  /** Withdrawn and corrected events that belong here, with those that withdrew them; until there are no more. */
  addOverridden(): void {
    for (let before = -1; before < this.#overridden.size;) {
      before = this.#overridden.size
      for (const { event, facts } of this.#dead) {
        const { position } = event
        const withdrawnBy = positionOf(this.#ledger, event.withdrawnBy)
        if (withdrawnBy === undefined || this.#overridden.has(position)) continue
        const belongs =
          this.#positions.has(position) ||
          this.#positions.has(withdrawnBy) ||
          facts.some((fact) => this.#facts.has(fact))
        if (!belongs) continue
        this.#overridden.set(position, { event: position, by: withdrawnBy })
        this.#positions.add(position).add(withdrawnBy)
      }
    }
  }

  /** Adds what must be known for the same to be counted. Whether anything was added. */
  addBesides(part: Summed, scope: string | undefined, pairs: readonly Pair[], again: View): boolean {
    const before = this.#besides.size
    for (const pair of pairs) {
      for (const share of pair) {
        if (!share) continue
        for (const row of share.rows) this.#addSubject(part, scope, row, again)
        for (const view of [this.#view, again]) {
          this.addTrail(share, view)
          this.addScoped(part, scope, share, view)
        }
      }
    }
    const counted = pairs.flatMap((pair) => pair.flatMap((share) => (share?.rows.length === 0 ? share.events : [])))
    for (const position of counted) this.#addSurroundings(position)
    if (this.#besides.size === before) for (const position of counted) this.#addChanged(position)
    return this.#besides.size > before
  }

  addAll(): void {
    for (const { position } of this.#ledger.events({ knownAt: this.#view.size })) this.#positions.add(position)
  }

  events(): readonly BookEvent[] {
    return this.basis().positions.flatMap((position) => this.#ledger.event(position) ?? [])
  }

  basis(): Basis {
    return {
      ground: [...this.#ground.values()],
      besides: [...this.#besides.values()],
      overridden: [...this.#overridden.values()].toSorted((a, b) => a.event - b.event),
      positions: [...this.#positions].toSorted((a, b) => a - b),
    }
  }

  /** A row counted in one of the views, and, where it is a subject, what the figure looks at for it in both. */
  #addSubject(part: Summed, scope: string | undefined, row: Row, again: View): void {
    this.#addLife(relationNamed(this.#ledger.domain, row.relation), row.key)
    if (part.kind !== 'stock' || part.of.name !== row.relation) return
    for (const view of [this.#view, again]) {
      for (const near of lookedAt(view, part, scope, row.key))
        this.#addLife(relationNamed(this.#ledger.domain, near.relation), near.key)
    }
  }

  /** What the facts that an event changes lie within and refer to. */
  #addSurroundings(position: number): void {
    for (const changed of this.#changedAt(position))
      for (const { relation, columns } of surroundingsOf(changed)) this.#addLife(relation, columns)
  }

  #addChanged(position: number): void {
    for (const { relation, columns } of this.#changedAt(position)) this.#addLife(relation, columns)
  }

  #changedAt(position: number): readonly Changed[] {
    const event = this.#ledger.event(position)
    return event ? changedBy(this.#ledger.domain, event) : []
  }

  /** All episodes of a fact that have begun by the view's day. */
  #addLife(relation: AnyRelation, columns: Readonly<Record<string, unknown>>): void {
    const { asOf, facts } = this.#view
    for (const episode of episodesIn(facts.life(relation, columns))) {
      const row = episode.findLast(({ from }) => from <= asOf)
      if (row) this.#addFact(row, this.#besides)
    }
  }

  #addFact(row: Row, into: Map<string, FactNote>): void {
    const { domain: definitions } = this.#ledger
    const note = factNote(definitions, this.#view.facts, row)
    const text = `${factText(note)} ${note.openedBy}`
    if (this.#counted.has(text) || this.#besides.has(text)) return
    into.set(text, note)
    this.#facts.add(factText(note))
    for (const position of eventsOfFact(note)) this.#positions.add(position)
    this.#addGround(relationNamed(definitions, note.relation), note)
  }

  /** What the fact lies within on the day on which it opened, and so on upwards. */
  #addGround(relation: AnyRelation, { key, attributes, openedOn }: FactNote): void {
    const inherited: readonly AnyRelation[] = Object.values(relation.inherits)
    for (const parent of new Set([...relation.within, ...inherited])) {
      const life = this.#view.facts.life(parent, { ...attributes, ...key })
      const row = life.find((one) => holdsOn(one, openedOn))
      if (!row) continue
      const note = factNote(this.#ledger.domain, this.#view.facts, row)
      const byThen = new Set(life.filter(({ from }) => from <= openedOn).map(({ openedBy }) => openedBy))
      const amendedBy = inherited.includes(parent) ? note.amendedBy.filter((position) => byThen.has(position)) : []
      const text = `${factText(note)} ${note.openedBy}`
      const known = this.#ground.get(text)
      if (known && amendedBy.every((position) => known.amendedBy.includes(position))) continue
      const { openedBy } = note
      const all = [...new Set([...(known?.amendedBy ?? []), ...amendedBy])].toSorted((a, b) => a - b)
      this.#ground.set(text, {
        relation: note.relation,
        key: note.key,
        openedOn: note.openedOn,
        openedBy,
        amendedBy: all,
      })
      for (const position of [openedBy, ...amendedBy]) this.#positions.add(position)
      this.#addGround(parent, note)
    }
  }
}

function lookedAt(view: View, stock: Stock, scope: string | undefined, key: Row['key']): readonly Row[] {
  const subject = subjectOn(view, stock, scope, key)
  return subject ? [subject.row, ...Object.values(subject.near).flat()] : []
}

/** The position of the event with an id. */
const positionOf = (ledger: Ledger, id: string | undefined): number | undefined =>
  id === undefined ? undefined : ledger.eventById(id)?.position
