import { isDeepStrictEqual } from 'node:util'
import { eventIdField, type ChangeRecipe, type EventRecipe, type Recipe, type RelationRecipe } from './recipe.ts'

/**
 * What a book says, from the words of docs/semantics.md and the recipe alone: every fact is told from its first day each time. It shares
 * nothing with the kernel.
 */
export interface NaiveEvent {
  readonly position: number
  readonly batch: { readonly index: number; readonly count: number }
  readonly id: string
  readonly type: string
  readonly effectiveOn: string
  readonly recordedAt: string
  readonly data: Values
  readonly corrects?: string | undefined
  readonly reason?: string | undefined
  /** The data as it was recorded, where that was in an earlier version. */
  readonly stored?: Values
}

export type Values = Readonly<Record<string, unknown>>
export type Key = Readonly<Record<string, string>>

/** A stretch `[from, to)` of a fact's life with constant attributes, and the events that begin and end it. */
export interface Stretch {
  from: string
  to: string
  attributes: Values
  openedBy: number
  closedBy: number | null
  /** Whether it begins an episode. */
  begins: boolean
}

export interface Fact {
  readonly relation: RelationRecipe
  readonly key: Key
  readonly stretches: readonly Stretch[]
  readonly reasons: readonly Reason[]
}

/** Why a book cannot be. */
export interface Reason {
  readonly code: string
  readonly relation?: string
  readonly key?: Key
  readonly keys?: readonly Key[]
  readonly on?: string
  readonly parent?: string
  readonly target?: { readonly relation: string; readonly key: Key }
  readonly events: readonly number[]
}

/** A change at its place in the book. */
interface Step {
  readonly event: NaiveEvent
  readonly change: ChangeRecipe
  readonly key: Key
  readonly values: Values
  readonly expect: Values
}

export const openEnd = '9999-12-31'

export const positions = (...found: readonly (number | null | undefined)[]): readonly number[] =>
  [...new Set(found.filter((one) => typeof one === 'number'))].toSorted((a, b) => a - b)

export class NaiveBook {
  readonly recipe: Recipe
  /** The events of the whole batches that are known. */
  readonly known: readonly NaiveEvent[]
  /** By the id of what was taken back: the event that did. */
  readonly takenBy = new Map<string, NaiveEvent>()
  /** What cannot be taken back. */
  readonly takeReasons: readonly Reason[]
  /** By day and book order. */
  readonly live: readonly NaiveEvent[]
  readonly facts: Fact[] = []

