import type { Archive } from '../book/archive.ts'
import type { Change } from '../define/change.ts'
import type { CivilDate } from '../time/civil-date.ts'
import type { Days } from '../time/days.ts'
import type { Definitions } from '../define/definitions.ts'
import { EventEntries, type Inserted } from '../events/event-entries.ts'
import type { EventLog } from '../events/event-log.ts'
import { Records } from '../book/records.ts'
import { FactStore, type FactMark, type Link, type Version } from './fact-store.ts'
import { keyText } from './fact.ts'
import { Folding, type Impossible, type TimelineEntry } from './fold.ts'
import { FactFolder, type Before } from './fact-folder.ts'
import { NamedFacts } from './named-facts.ts'
import type { AnyRelation } from '../define/relation.ts'
import { numberOf, plansOf, type RelationPlan } from '../define/relation-plans.ts'
import { none, RowChains } from './row-chains.ts'
import { RowRun } from './row-run.ts'
import type { Row } from './row.ts'
import { FactSurroundings } from '../judge/surroundings.ts'
import { Symbols } from '../book/symbols.ts'

/** A fact as the book stands. */
export interface Fact {
  readonly relation: AnyRelation
  readonly key: Readonly<Record<string, string>>
  readonly rows: readonly Row[]
  /** Positions of the events that took back events which spoke of it. */
  readonly takenBackBy: readonly number[]
}

/** What a step touched, and what there was before: to judge it, to write its net result, and to take it back. */
export interface Step {
  readonly before: ReadonlyMap<number, Before>
  readonly mark: {
    readonly facts: FactMark
    readonly rows: readonly number[]
    readonly symbols: number
    readonly required: number
  }
}

const nothing: readonly never[] = []

/**
 * All facts of a book, as known at every size that it has had. An event is an insertion in a few timelines, a withdrawal a removal; the
 * facts that they touch go on from where they were, or are folded anew, and then those that depend on them. Knows no domain word.
 */
export class Timelines {
  readonly #relations: readonly AnyRelation[]
  readonly #numbers: ReadonlyMap<AnyRelation, number>
  readonly #plans: readonly RelationPlan[]
  readonly #log: EventLog
  readonly #entries: EventEntries
  readonly days: Days
  readonly chains: RowChains
  readonly #symbols = new Symbols()
  readonly #store: FactStore
  readonly #named: NamedFacts
  readonly #folder: FactFolder
  /** Facts that are needed to hold on a day: the fact, the event that needs it, the index among its changes. */
  readonly #required = new Records(3)
  /** Where those of a fact are. */
  readonly #requirements = new Map<number, number[]>()

