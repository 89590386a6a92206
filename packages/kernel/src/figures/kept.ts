import { openEnd, type CivilDate } from '../time/civil-date.ts'
import type { Facts } from '../facts/facts.ts'
import type { AnyRelation } from '../define/relation.ts'
import type { Row } from '../facts/row.ts'
import type { Days } from '../facts/stretches.ts'
import type { FigureDelta } from '../facts/table-changes.ts'
import type { ChangedFact, Counting } from '../facts/counting.ts'
import { isLinked } from '../facts/linked-facts.ts'
import { countedBy, daysOf, spanOf, type StepFacts } from '../facts/step-facts.ts'
import { eachCount, type Count } from './counts.ts'
import type { Figure, Stock } from './figure.ts'
import { scopeIdOf } from './scopes.ts'
import { nearOf } from './subject.ts'

/** A stock with its scopes, and the relations that its count looks at besides its own. */
interface Kept {
  readonly stock: Stock
  readonly scopes: AnyRelation
  readonly near: readonly AnyRelation[]
}

/**
 * What is to be counted of each batch: by how much it makes the stocks others that are `kept`, from which days on. Only what the batch
 * changed, and what is near it, is asked again: each subject by the stock itself, before the batch and after it.
 *
 * Throws where a stock cannot be kept: see `Stock.kept`.
 *
 * @param known the relations of the domain: a stock that looks at others cannot be kept
 */
export function keptFigures(figures: Iterable<Figure>, known?: ReadonlySet<AnyRelation>): Counting {
  const kept = [...figures]
    .filter((figure) => figure.kind === 'stock')
    .filter((stock) => stock.kept)
    .map(keptStock)
  for (const { stock, near } of kept) {
    const strange = known && near.find((relation) => !known.has(relation))
    if (strange)
      throw new Error(`the figure ${stock.id} looks at ${strange.name}, which is not in the list of relations`)
  }
  return countedBy(
    kept.map(({ stock }) => stock.id),
    (step) => deltasOf(kept, step),
  )
}

/** The relations that are asked for what is near a subject: the stock asks, and is told that there is nothing. */
function keptStock(stock: Stock): Kept {
  const { scopedBy: scopes } = stock
  if (!scopes || stock.subjects || stock.distinct) throw new Error(`${stock.id} cannot be kept by its deltas`)
  const asked = new Set<AnyRelation>()
  const facts: Pick<Facts, 'where' | 'rows' | 'derive'> = {
    // What it derives is asked of these.
    derive: (make) => make(facts as Facts),
    // As if there were no scope under which it looks further: what that comes to is told by the stock itself.
    rows: () => [],
    where: (relation, column) => {
      if (!isLinked(relation, String(column)))
        throw new Error(`no link leads to facts of ${relation.name} by ${String(column)}`)
      asked.add(relation)
      return []
    },
  }
  const blank = { relation: stock.of.name, key: {}, attributes: {}, from: '', to: '', openedBy: 0 }
  // A stock that looks around in another way cannot be kept: it fails here.
  nearOf(facts as Facts, stock, blank)
  return { stock, scopes, near: [...asked] }
}

function deltasOf(kept: readonly Kept[], step: StepFacts): readonly FigureDelta[] {
  const changed = Map.groupBy(step.changed, ({ relation }) => relation)
  const sums = new Sums(step)
  for (const { stock, scopes, near } of kept) {
    const redefined = changed.has(scopes) ? namedBy(changed.get(scopes) ?? []) : undefined
    const far = furtherIds(step, stock, scopes)
    if (far.size > 0)
      countFurther(sums, step, { stock, near, far, all: [...(redefined ?? [])].some((id) => far.has(id)) })
    const own = changed.get(stock.of) ?? []
    // Subjects that are to be counted again, with the days on which they may count another number.
    const around = new Map<number, Days>()
    const again = (fact: number, days: Days): unknown => around.set(fact, spanOf(around.get(fact) ?? days, days))
    for (const relation of near)
      for (const one of changed.get(relation) ?? [])
        for (const fact of step.near(one, stock.of)) again(fact, daysOf(one))
    for (const one of own)
      if (redefined || around.has(one.fact)) again(one.fact, daysOf(one))
      else sums.changed(stock, one, (id) => !far.has(id))
    for (const [fact, days] of around) sums.again(stock, fact, redefined ? step.days : days, (id) => !far.has(id))
    if (redefined)
      for (const fact of step.all(stock.of))
        if (!around.has(fact)) sums.again(stock, fact, step.days, (id) => redefined.has(id) && !far.has(id))
  }
  return sums.deltas()
}

/** The scopes under which the stock looks further, before the step or after it. */
function furtherIds({ before, after }: StepFacts, { further }: Stock, scopes: AnyRelation): ReadonlySet<string> {
  if (!further) return none
  const found = [before, after].flatMap((facts) => facts.rows(scopes).filter((row: Row) => further.under(row)))
  return found.length === 0 ? none : new Set(found.map(scopeIdOf))
}

