import type { Archive } from '../book/archive.ts'
import { firstWhere } from '../book/halving.ts'
import { Records } from '../book/records.ts'
import type { AnyRelation } from '../define/relation.ts'
import { none } from './row-chains.ts'

const [relationField, entryField, dayField, rowField, versionField, openField, dependentsField, referrersField] = [
  0, 1, 2, 3, 4, 5, 6, 7,
]

/** What may find a fact again: those that lie within it or end with it, or those that have referred to it. */
export type Link = 'dependents' | 'referrers'

/**
 * The facts that events spoke of, by number: their keys, where their entries and rows are, and which others depend on them. Knows nothing
 * of what these mean.
 */
export class FactStore {
  readonly #relations: readonly AnyRelation[]
  readonly #facts = new Records(8, 1)
  readonly #texts: string[] = ['']
  /** How many of the texts are in segments. */
  #keptTexts = 1
  /** For each relation: facts by the text of their key, and in the order in which they came up. */
  readonly #byText: readonly Map<string, number>[]
  readonly #listed: readonly Records[]
  /** The event's index, the index among its changes, the entry before. */
  readonly #entries = new Records(3, 1)
  /** The size from which on the fact has had these rows, the last of them, the version before. */
  readonly #versions = new Records(3, 1)
  /** The fact of each version, from when somebody first asks what changed: a version leads to the one before it, not to its fact. */
  #owners: Records | undefined
  /** The fact that is found, the one that finds it, the link before. */
  readonly #links = new Records(3, 1)

  constructor(relations: readonly AnyRelation[]) {
    this.#relations = relations
    this.#byText = relations.map(() => new Map())
    this.#listed = relations.map(() => new Records(1))
  }

  /** The fact with a key's text; {@link none} where no event spoke of it. */
  find(relation: number, text: string): number {
    return this.#index(relation).get(text) ?? none
  }

  /** The same, entered where it is not there yet. */
  enter(relation: number, text: string): number {
    const found = this.find(relation, text)
    if (found !== none) return found
    const fact = this.#facts.add()
    this.#facts.set(fact, relationField, relation)
    this.#texts.push(text)
    this.#index(relation).set(text, fact)
    this.#list(relation, fact)
    return fact
  }

  /** All facts of a relation. */
  *of(relation: number): Generator<number> {
    const listed = this.#listed[relation] as Records
    for (let at = 0; at < listed.length; at++) yield listed.get(at, 0)
  }

  relation(fact: number): number {
    return this.#facts.get(fact, relationField)
  }

  relationOf(fact: number): AnyRelation {
    return this.#relations[this.relation(fact)] as AnyRelation
  }

  /** The key's columns. */
  key(fact: number): Readonly<Record<string, string>> {
    const names = this.relationOf(fact).key as readonly string[]
    const key: Record<string, string> = {}
    for (let at = 0; at < names.length; at++) key[names[at] as string] = this.keyPart(fact, at)
    return key
  }

  /** One of the key's columns. */
  keyPart(fact: number, at: number): string {
    const text = this.#texts[fact] as string
    const { length } = this.relationOf(fact).key as readonly string[]
    return length === 1 ? text : (text.split('\n')[at] ?? '')
  }

  /** Whether the last row is held open by nothing but the time to come, or a parent. */
  isOpen(fact: number): boolean {
    return this.#facts.get(fact, openField) === 1
  }

  setOpen(fact: number, open: boolean): void {
    this.#facts.set(fact, openField, Number(open))
  }

  lastEntry(fact: number): number {
    return this.#facts.get(fact, entryField)
  }

  eventOf(entry: number): number {
    return this.#entries.get(entry, 0)
  }

  indexOf(entry: number): number {
    return this.#entries.get(entry, 1)
  }

  entryBefore(entry: number): number {
    return this.#entries.get(entry, 2)
  }

  /** The day of the last entry, where there is one. */
  lastDay(fact: number): number {
    return this.#facts.get(fact, dayField)
  }

  setLastDay(fact: number, day: number): void {
    this.#facts.set(fact, dayField, day)
  }

  /** Puts an entry behind another, {@link none} for the first place; `after` is the one that was behind that. */
  addEntry(fact: number, event: number, index: number, before: number, after: number): void {
    const entry = this.#entries.add()
    this.#entries.set(entry, 0, event)
    this.#entries.set(entry, 1, index)
    this.#entries.set(entry, 2, before)
    if (after === none) this.#facts.set(fact, entryField, entry)
    else this.#entries.set(after, 2, entry)
  }

