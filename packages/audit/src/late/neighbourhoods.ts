import { attributeColumns, idAttributes, type AnyRelation } from '@taizhang/kernel/define'
import { definitionOf, factsFrom, inOrder, knownLive, subjectsOf } from '@taizhang/kernel/internal'
import { hasDays, type BookEvent, type Facts, type Ledger, type Row, type View } from '@taizhang/kernel'
import { changedBy } from '../changed-facts.ts'

/** A fact that the book ever spoke of, and every id that it mentioned. */
interface Member {
  readonly relation: AnyRelation
  readonly columns: Readonly<Record<string, unknown>>
  readonly ids: Set<string>
}

/** Facts and events around a batch. */
interface Neighbourhood {
  readonly facts: readonly Member[]
  readonly events: readonly BookEvent[]
}

/**
 * What events can have changed: so much of the book that a figure differs before and after them by as much as it does in the whole.
 * A figure counts subjects one by one, and what is near a subject shares an id with it. So these are the facts whose rows the events
 * changed, all that share an id with them, and all that share an id with those. It is not so where subjects count together once.
 */
export class Neighbourhoods {
  readonly #ledger: Ledger
  readonly #members = new Map<string, Member>()
  readonly #byId = new Map<string, Set<Member>>()
  /** Positions, by the ids that the events name. */
  readonly #eventsById = new Map<string, Set<number>>()

  constructor(ledger: Ledger) {
    this.#ledger = ledger
    for (const event of ledger.events()) this.#enter(event)
  }

  /** The view, cut down to what is around a batch; both of its sides get the same. */
  around(batch: readonly BookEvent[], sides: readonly [View, View]): readonly [View, View] {
    const events = [...batch, ...batch.flatMap((event) => this.#takenBackBy(event))]
    const direct = events.flatMap((event) => changedBy(this.#ledger.domain, event))
    // What a scope counts is near every subject.
    if (direct.some(({ fact }) => this.#members.get(fact)?.relation.name === 'scope')) return sides
    const touched = direct.flatMap(({ fact }) => this.#members.get(fact) ?? [])
    const changed = [...this.#sharing(touched)].filter((member) => !sameLife(member, sides))
    const named = events.flatMap((event) => [...this.#idsOf(event)])
    const around = this.#sharing([...touched, ...changed], named)
    const neighbourhood = this.#closed(around, events)
    const [before, after] = sides
    return [cut(before, neighbourhood), cut(after, neighbourhood)]
  }

  #enter(event: BookEvent): void {
    const own = this.#idsOf(event)
    for (const id of own) entry(this.#eventsById, id).add(event.position)
    for (const { relation, columns, fact } of changedBy(this.#ledger.domain, event)) {
      const member = this.#members.get(fact) ?? { relation, columns, ids: new Set() }
      this.#members.set(fact, member)
      const loose = attributeColumns(relation).some(({ kind }) => kind === 'json')
      for (const id of [...idsIn(relation, columns), ...(loose ? own : [])]) {
        member.ids.add(id)
        entry(this.#byId, id).add(member)
      }
    }
  }

  #idsOf(event: BookEvent): ReadonlySet<string> {
    return subjectsOf(definitionOf(this.#ledger.domain, event), event.data)
  }

  #takenBackBy(event: BookEvent): readonly BookEvent[] {
    const { withdraws } = definitionOf(this.#ledger.domain, event)
    const ids = [event.corrects, withdraws?.(event.data)]
    return ids.flatMap((id) => (id === undefined ? [] : (this.#ledger.eventById(id) ?? [])))
  }

  /** All facts that share an id with these. */
  #sharing(members: readonly Member[], more: readonly string[] = []): ReadonlySet<Member> {
    const ids = new Set([...members.flatMap((member) => [...member.ids]), ...more])
    return new Set([...ids].flatMap((id) => [...(this.#byId.get(id) ?? [])]))
  }

  #closed(around: ReadonlySet<Member>, own: readonly BookEvent[]): Neighbourhood {
    const members = [...around]
    const ids = new Set(members.flatMap((member) => [...member.ids]))
    const scopes = [...this.#members.values()].filter(({ relation }) => relation.name === 'scope')
    // An event may name nothing at all.
    const positions = new Set(own.map(({ position }) => position))
    for (const id of ids) for (const position of this.#eventsById.get(id) ?? []) positions.add(position)
    const events = [...positions].flatMap((position) => this.#ledger.event(position) ?? [])
    return { facts: [...new Set([...this.#sharing(members), ...scopes])], events }
  }
}

function entry<T>(index: Map<string, Set<T>>, id: string): Set<T> {
  const found = index.get(id) ?? new Set<T>()
  index.set(id, found)
  return found
}

const sameLife = ({ relation, columns }: Member, [before, after]: readonly [View, View]): boolean =>
  textOf(before.facts.life(relation, columns)) === textOf(after.facts.life(relation, columns))

const textOf = (rows: readonly Row[]): string =>
  JSON.stringify(rows.map(({ attributes, from, to, openedBy, closedBy }) => [attributes, from, to, openedBy, closedBy]))

/** The view with these facts and events alone. */
function cut(view: View, { facts: members, events }: Neighbourhood): View {
  const { size } = view
  const byRelation = Map.groupBy(members, ({ relation }) => relation.name)
  const byType = Map.groupBy(events, ({ type }) => type)
  const facts: Facts = factsFrom({
    rows: (relation) =>
      (byRelation.get(relation.name) ?? []).flatMap(({ columns }) =>
        view.facts.life(relation, columns).filter(hasDays),
      ),
    life: (relation, key) => view.facts.life(relation, key),
    events: (type) =>
      (type === undefined ? events : (byType.get(type) ?? []))
        .filter((event) => knownLive(event, size))
        .toSorted(inOrder),
  })
  return { ...view, facts }
}

/** The values of the key and of the attributes that hold ids: what facts have in common. */
function idsIn(relation: AnyRelation, columns: Readonly<Record<string, unknown>>): readonly string[] {
  const shared = [...(relation.key as readonly string[]), ...idAttributes(relation)]
  return shared.flatMap((name) => (typeof columns[name] === 'string' ? [columns[name]] : []))
}
