import { inOrder } from '@taizhang/kernel/internal'
import { knownLive, type BookEvent, type Row, type View } from '@taizhang/kernel'
import { type AnyRelation } from '@taizhang/kernel/define'
import type { Summed } from '../shares.ts'
import type { Part, Questions } from './asked-facts.ts'
import { namesIds, type Changes, type Member, type Surroundings } from './surroundings.ts'

/** Whether what a batch changed is among what a figure counts or asks for. */
export const concerns = (
  side: Summed,
  { all, lookedUp, types }: Questions,
  changes: Changes,
  around: Surroundings,
): boolean =>
  changes.events.some(({ type }) => types.has(type)) ||
  changes.facts.some(({ member: { relation } }) =>
    around.isScope(relation)
      ? side.scopedBy === relation
      : (side.kind === 'stock' && side.of === relation) || all.has(relation.name) || lookedUp.has(relation.name),
  )

/**
 * So much of a book that a figure differs in it before and after a batch by as much as in the whole. A figure counts subjects or events
 * one by one, and what it looks at for one of them shares an id with it. So what counts otherwise is what the batch changed, or shares an
 * id with something changed that the figure asks for; and what is near those shares an id with them.
 */
export class LocalPart {
  readonly #around: Surroundings
  readonly #side: Summed
  readonly #questions: Questions
  readonly #subjects: ReadonlySet<Member>
  readonly #positions: ReadonlySet<number>
  readonly #ids: ReadonlySet<string>

  constructor(around: Surroundings, side: Summed, questions: Questions, changes: Changes) {
    this.#around = around
    this.#side = side
    this.#questions = questions
    this.#subjects = new Set(side.kind === 'stock' ? this.#subjectsAround(side.of, changes) : [])
    this.#positions = new Set(side.kind === 'flow' ? this.#eventsAround(changes) : [])
    this.#ids = new Set([
      ...[...this.#subjects].flatMap(({ ids }) => [...ids]),
      ...[...this.#positions].flatMap((position) => [...around.idsOf(around.event(position))]),
      ...changes.facts.flatMap(({ member }) => [...member.ids]),
      ...changes.events.flatMap((event) => [...around.idsOf(event)]),
    ])
  }

  /** As the view knows it. */
  in({ size }: View, life: (member: Member) => readonly Row[]): Part {
    return {
      members: (relation) => this.#members(relation),
      life,
      events: (type) => this.#events(type, size),
    }
  }

  #members(relation: AnyRelation): Iterable<Member> {
    if (this.#around.isScope(relation)) return this.#around.members(relation.name)
    const own = this.#side.kind === 'stock' && this.#side.of === relation
    if (own && !this.#questions.all.has(relation.name)) return this.#subjects
    const found = new Set(own ? this.#subjects : [])
    for (const id of this.#ids) for (const member of this.#around.membersBy(relation.name, id)) found.add(member)
    return found
  }

  #events(type: string, size: number): readonly BookEvent[] {
    const found = new Set<number>()
    for (const id of this.#ids) for (const position of this.#around.positionsBy(type, id)) found.add(position)
    return [...found]
      .map((position) => this.#around.event(position))
      .filter((event) => knownLive(event, size))
      .toSorted(inOrder)
  }

  /** Subjects that a batch changed, or that may look at something that it changed. */
  *#subjectsAround(of: AnyRelation, { facts, events }: Changes): Generator<Member> {
    const { all, lookedUp, types } = this.#questions
    for (const { member, rows } of facts) {
      const { relation } = member
      if (relation === of) yield member
      const columns = [...(lookedUp.get(relation.name) ?? [])]
      const anyId = all.has(relation.name) || columns.some((column) => !namesIds(relation, column))
      const ids = anyId
        ? member.ids
        : new Set(rows.flatMap(({ key, attributes }) => columns.map((name) => ({ ...attributes, ...key })[name])))
      for (const id of ids) if (typeof id === 'string') yield* this.#around.membersBy(of.name, id)
    }
    for (const event of events)
      if (types.has(event.type)) for (const id of this.#around.idsOf(event)) yield* this.#around.membersBy(of.name, id)
  }

  /** Events that a batch brought or took back, and those that may be counted with something that it changed. */
  *#eventsAround({ facts, events }: Changes): Generator<number> {
    const { all, lookedUp, types } = this.#questions
    const asked = facts.filter(({ member: { relation } }) => all.has(relation.name) || lookedUp.has(relation.name))
    const counted = events.filter(({ type }) => types.has(type))
    const ids = new Set([
      ...asked.flatMap(({ member }) => [...member.ids]),
      ...counted.flatMap((event) => [...this.#around.idsOf(event)]),
    ])
    for (const id of ids) for (const type of types) yield* this.#around.positionsBy(type, id)
  }
}
