import {
  compare,
  dayAfter,
  openEnd,
  stretchOn,
  type Fact,
  type NaiveBook,
  type Stretch,
  type Values,
} from './naive-facts.ts'
import type { CheckRecipe, FlowRecipe, StockRecipe } from './recipe.ts'

/** A value that a figure comes to. */
export type Told = readonly [figure: string, scope: string | undefined, by: string | undefined, value: number]

const nothing = ''
/** What something is grouped by: a text, or nothing. */
const groupOf = (said: Values, by: string | undefined): string => {
  const group = by === undefined ? undefined : said[by]
  return typeof group === 'string' ? group : nothing
}
const hundredths = (value: unknown): number => Math.round(Number(value ?? 0) * 100)
const firstKey = ({ key }: Pick<Fact, 'key'>): string => String(Object.values(key)[0])

const saidOf = (fact: Fact, stretch: Stretch): Values => ({ ...stretch.attributes, ...fact.key })

/** The facts of a relation that hold on a day, each with what is said of it. */
const holding = (book: NaiveBook, relation: string, day: string) =>
  book.facts
    .filter((fact) => fact.relation.name === relation)
    .flatMap((fact) => {
      const stretch = stretchOn(fact, day)
      return stretch ? [{ fact, said: saidOf(fact, stretch) }] : []
    })

/** A stock on a day: for each scope, and for each value that it is grouped by, then for all. */
export function stockOn(book: NaiveBook, stock: StockRecipe, day: string): readonly Told[] {
  const { id, of, sums, by, distinct, near, scopedBy } = stock
  const scopes = scopedBy ? holding(book, scopedBy.relation, day) : [undefined]
  return scopes.flatMap((scope) => {
    const counted = holding(book, of, day)
      .filter(({ fact }) => {
        if (!near) return true
        const isNear = holding(book, near.relation, day).some(({ said }) => said[near.column] === firstKey(fact))
        return isNear !== near.absent
      })
      .filter(({ said }) => !scopedBy || said[scopedBy.mine] === scope?.said[scopedBy.theirs])
    const parts = counted.map(({ said }) => ({
      by: groupOf(said, by),
      value: sums === undefined ? 100 : hundredths(said[sums]),
    }))
    const scopeId = scope && firstKey(scope.fact)
    if (distinct === undefined) return told(id, scopeId, by, parts)
    const different = new Set(counted.map(({ said }) => said[distinct]).filter((one) => one !== undefined))
    return [[id, scopeId, undefined, different.size] as const]
  })
}

/** A flow over the days `[from, to)`. */
export function flowIn(
  book: NaiveBook,
  { id, type, sums, by }: FlowRecipe,
  { from, to }: { readonly from: string; readonly to: string },
): readonly Told[] {
  const counted = book.live.filter(
    (event) => event.type === type && from <= event.effectiveOn && event.effectiveOn < to,
  )
  const parts = counted.map(({ data }) => ({
    by: groupOf(data, by),
    value: sums === undefined ? 100 : hundredths(data[sums]),
  }))
  return told(id, undefined, by, parts)
}

function told(
  id: string,
  scope: string | undefined,
  by: string | undefined,
  parts: readonly { readonly by: string; readonly value: number }[],
): readonly Told[] {
  const sum = (of: typeof parts): number => of.reduce((so, { value }) => so + value, 0) / 100
  const groups = by === undefined ? new Map<string, typeof parts>() : Map.groupBy(parts, (part) => part.by)
  return [
    ...[...groups].map(([group, of]): Told => [id, scope, group, sum(of)]).filter(([, , , value]) => value !== 0),
    [id, scope, undefined, sum(parts)],
  ]
}

/** Who is alone on a day, since when, and until when: the open end where the book does not know it. */
export function findings(
  book: NaiveBook,
  { relation, near, column }: CheckRecipe,
  day: string,
): readonly (readonly [subject: string, since: string, until: string])[] {
  const isAlone = (subject: string, on: string): boolean =>
    holding(book, relation, on).some(({ fact }) => firstKey(fact) === subject) &&
    !holding(book, near, on).some(({ said }) => said[column] === subject)
  const days = book.facts.flatMap(({ stretches }) => stretches.flatMap(({ from, to }) => [from, to]))
  const last = days.filter((one) => one !== openEnd).reduce((a, b) => (compare(a, b) > 0 ? a : b), day)
  const subjects = new Set(holding(book, relation, day).map(({ fact }) => firstKey(fact)))
  return [...subjects]
    .filter((subject) => isAlone(subject, day))
    .map((subject) => {
      let since = day
      while (isAlone(subject, dayBefore(since))) since = dayBefore(since)
      let until = day
      while (until <= last && isAlone(subject, until)) until = dayAfter(until)
      return [subject, since, until > last ? openEnd : until] as const
    })
    .toSorted(([a], [b]) => compare(a, b))
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

/** The events about a subject, each with the id of the event that took it back. */
export function history(
  book: NaiveBook,
  subject: string,
): readonly (readonly [position: number, withdrawnBy: string | undefined])[] {
  return book.known
    .filter((event) => {
      const fields = Object.entries(book.eventRecipe(event)?.fields ?? {})
      return fields.some(([name, { kind }]) => kind === 'id' && event.data[name] === subject)
    })
    .map(({ position, id }) => [position, book.takenBy.get(id)?.id] as const)
}