  /** Takes the entries of a fact away that were added since. */
  #unlinkEntries(fact: number, length: number): void {
    let after: number = none
    for (let entry = this.lastEntry(fact); entry !== none; entry = this.entryBefore(entry)) {
      if (entry < length) {
        after = entry
        continue
      }
      const before = this.entryBefore(entry)
      if (after === none) this.#facts.set(fact, entryField, before)
      else this.#entries.set(after, 2, before)
    }
  }

  /** The last row of the fact as the book stands. */
  lastRow(fact: number): number {
    return this.#facts.get(fact, rowField)
  }

  /** The last row as known at a size. */
  lastRowAt(fact: number, size: number): number {
    let version = this.#facts.get(fact, versionField)
    while (version !== none && this.#versions.get(version, 0) > size) version = this.#versions.get(version, 2)
    return this.#versions.get(version, 1)
  }

  setLastRow(fact: number, size: number, row: number): void {
    const version = this.#versions.add()
    if (this.#owners) this.#owners.set(this.#owners.add(), 0, fact)
    this.#versions.set(version, 0, size)
    this.#versions.set(version, 1, row)
    this.#versions.set(version, 2, this.#facts.get(fact, versionField))
    this.#facts.set(fact, versionField, version)
    this.#facts.set(fact, rowField, row)
  }

  /** The facts of some relations that have other rows since a size, by the size with which each of their versions came. */
  changedSince(size: number, isAsked: (relation: number) => boolean): ReadonlyMap<number, ReadonlySet<number>> {
    const owners = (this.#owners ??= this.#findOwners())
    const changed = new Map<number, Set<number>>()
    for (let version = this.#versions.length - 1; version > none; version--) {
      const at = this.#versions.get(version, 0)
      if (at <= size) break
      const fact = owners.get(version, 0)
      if (!isAsked(this.relation(fact))) continue
      const facts = changed.get(at) ?? new Set()
      changed.set(at, facts.add(fact))
    }
    return changed
  }

  /** The versions that came with sizes after one, in order: which fact has which last row from which size on. */
  *versionsSince(size: number): Generator<Version> {
    const owners = (this.#owners ??= this.#findOwners())
    const first = firstWhere(none + 1, this.#versions.length, (version) => this.#versions.get(version, 0) > size)
    for (let version = first; version < this.#versions.length; version++)
      yield { size: this.#versions.get(version, 0), fact: owners.get(version, 0), row: this.#versions.get(version, 1) }
  }

  #findOwners(): Records {
    const owners = new Records(1)
    for (let version = 0; version < this.#versions.length; version++) owners.add()
    for (let fact = none + 1; fact < this.#facts.length; fact++)
      for (
        let version = this.#facts.get(fact, versionField);
        version !== none;
        version = this.#versions.get(version, 2)
      )
        owners.set(version, 0, fact)
    return owners
  }

  link(kind: Link, found: number, by: number): void {
    const field = kind === 'dependents' ? dependentsField : referrersField
    const last = this.#facts.get(found, field)
    if (last !== none && this.#links.get(last, 1) === by) return
    const link = this.#links.add()
    this.#links.set(link, 0, found)
    this.#links.set(link, 1, by)
    this.#links.set(link, 2, last)
    this.#facts.set(found, field, link)
  }

  hasDependents(fact: number): boolean {
    return this.#facts.get(fact, dependentsField) !== none
  }

  /** The last of the links by which a fact is found; {@link none} where there is none. */
  lastLink(kind: Link, fact: number): number {
    return this.#facts.get(fact, kind === 'dependents' ? dependentsField : referrersField)
  }

  linkBefore(link: number): number {
    return this.#links.get(link, 2)
  }

  /** What a link leads to. */
  linkedBy(link: number): number {
    return this.#links.get(link, 1)
  }

  /** Facts that may depend on, or refer to, a fact: some of them more than once, some no more. */
  *linked(kind: Link, fact: number): Generator<number> {
    for (let link = this.lastLink(kind, fact); link !== none; link = this.linkBefore(link)) yield this.linkedBy(link)
  }

  archive(archive: Archive): void {
    const texts = archive.list(() => this.#texts.slice(archive.isWhole ? 1 : this.#keptTexts))
    const first = this.#facts.archive(archive)
    for (const kept of [this.#entries, this.#versions, this.#links]) kept.archive(archive)
    if (!archive.isReading) return
    this.#owners = undefined
    for (const text of texts) this.#texts.push(text)
    for (let fact = first; fact < this.#facts.length; fact++) this.#list(this.relation(fact), fact)
  }

  /** From now on only what comes is written, and what changes. */
  settle(): void {
    for (const kept of [this.#facts, this.#entries, this.#versions, this.#links]) kept.settle()
    this.#keptTexts = this.#texts.length
  }

  #list(relation: number, fact: number): void {
    const listed = this.#listed[relation] as Records
    listed.set(listed.add(), 0, fact)
  }

  /** Facts by the text of their key; finds again what came from an archive, when somebody looks for something. */
  #index(relation: number): Map<string, number> {
    const index = this.#byText[relation] as Map<string, number>
    const listed = this.#listed[relation] as Records
    if (index.size === 0)
      for (let at = 0; at < listed.length; at++) index.set(this.#texts[listed.get(at, 0)] ?? '', listed.get(at, 0))
    return index
  }

  /** What there is now, for {@link cut}. */
  mark(): FactMark {
    const { length: facts } = this.#facts
    return { facts, entries: this.#entries.length, versions: this.#versions.length, links: this.#links.length }
  }

  /** Takes away what was added since; `touched` are the facts of which that may speak. */
  cut({ facts, entries, versions, links }: FactMark, touched: Iterable<number>): void {
    for (const fact of touched) {
      this.#unlinkEntries(fact, entries)
      let version = this.#facts.get(fact, versionField)
      while (version >= versions) version = this.#versions.get(version, 2)
      this.#facts.set(fact, versionField, version)
      this.#facts.set(fact, rowField, this.#versions.get(version, 1))
    }
    for (let link = this.#links.length - 1; link >= links; link--) {
      const found = this.#links.get(link, 0)
      const field = this.#facts.get(found, dependentsField) === link ? dependentsField : referrersField
      this.#facts.set(found, field, this.#links.get(link, 2))
    }
    for (let fact = this.#facts.length - 1; fact >= facts; fact--) {
      const relation = this.relation(fact)
      const listed = this.#listed[relation] as Records
      listed.cut(listed.length - 1)
      this.#index(relation).delete(this.#texts.pop() ?? '')
    }
    this.#facts.cut(facts)
    this.#entries.cut(entries)
    this.#versions.cut(versions)
    this.#owners?.cut(versions)
    this.#links.cut(links)
  }
}

/** From a size on a fact has had these rows; the last of them is named. */
export interface Version {
  readonly size: number
  readonly fact: number
  readonly row: number
}

export interface FactMark {
  readonly facts: number
  readonly entries: number
  readonly versions: number
  readonly links: number
}
