import type { CivilDate } from '../time/civil-date.ts'
import type { AnyRelation } from '../define/relation.ts'
import { keyText } from '../facts/fact.ts'
import type { Facts } from '../facts/facts.ts'
import { holdsOn, type Row } from '../facts/row.ts'
import { expectView } from '../facts/rows-on.ts'
import { type View } from '../ledger/view.ts'
import type { Question } from './behind.ts'
import { cutOfGroup } from './cut.ts'
import { expectFigure, expectOneScope } from './doors.ts'
import type { Figure, Near, Stock } from './figure.ts'
import { overWindow } from './figure-rows.ts'
import { isIn } from './groups-of.ts'
import { scopeIdOf } from './scopes.ts'
import { partsOf } from './steps.ts'
import { candidatesOf, countOf, nearOf, nearOn, scopeOn, type StockSubject } from './subject.ts'
import { whyNot, type Reason } from './why-not.ts'

/** A subject that holds on the view's day and counts nothing, and why. */
export interface LeftOut {
  readonly row: Row
  /** What is near it on the day. */
  readonly near: readonly Row[]
  readonly reasons: readonly Reason[]
}

/**
 * The subjects that a figure could have counted on the view's day but did not. For a stock: all facts of its relation that hold and count 0.
 * For a rate: those of its whole that are not in its part. A flow leaves out events: see `explain`.
 *
 * Throws `LedgerError`: not-found where there is no such scope; usage where the figure is counted by scope and none is given, or is not and one
 * is.
 *
 * @example leftOut(view, placed).map(({ row }) => row.key) // => [{ machineId: 'm2' }]
 */
export function leftOut(
  view: View,
  figure: Figure,
  scopeId?: string,
  { group = {}, where }: Pick<Question, 'group' | 'where'> = {},
): readonly LeftOut[] {
  expectView(view)
  expectFigure(figure)
  expectOneScope(view.facts, figure, scopeId)
  const cut = cutOfGroup(view, figure, { group, where })
  const found = leftOutOf(view, figure, scopeId)
  if (!cut || overWindow(figure)) return found
  const { of } = figure.kind === 'rate' ? figure.part : figure
  return found.filter(({ row }) => isIn({ facts: view.facts, relation: of, cut }, group, row, view.asOf))
}

function leftOutOf(view: View, figure: Figure, scopeId: string | undefined): readonly LeftOut[] {
  if (figure.kind === 'flow' || figure.kind === 'flow-rate') return []
  const { facts, asOf } = view
  const stock = figure.kind === 'rate' ? figure.part : figure
  const scope = scopeOn(facts, stock, scopeId, asOf)
  if (stock.scopedBy && !scope) return []
  const counted = subjectsCounted(view, stock, scopeId)
  const candidates = new Map(
    candidatesOf(facts, stock)
      .filter((row) => holdsOn(row, asOf))
      .map((row) => [keyText(stock.of, row.key), row]),
  )
  const asked =
    figure.kind === 'rate'
      ? [...subjectsCounted(view, figure.whole, scopeId).values()]
      : [...facts.rows(stock.of).filter((row) => holdsOn(row, asOf)), ...candidates.values()]
  const rest = new Map(asked.map((row) => [keyText(stock.of, row.key), row]))
  for (const text of counted.keys()) rest.delete(text)
  const others = (stock.scopedBy ? facts.rows(stock.scopedBy) : []).filter(
    (row) => holdsOn(row, asOf) && scopeIdOf(row) !== scopeId,
  )
  const examples = examplesOf(facts, stock, [...counted.values()], asOf)
  return [...rest].map(([text, found]) => {
    // What the figure does not even look at is not counted by its definition.
    const row = candidates.get(text)
    if (!row) return { row: found, near: [], reasons: [{ why: 'definition' }] }
    const near = nearOf(facts, stock, row)
    const subject: StockSubject = { row, scope, near: nearOn(near, asOf) }
    return {
      row,
      near: Object.values(subject.near).flat(),
      reasons: reasonsOf(view.domain.relations, stock, subject, { near, others, examples, day: asOf }),
    }
  })
}

interface Around {
  /** What is near the subject on any day. */
  readonly near: Near
  readonly others: readonly Row[]
  readonly examples: Near
  readonly day: CivilDate
}

/** A subject that another scope counts needs no other reason. */
function reasonsOf(
  relations: readonly AnyRelation[],
  stock: Stock,
  subject: StockSubject,
  { near, others, examples, day }: Around,
): readonly Reason[] {
  const elsewhere = others.find((scope) => countOf(stock, { ...subject, scope }) > 0)
  if (elsewhere) return [{ why: 'other-scope', scope: scopeIdOf(elsewhere) }]
  if (stock.distinct && stock.distinct(subject.row) === undefined) return [{ why: 'no-group' }]
  return whyNot(relations, stock, subject, { near, examples, day })
}

function subjectsCounted({ facts, asOf }: View, stock: Stock, scopeId: string | undefined): ReadonlyMap<string, Row> {
  const subjects = partsOf(facts, stock, scopeId)
    .filter(({ from, to }) => from <= asOf && asOf < to)
    .flatMap(({ rows }) => rows.slice(0, 1))
  return new Map(subjects.map((row) => [keyText(stock.of, row.key), row]))
}

const examplesMax = 5

/** What a few counted subjects have near them: what a subject that does not count may be lacking. */
function examplesOf(facts: Facts, stock: Stock, counted: readonly Row[], day: CivilDate): Near {
  const few = counted.slice(0, examplesMax).map((row) => nearOn(nearOf(facts, stock, row), day))
  return Object.fromEntries(Object.keys(stock.near).map((name) => [name, few.flatMap((near) => near[name] ?? [])]))
}
