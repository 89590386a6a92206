import { scopeRelations, definitionOf, subjectsOf } from '@taizhang/kernel/internal'
import { attributeColumns, idAttributes, type AnyRelation } from '@taizhang/kernel/define'
import { type BookEvent, type Ledger, type Row, type View } from '@taizhang/kernel'
import { changedBy } from '../changed-facts.ts'

/** A fact that the book ever spoke of, every id that it mentioned, and the sizes at which events spoke of it. */
export interface Member {
  readonly relation: AnyRelation
  readonly columns: Readonly<Record<string, unknown>>
  readonly ids: Set<string>
  readonly sizes: Set<number>
}

/** A fact that a batch changed, with its rows before and after. */
interface ChangedMember {
  readonly member: Member
  readonly rows: readonly Row[]
}

/** What a batch changed: facts, and the events that it brought or took back. */
export interface Changes {
  readonly facts: readonly ChangedMember[]
  readonly events: readonly BookEvent[]
}

/** Stands for an id in what names none: such events may be counted together. */
const nameless = ''

/** Events read from the book that are kept at hand. */
const eventsMax = 20_000

/** Every fact and event of a book by the ids that it names: what is near something shares an id with it. */
export class Surroundings {
  readonly #ledger: Ledger
  readonly #members = new Map<string, Member>()
  readonly #membersById = new Map<string, Map<string, Set<Member>>>()
  readonly #membersOf = new Map<string, Set<Member>>()
  readonly #positionsById = new Map<string, Map<string, Set<number>>>()
  readonly #positionsOf = new Map<string, Set<number>>()
  readonly #events = new Map<number, BookEvent>()

  readonly #scopes: ReadonlySet<AnyRelation>

  constructor(ledger: Ledger) {
    this.#ledger = ledger
    this.#scopes = new Set(scopeRelations(ledger.domain.figures.values()))
    for (let position = 0; position < ledger.size; position++) this.#enter(this.event(position))
  }

  /** Whether the facts of a relation are scopes: what they say is near every subject. */
  isScope(relation: AnyRelation): boolean {
    return this.#scopes.has(relation)
  }

  event(position: number): BookEvent {
    const known = this.#events.get(position)
    if (known) return known
    const event = this.#ledger.event(position)
    if (!event) throw new Error(`the book has no event ${position}`)
    if (this.#events.size >= eventsMax) this.#events.clear()
    this.#events.set(position, event)
    return event
  }

  idsOf(event: BookEvent): ReadonlySet<string> {
    const ids = subjectsOf(definitionOf(this.#ledger.domain, event), event.data)
    return ids.size === 0 ? new Set([nameless]) : ids
  }

  /** All facts of a relation that any event ever spoke of. */
  members(relation: string): Iterable<Member> {
    return this.#membersOf.get(relation) ?? []
  }

  /** Those that ever mentioned an id. */
  membersBy(relation: string, id: string): Iterable<Member> {
    return this.#membersById.get(id)?.get(relation) ?? []
  }

  /** Positions of all events of a type, withdrawn ones too. */
  positions(type: string): Iterable<number> {
    return this.#positionsOf.get(type) ?? []
  }

  /** Those that name an id. */
  positionsBy(type: string, id: string): Iterable<number> {
    return this.#positionsById.get(id)?.get(type) ?? []
  }

  /** What events of a batch changed between the views before and after it. */
  changes(batch: readonly BookEvent[], sides: readonly [View, View]): Changes {
    const events = [...batch, ...batch.flatMap((event) => this.#takenBackBy(event))]
    const waiting = events.flatMap((event) =>
      changedBy(this.#ledger.domain, event).flatMap(({ fact }) => this.#members.get(fact) ?? []),
    )
    const seen = new Set<Member>()
    const facts: ChangedMember[] = []
    for (let member = waiting.pop(); member; member = waiting.pop()) {
      if (seen.has(member)) continue
      seen.add(member)
      const [before, after] = sides.map(({ facts: known }) => known.life(member.relation, member.columns))
      if (textOf(before ?? []) === textOf(after ?? [])) continue
      facts.push({ member, rows: [...(before ?? []), ...(after ?? [])] })
      waiting.push(...this.#dependentsOf(member))
    }
    return { facts, events }
  }

  #enter(event: BookEvent): void {
    const own = this.idsOf(event)
    into(this.#positionsOf, event.type).add(event.position)
    for (const id of own) into(nested(this.#positionsById, id), event.type).add(event.position)
    for (const { relation, columns, fact } of changedBy(this.#ledger.domain, event)) {
      const member = this.#members.get(fact) ?? { relation, columns, ids: new Set(), sizes: new Set() }
      this.#members.set(fact, member)
      into(this.#membersOf, relation.name).add(member)
      member.sizes.add(event.recordedFrom)
      const loose = own.has(nameless) || attributeColumns(relation).some(({ kind }) => kind === 'json')
      for (const id of [...idsIn(relation, columns), ...(loose ? own : [])]) {
        member.ids.add(id)
        into(nested(this.#membersById, id), relation.name).add(member)
      }
    }
  }

  /** Facts whose life may be another because that of one is: what lies within it, or ends with a new one. */
  *#dependentsOf({ relation, columns }: Member): Generator<Member> {
    for (const dependent of this.#ledger.domain.relations) {
      if (![...dependent.within, ...dependent.endedByNew].includes(relation)) continue
      const [id] = (relation.key as readonly string[]).map((name) => columns[name])
      if (typeof id === 'string') yield* this.membersBy(dependent.name, id)
    }
  }

  #takenBackBy(event: BookEvent): readonly BookEvent[] {
    const { withdraws } = definitionOf(this.#ledger.domain, event)
    const ids = [event.corrects, withdraws?.(event.data)]
    return ids.flatMap((id) => (id === undefined ? [] : (this.#ledger.eventById(id) ?? [])))
  }
}

function into<T>(index: Map<string, Set<T>>, name: string): Set<T> {
  const found = index.get(name) ?? new Set<T>()
  index.set(name, found)
  return found
}

function nested<T>(index: Map<string, Map<string, T>>, name: string): Map<string, T> {
  const found = index.get(name) ?? new Map<string, T>()
  index.set(name, found)
  return found
}

/** What a row says, and where it comes from. */
const textOf = (rows: readonly Row[]): string =>
  JSON.stringify(rows.map(({ attributes, from, to, openedBy, closedBy }) => [attributes, from, to, openedBy, closedBy]))

/** Whether values of a column are ids, by which its facts are found. */
export const namesIds = (relation: AnyRelation, column: string): boolean => idColumns(relation).includes(column)

/** The columns by which facts are found: the key, and attributes that hold ids. */
function idColumns(relation: AnyRelation): readonly string[] {
  const known = columnsOf.get(relation)
  if (known) return known
  const found = [
    ...(relation.key as readonly string[]),
    ...idAttributes(relation),
    ...relation.within.flatMap((parent: AnyRelation) => parent.key as readonly string[]),
    ...relation.refersTo.map(({ attribute }) => attribute),
  ]
  const columns = [...new Set(found)]
  columnsOf.set(relation, columns)
  return columns
}

const columnsOf = new WeakMap<AnyRelation, readonly string[]>()

const idsIn = (relation: AnyRelation, columns: Readonly<Record<string, unknown>>): readonly string[] =>
  idColumns(relation).flatMap((name) => (typeof columns[name] === 'string' ? [columns[name]] : []))