  /** @param definitions with parents before the relations that lie within them */
  constructor(definitions: Definitions, log: EventLog, days: Days) {
    this.#relations = definitions.relations
    this.#log = log
    this.#entries = new EventEntries(definitions, log)
    this.days = days
    this.#plans = plansOf(this.#relations)
    this.#numbers = new Map(this.#plans.map(({ relation, number }) => [relation, number]))
    const store = new FactStore(this.#relations)
    const chains = new RowChains(this.#relations, days, this.#symbols)
    const named = new NamedFacts(store, chains, this.#symbols)
    const around = new FactSurroundings(store, chains, named)
    const rows = new RowRun(store, chains)
    const folding = new Folding(this.#symbols, chains, around, rows)
    this.#store = store
    this.chains = chains
    this.#named = named
    this.#folder = new FactFolder({ plans: this.#plans, store, chains, named, around, folding }, (fact) =>
      this.#liveEntries(fact),
    )
  }

  /** Takes events in and out, and brings the facts that they touch up to date. `size` is the book's after it. */
  advance(inserted: readonly Inserted[], ended: readonly number[], size: number): void {
    this.#advance(inserted, ended, size, undefined)
  }

  /** The same, and tells what was there before. */
  step(inserted: readonly Inserted[], ended: readonly number[], size: number): Step {
    const mark = {
      facts: this.#store.mark(),
      rows: this.chains.mark(),
      symbols: this.#symbols.length,
      required: this.#required.length,
    }
    const before = new Map<number, Before>()
    this.#advance(inserted, ended, size, before)
    return { before, mark }
  }

  /** Takes a step back, exactly. */
  undo({ before, mark }: Step): void {
    this.#folder.undo(before)
    for (const fact of before.keys()) {
      const kept = this.#requirements.get(fact)?.filter((at) => at < mark.required) ?? nothing
      if (kept.length > 0) this.#requirements.set(fact, [...kept])
      else this.#requirements.delete(fact)
    }
    this.#required.cut(mark.required)
    this.#store.cut(mark.facts, before.keys())
    // Facts that came with the step are gone; the others end again with an earlier entry.
    for (const fact of before.keys()) {
      const entry = this.#store.lastEntry(fact)
      if (fact < mark.facts.facts)
        this.#store.setLastDay(fact, entry === none ? 0 : this.#log.day(this.#store.eventOf(entry)))
    }
    this.chains.cut(mark.rows)
    this.#symbols.cut(mark.symbols)
    this.#entries.forget()
    this.#named.forget()
  }

  archive(archive: Archive): void {
    this.#symbols.archive(archive)
    this.#store.archive(archive)
    this.chains.archive(archive)
    this.#folder.archive(archive, (at, index) => this.#entryAt(at, index))
    const first = this.#required.archive(archive)
    if (archive.isReading) for (let at = first; at < this.#required.length; at++) this.#find(at)
  }

  /** From now on only what comes is written, and what changes. */
  settle(): void {
    for (const part of [this.#symbols, this.#store, this.chains, this.#required]) part.settle()
  }

  /** The fact with that key, if any event ever spoke of it. */
  find(relation: AnyRelation, columns: Readonly<Record<string, unknown>>): number | undefined {
    return this.findText(relation, keyText(relation, columns))
  }

  /** The same by the key's text. */
  findText(relation: AnyRelation, text: string): number | undefined {
    const fact = this.#store.find(this.#number(relation), text)
    return fact === none ? undefined : fact
  }

  /** All facts of a relation that any event ever spoke of, in the order in which they came up. */
  facts(relation: AnyRelation): Iterable<number> {
    return this.#store.of(this.#number(relation))
  }

  relationOf(fact: number): AnyRelation {
    return this.#store.relationOf(fact)
  }

  fact(fact: number): Fact {
    const takenBackBy = this.#entryList(fact).flatMap(
      (entry) => this.#log.withdrawnBy(this.#store.eventOf(entry)) ?? [],
    )
    return { relation: this.relationOf(fact), key: this.#store.key(fact), rows: this.rows(fact), takenBackBy }
  }

  /** The key of a fact. */
  keyOf(fact: number): Readonly<Record<string, string>> {
    return this.#store.key(fact)
  }

  /** Which facts have had which last row since a size, in order of the sizes. */
  versionsSince(size: number): Iterable<Version> {
    return this.#store.versionsSince(size)
  }

  /** A fact's rows, in order, as known at a size; by default as the book stands. */
  rows(fact: number, size?: number): readonly Row[] {
    return this.rowsUpTo(fact, size === undefined ? this.#store.lastRow(fact) : this.#store.lastRowAt(fact, size))
  }

  /** The rows that a fact has, or had, when that one was the last of them. */
  rowsUpTo(fact: number, last: number): readonly Row[] {
    return last === none ? nothing : this.chains.rows(this.#store.relation(fact), this.#store.key(fact), last)
  }

  /** Those of them that end after a day. */
  rowsSince(fact: number, last: number, day: CivilDate): readonly Row[] {
    const since = this.days.number(day)
    let kept = last
    while (kept !== none && this.chains.to(kept) > since) kept = this.chains.before(kept)
    if (kept === last) return nothing
    return this.chains.part(this.#store.relation(fact), this.#store.key(fact), this.chains.list(last, kept))
  }

  /** The last of its rows as the book stands, in {@link chains}; `none` where it has none. */
  lastRow(fact: number): number {
    return this.#store.lastRow(fact)
  }

  /** The same as known at a size. */
  lastRowAt(fact: number, size: number): number {
    return this.#store.lastRowAt(fact, size)
  }

  /** The facts, of some relations alone or of all, that have other rows since a size, by the size with which they came. */
  changedSince(size: number, relations?: ReadonlySet<string>): ReadonlyMap<number, ReadonlySet<number>> {
    const asked = this.#plans.map(({ relation }) => relations?.has(relation.name) ?? true)
    return this.#store.changedSince(size, (relation) => asked[relation] === true)
  }

  /** A row of a fact by itself. */
  row(fact: number, row: number): Row {
    const relation = this.#store.relation(fact)
    return this.chains.row(relation, this.#store.key(fact), row)
  }

  /** The rows of a fact that it had when a row was its last, and those in their place when another one was. */
  difference(
    fact: number,
    old: number,
    now: number,
  ): { readonly before: readonly Row[]; readonly after: readonly Row[] } {
    const relation = this.#store.relation(fact)
    const key = this.#store.key(fact)
    const [before, after] = [this.chains.list(old), this.chains.list(now)]
    let same = 0
    while (same < before.length && before[same] === after[same]) same++
    return {
      before: this.chains.part(relation, key, before.slice(same)),
      after: this.chains.part(relation, key, after.slice(same)),
    }
  }

  /** The value of an attribute in a row of a fact. */
  attribute(fact: number, row: number, name: string): unknown {
    const relation = this.#store.relation(fact)
    const at = (this.#plans[relation] as RelationPlan).attributes.indexOf(name)
    return this.#symbols.value(this.chains.symbol(relation, row, at))
  }

  /** What cannot be of the fact's changes, as the book stands. */
  impossible(fact: number): readonly Impossible[] {
    return this.#folder.impossible(fact)
  }

  /** The same, each with the row in the way as the book stands: what came later in a step may have changed it. */
  explained(fact: number): readonly Impossible[] {
    return this.#folder.explained(fact)
  }

  /** Live entries of other facts' events that need this fact to hold on their day. */
  requirements(fact: number): readonly TimelineEntry[] {
    return (this.#requirements.get(fact) ?? nothing).flatMap((at) => {
      const event = this.#required.get(at, 1)
      return this.#log.isEnded(event) ? nothing : this.#entryAt(event, this.#required.get(at, 2))
    })
  }

  /** Facts that may depend on, or refer to, this one: a superset, some more than once. */
  linked(kind: Link, fact: number): Iterable<number> {
    return this.#store.linked(kind, fact)
  }

  #advance(
    inserted: readonly Inserted[],
    ended: readonly number[],
    size: number,
    before: Map<number, Before> | undefined,
  ): void {
    this.#folder.begin(size, before)
    for (const event of inserted) for (const entry of this.#entries.from(event)) this.#insert(entry)
    for (const at of ended) for (const { change } of this.#entries.of(at)) this.#folder.anew(this.#factOf(change))
    this.#folder.end()
  }

  #insert(entry: TimelineEntry): void {
    const { change } = entry
    const fact = this.#factOf(change)
    if (change.verb === 'mustHold') {
      this.#folder.touch(fact)
      this.#require(fact, entry)
      return
    }
    if (change.verb !== 'close' && change.verb !== 'closeIfOpen')
      this.#named.link(this.#plans[this.#store.relation(fact)] as RelationPlan, fact, change)
    if (this.#enter(fact, entry)) this.#folder.goOn(fact, entry)
    else this.#folder.anew(fact)
  }

  #require(fact: number, { at, index }: TimelineEntry): void {
    const required = this.#required.add()
    for (const [field, value] of [fact, at, index].entries()) this.#required.set(required, field, value)
    this.#find(required)
  }

  /** Lets a requirement be found by its fact. */
  #find(required: number): void {
    const fact = this.#required.get(required, 0)
    const all = this.#requirements.get(fact)
    if (all) all.push(required)
    else this.#requirements.set(fact, [required])
  }

  /** One of the changes of an event, in place. */
  #entryAt(at: number, index: number): TimelineEntry {
    return this.#entries.of(at)[index] as TimelineEntry
  }

  /** Puts an entry in its place, mostly the last; whether the fact can go on with it from where it was. */
  #enter(fact: number, { at, index, day, change }: TimelineEntry): boolean {
    let after: number = none
    let before = this.#store.lastEntry(fact)
    const lastDay = this.#store.lastDay(fact)
    const isLast = before === none || lastDay < day
    if (!isLast)
      while (before !== none && this.#isBefore(at, index, before)) {
        after = before
        before = this.#store.entryBefore(before)
      }
    this.#store.addEntry(fact, at, index, before, after)
    if (after !== none) return false
    this.#store.setLastDay(fact, day)
    // Closing agrees with a parent's end on that day; what ended the last row is not known any more.
    return change.verb !== 'close' || isLast || this.#store.isOpen(fact)
  }

  /** Whether an entry comes before another: by day, then in book order (a correction in the place of what it corrects). */
  #isBefore(at: number, index: number, other: number): boolean {
    const event = this.#store.eventOf(other)
    const days = this.#log.day(at) - this.#log.day(event)
    if (days !== 0) return days < 0
    const orders = event === at ? 0 : this.#log.order(at) - this.#log.order(event)
    return (orders || index - this.#store.indexOf(other)) < 0
  }

  #liveEntries(fact: number): readonly TimelineEntry[] {
    return this.#entryList(fact).flatMap((entry) => {
      const event = this.#store.eventOf(entry)
      return this.#log.isEnded(event) ? nothing : (this.#entries.of(event)[this.#store.indexOf(entry)] ?? nothing)
    })
  }

  /** The fact's entries in order, also those of events that were taken back. */
  #entryList(fact: number): readonly number[] {
    const entries: number[] = []
    for (let entry = this.#store.lastEntry(fact); entry !== none; entry = this.#store.entryBefore(entry))
      entries.push(entry)
    return entries.reverse()
  }

  #factOf(change: Change): number {
    return this.#enterFact(change.relation, keyText(change.relation, change.key))
  }

  #enterFact(relation: AnyRelation, text: string): number {
    return this.#store.enter(this.#number(relation), text)
  }

  /** What asks may know the relation from another copy of the package that defines it: names tell relations apart then. */
  #number(relation: AnyRelation): number {
    const number = this.#numbers.get(relation)
    if (number !== undefined) return number
    return numberOf(this.#numbers, this.#relations.find(({ name }) => name === relation.name) ?? relation)
  }
}