  constructor(recipe: Recipe, events: readonly NaiveEvent[], size: number) {
    this.recipe = recipe
    this.known = events.filter(({ position, batch }) => position - batch.index + batch.count <= size)
    const places = new Map<string, number>()
    for (const { id, corrects, position } of this.known) places.set(id, places.get(corrects ?? '') ?? position)
    this.takeReasons = this.#takeBack()
    this.live = this.known
      .filter(({ id }) => !this.takenBy.has(id))
      .toSorted((a, b) => compare(a.effectiveOn, b.effectiveOn) || (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
    // Parents come before what lies within them.
    for (const relation of recipe.relations)
      for (const steps of Map.groupBy(this.#stepsOf(relation), ({ key }) => nameOf(key)).values())
        this.facts.push(this.#lifeOf(relation, steps))
  }

  find(relation: string, key: Values): Fact | undefined {
    return this.facts.find((fact) => fact.relation.name === relation && nameOf(fact.key) === nameOf(key))
  }

  eventRecipe({ type }: Pick<NaiveEvent, 'type'>): EventRecipe | undefined {
    return this.recipe.events.find((one) => one.type === type)
  }

  #takeBack(): readonly Reason[] {
    const reasons: Reason[] = []
    for (const event of this.known) {
      const { withdraws } = this.eventRecipe(event) ?? {}
      const targets = [event.corrects, withdraws === undefined ? undefined : event.data[withdraws]]
      for (const id of targets.filter((one) => typeof one === 'string')) {
        const target = this.known.find((one) => one.id === id && one.position < event.position)
        const by = this.takenBy.get(id)
        // The first event, and what takes others back, stay.
        const stays = target && (this.eventRecipe(target)?.withdraws ?? target.position === 0)
        if (!target) reasons.push({ code: 'no-such-event', events: [event.position] })
        else if (stays !== false) reasons.push({ code: 'permanent', events: [target.position] })
        else if (by) reasons.push({ code: 'already-withdrawn', events: positions(target.position, by.position) })
        else this.takenBy.set(target.id, event)
      }
    }
    return reasons
  }

  #stepsOf(relation: RelationRecipe): readonly Step[] {
    return this.live.flatMap((event) =>
      (this.eventRecipe(event)?.changes ?? [])
        .filter((change) => change.relation === relation.name && change.verb !== 'mustHold')
        .map((change) => stepOf(event, change)),
    )
  }

  #lifeOf(relation: RelationRecipe, steps: readonly Step[]): Fact {
    const key = steps[0]?.key ?? {}
    const stretches: Stretch[] = []
    const reasons: Reason[] = []
    let current: Stretch | undefined
    let bound: Bound = { to: openEnd, by: null }
    let clippedOn = ''
    for (const step of steps) {
      const { event, change, values, expect } = step
      const { effectiveOn: day, position } = event
      const impossible = (code: string, row: Pick<Stretch, 'openedBy' | 'closedBy'> | undefined, parent?: string) => {
        const events = positions(position, row?.openedBy, row?.closedBy)
        reasons.push({
          code,
          relation: relation.name,
          key,
          on: day,
          events,
          ...(parent === undefined ? {} : { parent }),
        })
      }
      if (current && bound.to <= day) {
        clippedOn = bound.to
        end(current, bound.to, bound.by)
        current = undefined
      }
      const asItStands = current && { openedBy: current.openedBy, closedBy: bound.by }
      const last = stretches.at(-1)
      const opens = change.verb === 'open' || change.verb === 'occur' || (change.verb === 'set' && !current)
      if (opens) {
        // What happened on a day is there on that day.
        const there = asItStands ?? (last && day < last.to ? last : undefined)
        const found = this.#boundOf(relation, step)
        if (there) impossible('already-open', there)
        else if ('missing' in found) impossible('parent-missing', found.row, found.missing)
        else {
          bound = found
          const attributes = this.#opened(relation, step)
          current = { from: day, to: openEnd, attributes, openedBy: position, closedBy: null, begins: true }
          stretches.push(current)
          if (change.verb === 'occur') {
            end(current, dayAfter(day), position)
            current = undefined
          }
        }
      } else if (!current) {
        const silent = change.verb === 'closeIfOpen' || (change.verb === 'close' && clippedOn === day)
        if (!silent) impossible('not-open', last)
      } else if (Object.entries(expect).some(([name, value]) => isOther(value, current?.attributes[name])))
        impossible('unexpected-value', asItStands)
      else if (change.verb === 'amend' || change.verb === 'set') {
        const attributes = said({ ...current.attributes, ...without(values, undefined) })
        if (isDeepStrictEqual(attributes, current.attributes)) continue
        end(current, day, position)
        current = { from: day, to: openEnd, attributes, openedBy: position, closedBy: null, begins: false }
        stretches.push(current)
      } else {
        end(current, day, position)
        current = undefined
      }
    }
    if (current) end(current, bound.to, bound.by)
    return { relation, key, stretches, reasons }
  }

  /** What an opening says, and what the fact takes over from its parents as they are on that day. */
  #opened({ inherits }: RelationRecipe, { event, key, values }: Step): Values {
    const inherited = Object.entries(inherits).map(([attribute, parent]): [string, unknown] => {
      const stretch = stretchOn(this.find(parent, this.#named(parent, key, values)), event.effectiveOn)
      return [attribute, stretch?.attributes[attribute]]
    })
    return said({ ...Object.fromEntries(inherited), ...without(values, undefined) })
  }

  /** The first end of what an opening lies within, and of what ends it by beginning anew; or the parent that does not hold. */
  #boundOf(relation: RelationRecipe, { event, key, values }: Step): Bound | Missing {
    const day = event.effectiveOn
    const ends: Bound[] = [{ to: openEnd, by: null }]
    for (const parent of relation.within) {
      const fact = this.find(parent, this.#named(parent, key, values))
      const episode = episodesOf(fact).find(([first, last]) => first.from <= day && day < last.to)
      const all = fact?.stretches ?? []
      if (!episode) return { missing: parent, row: all.findLast(({ to }) => to <= day) ?? all[0] }
      ends.push({ to: episode[1].to, by: episode[1].closedBy })
    }
    for (const successor of relation.endedByNew)
      for (const [first] of episodesOf(this.find(successor, this.#named(successor, key, values))))
        if (first.from > day) ends.push({ to: first.from, by: first.openedBy })
    const [soonest] = ends.toSorted((a, b) => compare(a.to, b.to) || (a.by ?? Infinity) - (b.by ?? Infinity))
    return soonest ?? { to: openEnd, by: null }
  }

  /** The columns by which a fact names one of another relation. */
  #named(relation: string, key: Key, values: Values): Values {
    const columns = this.recipe.relations.find(({ name }) => name === relation)?.key ?? []
    return Object.fromEntries(columns.map((column) => [column, key[column] ?? values[column]]))
  }
}

interface Bound {
  readonly to: string
  readonly by: number | null
}
interface Missing {
  readonly missing: string
  readonly row: Stretch | undefined
}

/** The key of a change, which comes from the data or is the event's own id, and what it says. */
export function stepOf(event: NaiveEvent, change: ChangeRecipe): Step {
  const given = (columns: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(columns).map(([column, field]) => [column, field === eventIdField ? event.id : event.data[field]]),
    )
  return {
    event,
    change,
    key: given(change.key) as Key,
    values: given(change.values),
    expect: without(given(change.expect), undefined),
  }
}

/** First and last stretch of each episode. */
export function episodesOf(fact: Fact | undefined): readonly (readonly [first: Stretch, last: Stretch])[] {
  const all = fact?.stretches ?? []
  return all.flatMap((first, at) => {
    if (!first.begins) return []
    const next = all.findIndex(({ begins }, other) => begins && other > at)
    return [[first, all[(next < 0 ? all.length : next) - 1] ?? first] as const]
  })
}

export const stretchOn = (fact: Fact | undefined, day: string): Stretch | undefined =>
  fact?.stretches.find(({ from, to }) => from <= day && day < to)

function end(stretch: Stretch, to: string, by: number | null): void {
  stretch.to = to
  stretch.closedBy = by
}

const without = (values: Values, nothing: unknown): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== nothing))

/** What is cleared is not there. */
const said = (values: Values): Values => without(without(values, undefined), null)

/** `null` expects that there is nothing. */
const isOther = (expected: unknown, found: unknown): boolean => !isDeepStrictEqual(expected ?? undefined, found)

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const nameOf = (key: Values): string => JSON.stringify(Object.entries(key).toSorted(([a], [b]) => compare(a, b)))

export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