const none: ReadonlySet<string> = new Set()

/** Under these scopes every subject is counted again to which a change comes by links, however many. */
function countFurther(
  sums: Sums,
  step: StepFacts,
  {
    stock,
    near,
    far,
    all,
  }: Pick<Kept, 'stock' | 'near'> & { readonly far: ReadonlySet<string>; readonly all: boolean },
): void {
  const subjects = all
    ? step.all(stock.of)
    : step.reached(stock.of, [...new Set([...near, ...(stock.further?.relations ?? [])])])
  for (const fact of subjects) sums.again(stock, fact, step.days, (id) => far.has(id))
}

const namedBy = (changed: readonly ChangedFact[]): ReadonlySet<string> =>
  new Set(changed.flatMap(({ before, after }) => [...before, ...after].map(scopeIdOf)))

/** Adds up, by figure, scope and day, what subjects counted before a step and count after it. */
class Sums {
  readonly #before: Side
  readonly #after: Side
  readonly #sums = new Map<string, Map<string, Map<CivilDate, Delta>>>()
  readonly #days: Days

  constructor({ before, after, days }: StepFacts) {
    this.#days = days
    this.#before = { facts: before, sign: -1, scopes: new Map() }
    this.#after = { facts: after, sign: 1, scopes: new Map() }
  }

  /** A subject whose own rows alone changed: those that it has kept count what they did. */
  changed(stock: Stock, { before, after }: ChangedFact, asked: Asked): void {
    this.#count(stock, before, this.#days, this.#before, asked)
    this.#count(stock, after, this.#days, this.#after, asked)
  }

  /** A subject around which something changed, or under whose scopes. */
  again(stock: Stock, fact: number, days: Days, asked: Asked): void {
    for (const side of [this.#before, this.#after]) this.#count(stock, side.facts.rowsOf(fact), days, side, asked)
  }

  #count(stock: Stock, rows: readonly Row[], days: Days, side: Side, asked: Asked): void {
    const { facts, sign } = side
    const under = scopesOf(side, stock).filter((scope) => asked(scopeIdOf(scope)))
    if (under.length === 0) return
    const found = (count: Count): void => this.#add(stock, count, sign)
    for (const row of rows) {
      const life = { from: row.from < days.from ? days.from : row.from, to: row.to > days.to ? days.to : row.to }
      if (life.from < life.to) eachCount(stock, row, nearOf(facts, stock, row), under, { life, found })
    }
  }

  #add(stock: Stock, { scope, from, to, amount: { value, qualifier } }: Count, sign: 1 | -1): void {
    if (!scope || qualifier !== undefined || !Number.isSafeInteger(value))
      throw new Error(`${stock.id} counts ${value}: only whole, exact numbers are kept`)
    const days = this.#daysOf(stock.id, scopeIdOf(scope))
    days.set(from, exactSum(days.get(from) ?? 0, sign * value))
    if (to !== openEnd) days.set(to, exactSum(days.get(to) ?? 0, -sign * value))
  }

  deltas(): readonly FigureDelta[] {
    const found: FigureDelta[] = []
    for (const [figure, byScope] of this.#sums)
      for (const [scope, days] of byScope)
        for (const [day, delta] of days) if (delta !== 0) found.push({ figure, scope, day, delta })
    return found
  }

  #daysOf(figure: string, scope: string): Map<CivilDate, Delta> {
    const byScope = this.#sums.get(figure) ?? new Map<string, Map<CivilDate, Delta>>()
    this.#sums.set(figure, byScope)
    const days = byScope.get(scope) ?? new Map<CivilDate, Delta>()
    byScope.set(scope, days)
    return days
  }
}

type Delta = FigureDelta['delta']

/** Whether a scope of that id is counted under. */
type Asked = (scopeId: string) => boolean

/** A number as long as numbers are exact: a batch is never refused for what it adds up to. */
function exactSum(a: Delta, b: number): Delta {
  const sum = typeof a === 'number' ? a + b : undefined
  if (sum !== undefined && Number.isSafeInteger(sum)) return sum
  const exact = BigInt(a) + BigInt(b)
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact
}

/** The book before a step, of which everything is subtracted, or after it. */
interface Side {
  readonly facts: StepFacts['before']
  readonly sign: 1 | -1
  /** Looked up when something is counted. */
  readonly scopes: Map<AnyRelation | undefined, readonly Row[]>
}

function scopesOf({ facts, scopes }: Side, { scopedBy }: Stock): readonly Row[] {
  const found = scopes.get(scopedBy) ?? (scopedBy ? facts.rows(scopedBy) : [])
  scopes.set(scopedBy, found)
  return found
}
