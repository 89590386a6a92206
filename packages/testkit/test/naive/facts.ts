import type { Attributes, Key } from './change.ts'
import { OPEN_END } from './civil-date.ts'
import { readingOf } from './events.ts'
import { foldFact, inOrder } from './fold.ts'
import type { Bound, Episode, Fold, Missing, Step, Stretch } from './fold.ts'
import { knownEvents, liveness } from './known.ts'
import type { LiveEvent, Liveness } from './known.ts'
import type { PlainEvent } from './plain-event.ts'
import { relations } from './relations.ts'
import type { Reference, Relation } from './relations.ts'

export interface Fact extends Fold {
  readonly relation: string
  readonly key: Key
}

/** Everything that the live events say, folded from scratch. */
export interface Facts {
  readonly known: readonly PlainEvent[]
  readonly liveness: Liveness
  readonly live: readonly LiveEvent[]
  readonly all: readonly Fact[]
  readonly of: (relation: string) => readonly Fact[]
  readonly find: (reference: Reference) => Fact | undefined
}

export function factsOf(events: readonly PlainEvent[], knownAt: number): Facts {
  const known = knownEvents(events, knownAt)
  const judged = liveness(known)
  const groups = stepsByFact(judged.live)
  const all: Fact[] = []
  const index = new Map<string, Fact>()
  const find = (reference: Reference) => index.get(nameFor(reference))

  for (const relation of relations) {
    for (const [name, steps] of groups.get(relation.name) ?? []) {
      const [first] = steps
      if (first === undefined) continue
      const { key } = first.change
      const fold = foldFact(steps.toSorted(inOrder), relation.defaults, (step) => boundOn(relation, step, find))
      const fact = { ...fold, relation: relation.name, key }
      if (relation.name === 'coverage') takeFormationOfOrganization(fact)
      all.push(fact)
      index.set(name, fact)
    }
  }
  const of = (relation: string) => all.filter((fact) => fact.relation === relation)
  return { known, liveness: judged, live: judged.live, all, of, find }
}

/** The episode that holds on a day; there is at most one. */
export function episodeOn(fact: Fact | undefined, day: string): Episode | undefined {
  return fact?.episodes.find(({ from, to }) => from <= day && day < to)
}

/** The stretch that holds on a day. */
export function stretchOn(fact: Fact | undefined, day: string): Stretch | undefined {
  return episodeOn(fact, day)?.stretches.find(({ from, to }) => from <= day && day < to)
}

export const stretchesOf = (fact: Fact | undefined): readonly Stretch[] =>
  fact?.episodes.flatMap(({ stretches }) => stretches) ?? []

/** The last stretch that has ended by a day. */
export const endedBefore = (fact: Fact | undefined, day: string): Stretch | undefined =>
  stretchesOf(fact).findLast(({ to }) => to <= day)

/** What holds on a day, in a relation. */
export function holding(
  facts: Facts,
  relation: string,
  day: string,
): { readonly key: Key; readonly attributes: Attributes }[] {
  return facts.of(relation).flatMap((fact) => {
    const stretch = stretchOn(fact, day)
    return stretch === undefined ? [] : [{ key: fact.key, attributes: stretch.attributes }]
  })
}

/** An organization on a day, if it holds. */
export function organizationOn(facts: Facts, organizationId: string, day: string): Attributes | undefined {
  return stretchOn(facts.find({ relation: 'organization', key: { organizationId } }), day)?.attributes
}

function stepsByFact(live: readonly LiveEvent[]): Map<string, Map<string, Step[]>> {
  const groups = new Map<string, Map<string, Step[]>>()
  for (const one of live) {
    readingOf(one.event.type)(one.event).forEach((change, index) => {
      const group = groups.get(change.relation) ?? new Map<string, Step[]>()
      const name = nameFor(change)
      group.set(name, [...(group.get(name) ?? []), { live: one, index, change }])
      groups.set(change.relation, group)
    })
  }
  return groups
}

const nameFor = ({ relation, key }: Reference) =>
  JSON.stringify([relation, ...Object.entries(key).toSorted(([a], [b]) => (a < b ? -1 : 1))])

/** The parents must hold on the day; the first of them to end afterwards bounds what opens on it. */
function boundOn(relation: Relation, { change, live }: Step, find: Facts['find']): Bound | Missing {
  const { key, attributes } = change
  const day = live.event.effectiveOn
  const parents: Episode[] = []
  for (const reference of relation.within(key, attributes)) {
    const fact = find(reference)
    const parent = episodeOn(fact, day)
    if (parent === undefined)
      return { missing: reference.relation, row: endedBefore(fact, day) ?? stretchesOf(fact)[0] }
    parents.push(parent)
  }
  const ends = parents.flatMap(({ closedBy }) => closedBy ?? [])
  if (relation.name === 'office') ends.push(...newTermsAfter(key, day, find))
  const [first] = ends.toSorted(byDayAndPosition)
  return { to: first?.live.event.effectiveOn ?? OPEN_END, by: first ?? null, parents }
}

/** Of ends on one day the one recorded first is named. */
const byDayAndPosition = ({ live: { event: a } }: Step, { live: { event: b } }: Step) =>
  a.effectiveOn === b.effectiveOn ? a.position - b.position : a.effectiveOn < b.effectiveOn ? -1 : 1

/** A new term ends the offices from before its day, in the way a parent's end does (semantics 20). */
function newTermsAfter(office: Key, day: string, find: Facts['find']): readonly Step[] {
  const term = find({ relation: 'term', key: { organizationId: office['organizationId'] ?? '' } })
  return (term?.episodes ?? []).filter(({ from }) => from > day).map(({ openedBy }) => openedBy)
}

/** Coverage for which no formation was given has the formation of its organization. */
function takeFormationOfOrganization({ episodes }: Fact): void {
  for (const { bound, stretches } of episodes) {
    const organization = bound.parents[0]?.stretches[0]?.attributes
    for (const stretch of stretches) {
      stretch.attributes = { formation: organization?.['formation'], ...stretch.attributes }
    }
  }
}
