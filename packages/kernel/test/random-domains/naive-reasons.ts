import {
  NaiveBook,
  compare,
  positions,
  stepOf,
  stretchOn,
  type Fact,
  type NaiveEvent,
  type Reason,
  type Stretch,
} from './naive-facts.ts'
import type { Recipe } from './recipe.ts'

/** How far ahead of its recording an event may take effect. */
const daysAheadMax = 366

/** Why a book cannot be, over all days; nothing where it can. The facts are looked at when nothing is wrong with the events themselves. */
export function impossible(recipe: Recipe, events: readonly NaiveEvent[], first: string): readonly Reason[] {
  const book = new NaiveBook(recipe, events, Infinity)
  const ofEvents = [
    ...book.known.flatMap((event) => envelopeReasons(event, first)),
    ...book.takeReasons,
    ...book.live.flatMap((event) => (saysTooMuch(book, event) ? [{ code: 'too-many', events: [event.position] }] : [])),
  ]
  if (ofEvents.length > 0) return ofEvents
  return [
    ...book.facts.flatMap(({ reasons }) => reasons),
    ...missingReferences(book),
    ...cycles(book),
    ...missingTargets(book),
  ]
}

/** An event is held against what its own version refused. */
function saysTooMuch(book: NaiveBook, event: NaiveEvent): boolean {
  const recipe = book.eventRecipe(event)
  const most = event.stored ? recipe?.earlier?.most : recipe?.most
  return most !== undefined && Number((event.stored ?? event.data)[most.field] ?? 0) > most.value
}

function envelopeReasons({ position, effectiveOn, recordedAt, corrects, reason }: NaiveEvent, first: string): Reason[] {
  const last = new Date(Date.parse(recordedAt) + daysAheadMax * 86_400_000).toISOString().slice(0, 10)
  return [
    ...(effectiveOn < first || effectiveOn > last ? ['effective-out-of-range'] : []),
    ...(corrects !== undefined && reason === undefined ? ['reason-missing'] : []),
  ].map((code) => ({ code, events: [position] }))
}

/** What a fact refers to holds on every day of it; one reason for all that miss the same from one day on. */
function missingReferences(book: NaiveBook): readonly Reason[] {
  const missing = book.facts.flatMap((fact) =>
    Object.entries(fact.relation.refersTo).flatMap(([attribute, relation]) =>
      fact.stretches.flatMap((stretch) => {
        const id = stretch.attributes[attribute]
        const target = { relation, key: keyOf(book, relation, id) }
        const on = typeof id === 'string' ? firstDayWithout(stretch, book.find(relation, target.key)) : undefined
        return on === undefined ? [] : [{ fact, stretch, target, on }]
      }),
    ),
  )
  const alike = Map.groupBy(missing, ({ fact, target, on }) => JSON.stringify([fact.relation.name, target, on]))
  return [...alike.values()].flatMap((all) => {
    const [one] = all
    if (!one) return []
    const ended = book.find(one.target.relation, one.target.key)?.stretches.findLast(({ to }) => to <= one.on)
    return {
      code: 'still-referred-to',
      relation: one.fact.relation.name,
      target: one.target,
      on: one.on,
      keys: all.map(({ fact }) => fact.key),
      events: positions(ended?.closedBy, ...all.map(({ stretch }) => stretch.openedBy)),
    }
  })
}

/** The key of a fact that is named by one id. */
const keyOf = ({ recipe }: NaiveBook, relation: string, id: unknown): Record<string, string> => ({
  [recipe.relations.find(({ name }) => name === relation)?.key[0] ?? '']: String(id),
})

function firstDayWithout({ from, to }: Stretch, target: Fact | undefined): string | undefined {
  let day = from
  while (day < to) {
    const stretch = stretchOn(target, day)
    if (!stretch) return day
    day = stretch.to
  }
  return undefined
}

/** Facts that lead back to themselves by one of their references: each circle once, from its first day on. */
function cycles(book: NaiveBook): readonly Reason[] {
  const found = book.recipe.relations.flatMap((relation) =>
    Object.entries(relation.refersTo)
      .filter(([, other]) => other === relation.name)
      .flatMap(([attribute]) =>
        book.facts
          .filter((fact) => fact.relation === relation)
          .flatMap((fact) =>
            fact.stretches
              .filter(({ from, to }) => from < to)
              .flatMap(({ from: on }) => {
                const around = circleOn(book, fact, attribute, on)
                return around ? [{ on, around, name: `${attribute} ${circleName(around)}` }] : []
              }),
          ),
      ),
  )
  const first = new Map(found.toSorted((a, b) => compare(b.on, a.on)).map((circle) => [circle.name, circle]))
  return [...first.values()].map(({ on, around }) => ({
    code: 'cycle',
    relation: around[0]?.fact.relation.name ?? '',
    on,
    keys: around.map(({ fact }) => fact.key),
    events: positions(...around.map(({ stretch }) => stretch.openedBy)),
  }))
}

type Circle = readonly { readonly fact: Fact; readonly stretch: Stretch }[]

function circleOn(book: NaiveBook, start: Fact, attribute: string, day: string): Circle | undefined {
  const around: { fact: Fact; stretch: Stretch }[] = []
  let fact: Fact | undefined = start
  while (fact && !around.some((one) => one.fact === fact)) {
    const stretch = stretchOn(fact, day)
    const id = stretch?.attributes[attribute]
    if (!stretch || id === undefined) return undefined
    around.push({ fact, stretch })
    fact = book.find(start.relation.name, keyOf(book, start.relation.name, id))
  }
  return fact === start ? around : undefined
}

const circleName = (around: Circle): string =>
  around
    .map(({ fact }) => Object.values(fact.key).join(' '))
    .toSorted()
    .join(' ')

/** What an event needs on its day. */
function missingTargets(book: NaiveBook): readonly Reason[] {
  return book.live.flatMap((event) =>
    (book.eventRecipe(event)?.changes ?? [])
      .filter(({ verb }) => verb === 'mustHold')
      .flatMap((change) => {
        const { key } = stepOf(event, change)
        const fact = book.find(change.relation, key)
        const { effectiveOn: on, position } = event
        if (stretchOn(fact, on)) return []
        const ended = fact?.stretches.findLast(({ to }) => to <= on)
        const events = positions(position, ended?.closedBy)
        return [{ code: 'target-missing', relation: change.relation, key, on, events }]
      }),
  )
}
