import type { Draft } from '../../src/index.ts'
import type { Choices } from './choices.ts'
import { stretchOn, type Fact, type NaiveBook } from './naive-facts.ts'
import { eventIdField, relationNamed, type EventRecipe, type FieldRecipe, type Kind } from './recipe.ts'

/** Few days and few ids, so that random events meet. */
export const days = ['2020-02-27', '2020-02-28', '2020-02-29', '2020-03-01', '2020-03-02', '2020-03-05'] as const
const farDays = ['1999-12-31', '2000-01-01', '2022-06-01', '2022-07-01', '2031-01-01']
export const ids = ['x1', 'x2', 'x3'] as const

const values: Readonly<Record<Kind, readonly unknown[]>> = {
  id: ['x1', 'x1', 'x1', 'x2', 'x2', 'x3'],
  text: ['a', 'b', 'c'],
  count: [0, 1, 2, 2, 3],
  decimal: [0, 0.1, 0.2, 12.25, 3],
  flag: [true, false],
  list: [[], ['a'], ['b', 'a'], ['a', 'b']],
}

/** A v7-shaped id that depends on nothing but its number. */
export const idOf = (number: number): string => `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`

/** One to three drafts; what they correct, withdraw and change is mostly there. */
export function randomBatch(choices: Choices, book: NaiveBook, idFrom: number): readonly Draft[] {
  const count = choices.percent(65) ? 1 : 2 + choices.below(2)
  return Array.from({ length: count }, (_, at) => randomDraft(choices, book, idFrom + at))
}

function randomDraft(choices: Choices, book: NaiveBook, number: number): Draft {
  const { events } = book.recipe
  const others = events.filter(({ withdraws }) => withdraws === undefined)
  const effectiveOn = choices.percent(97) ? choices.one(days) : choices.one(farDays)
  const isLive = choices.percent(85)
  const target = idOf(choices.below(number))
  const live = choices.perhaps(book.live, 100)?.id
  const targetId = isLive && live !== undefined ? live : target
  const draft = { id: idOf(number), effectiveOn, actor: 'tester' }
  const takesBack = events.find(({ withdraws }) => withdraws !== undefined)
  if (takesBack?.withdraws !== undefined && choices.percent(10))
    return {
      ...draft,
      type: takesBack.type,
      data: { ...randomData(choices, takesBack), [takesBack.withdraws]: targetId },
    }
  const openings = others.filter(({ changes }) => changes.every(({ verb }) => verb === 'open'))
  const event = choices.one(choices.percent(35) ? openings : others)
  const data = { ...randomData(choices, event), ...aimed(choices, book, event, effectiveOn) }
  const corrects = choices.percent(12) ? { corrects: targetId } : {}
  const reason = choices.percent(corrects.corrects === undefined ? 2 : 97) ? { reason: 'better known' } : {}
  return { ...draft, type: event.type, data, ...corrects, ...reason }
}

/** Data of any event by its fields. */
export const randomData = (choices: Choices, { fields }: Pick<EventRecipe, 'fields'>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const value = randomValue(choices, field)
      return value === undefined ? [] : [[name, value]]
    }),
  )

function randomValue(choices: Choices, { kind, optional, nullable }: FieldRecipe): unknown {
  if (optional && choices.percent(45)) return undefined
  if (nullable === true && choices.percent(30)) return null
  return choices.one(values[kind])
}

/** Keys of facts that hold on the day, where a change is of such or needs them; and what is expected of it. */
function aimed(
  choices: Choices,
  book: NaiveBook,
  { changes, fields }: EventRecipe,
  day: string,
): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  const isGiven = (name: string): boolean => fields[name] !== undefined && choices.percent(85)
  for (const { verb, relation, key, expect } of changes) {
    const begins = verb === 'open' || verb === 'set' || verb === 'occur'
    const { within, refersTo } = relationNamed(book.recipe, relation)
    for (const [attribute, other] of begins ? Object.entries(refersTo) : []) {
      const target = held(choices, book, other, day)
      const [id] = Object.values(target?.key ?? {})
      if (id !== undefined && isGiven(attribute)) found[attribute] = id
    }
    for (const other of begins ? within : [])
      for (const [column, id] of Object.entries(held(choices, book, other, day)?.key ?? {}))
        if (isGiven(column)) found[column] = id
    if (begins) continue
    const fact = held(choices, book, relation, day)
    const said = (fact && stretchOn(fact, day))?.attributes ?? {}
    for (const [column, field] of Object.entries(key))
      if (field !== eventIdField && fact && fields[field] && choices.percent(90)) found[field] = fact.key[column]
    for (const [name, field] of Object.entries(expect))
      if (said[name] !== undefined && choices.percent(80)) found[field] = said[name]
  }
  return found
}

const held = (choices: Choices, book: NaiveBook, relation: string, day: string): Fact | undefined =>
  choices.perhaps(
    book.facts.filter((fact) => fact.relation.name === relation && stretchOn(fact, day) !== undefined),
    100,
  )
