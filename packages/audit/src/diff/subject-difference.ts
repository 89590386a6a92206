import { holdsOn, sameValue, plus, type Ledger, type Question, type Row, type View } from '@taizhang/kernel'
import {
  countOf,
  trailOf,
  scopeOn,
  subjectOn,
  definitionOf,
  subjectsOf,
  type StockSubject,
} from '@taizhang/kernel/internal'
import type { Stock, Flow } from '@taizhang/kernel/define'
import { changedBy, surroundingsOf } from '../changed-facts.ts'
import { factNote, factText, relationNamed } from '../fact-note.ts'
import { cutIn, type Share, type Summed } from '../shares.ts'
import { askedBetween } from './asked-events.ts'
import type { Leap } from './leap.ts'
import type { FactDifference, SubjectDifference } from './difference.ts'
import { eventsBetween, leading, type Leading } from './events-between.ts'

/** Why one share has another value after a leap. */
export function subjectDifference(
  ledger: Ledger,
  summed: Summed,
  leap: Leap,
  question: Question,
  [before, after]: readonly [Share | undefined, Share | undefined],
): SubjectDifference {
  const { group, by, rows } = (after ?? before) as Share
  const [subject] = rows
  const [first, second] = [before?.value ?? 0, after?.value ?? 0]
  const facts =
    summed.kind === 'stock'
      ? factDifferences(ledger, summed, leap, question, [before?.rows ?? [], after?.rows ?? []])
      : []
  const events =
    summed.kind === 'stock' ? facts.flatMap((fact) => fact.events) : flowEvents(ledger, summed, leap, [before, after])
  return {
    ...(subject && group === undefined ? { subject: { relation: subject.relation, key: subject.key } } : {}),
    ...(group === undefined ? {} : { group }),
    ...(by === undefined ? {} : { by }),
    first,
    ...(before?.qualifier === undefined ? {} : { firstQualifier: before.qualifier }),
    second,
    ...(after?.qualifier === undefined ? {} : { secondQualifier: after.qualifier }),
    difference: plus(second, -first),
    facts,
    events: [...new Set(events)].toSorted((a, b) => a - b),
  }
}

/** The facts that the stock looks at for these subjects and that make the difference. */
function factDifferences(
  ledger: Ledger,
  stock: Stock,
  leap: Leap,
  question: Question,
  counted: readonly [readonly Row[], readonly Row[]],
): readonly FactDifference[] {
  const { scope } = question
  const subjects = new Map(
    counted
      .flat()
      .filter(({ relation }) => relation === stock.of.name)
      .map((row) => [factText(row), row.key]),
  )
  const scopes = [leap.from, leap.to].map((view) => scopeOn(view.facts, stock, scope, view.asOf))
  const found = [...subjects.values()].flatMap((key) => {
    const sides = [leap.from, leap.to].map((view) => subjectOn(view, stock, scope, key))
    const known: Sides = { sides: [sides[0], sides[1]], scopes: [scopes[0], scopes[1]] }
    const moved = movedBetween(stock, leap, question, known)
    return moved.length > 0 ? moved : decisive(ledger, stock, leap, known)
  })
  const told = [...new Map(found.map((changed) => [changed.text, changed])).values()].map(({ rows }) => ({
    rows,
    leading: leadingTo(ledger, leap, rows),
  }))
  // What was there before as well is named only where nothing came in between.
  const none = told.every(({ leading: { between } }) => between.length === 0)
  return told.map(({ rows, leading: { between, oneSided } }) => {
    const asked = none ? askedBetween(ledger, leap, stock, idsIn(rows)) : []
    return factDifference(ledger, leap, rows, none ? (asked.length > 0 ? asked : oneSided) : between)
  })
}

/**
 * Of a subject that counts the same in both views but in another group, or meets the conditions in one of them alone: what of that on the way to
 * the group is another.
 */
function movedBetween(
  stock: Stock,
  leap: Leap,
  question: Question,
  { sides: [before, after] }: Sides,
): readonly Changed[] {
  const cut = cutIn(leap.to, stock, question)
  if (!cut || !before || !after || countOf(stock, before) !== countOf(stock, after)) return []
  const [old, now] = [[leap.from, before.row] as const, [leap.to, after.row] as const].map(([{ facts, asOf }, row]) => {
    const passed = trailOf(facts, cut.domain, cut.grouped, { row, day: asOf })
    return new Map([row, ...passed].map((one) => [factText(one), one]))
  })
  return [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])]
    .map((text): Changed => ({ text, rows: [old?.get(text), now?.get(text)] }))
    .filter(({ rows }) => !sameState(rows))
}

/** Every text in a fact's key and attributes: ids among them. */
const idsIn = (rows: Changed['rows']): readonly string[] =>
  rows.flatMap((row) =>
    Object.values({ ...row?.attributes, ...row?.key } as Readonly<Record<string, unknown>>).filter(
      (value) => typeof value === 'string',
    ),
  )

/** A fact that a stock sees otherwise after the leap. */
interface Changed {
  readonly text: string
  readonly rows: readonly [Row | undefined, Row | undefined]
}

interface Sides {
  readonly sides: readonly [StockSubject | undefined, StockSubject | undefined]
  readonly scopes: readonly [Row | undefined, Row | undefined]
}

/**
 * Of the facts that are seen otherwise, those without which the count would be another; all, where none decides alone. A fact that is
 * the same itself is seen otherwise because something else is another: the scope is defined by now, a member belongs elsewhere. It stands
 * only where all that is seen is the same, and lapses by itself.
 */
function decisive(ledger: Ledger, stock: Stock, leap: Leap, { sides, scopes }: Sides): readonly Changed[] {
  const [before, after] = sides
  const [old, now] = sides.map((subject, at) => rowsSeen(subject, scopes[at]))
  const seen = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])]
    .map((text): Changed => ({ text, rows: [old?.get(text), now?.get(text)] }))
    .filter(({ rows }) => !sameState(rows))
  const other = seen.filter(({ rows }) => !sameState(statesOf(ledger, leap, rows)))
  const candidates = other.length > 0 ? other : seen
  const deciding = candidates.filter(({ text, rows }) => {
    const [then, there] = statesOf(ledger, leap, rows)
    return moves(stock, before, after, { text, row: there }) || moves(stock, after, before, { text, row: then })
  })
  return deciding.length > 0 ? deciding : candidates
}

/** The fact's rows that hold on the two days, whether the subject sees them or not. */
function statesOf(ledger: Ledger, leap: Leap, [before, after]: Changed['rows']): Changed['rows'] {
  const { relation, key } = (after ?? before) as Row
  const [old, now] = [leap.from, leap.to].map(({ facts, asOf }) =>
    facts.life(relationNamed(ledger.domain, relation), key).find((row) => holdsOn(row, asOf)),
  )
  return [old, now]
}

/** Whether the count becomes another when only this fact is as it is on the other side, where the subject may not be at all. */
function moves(
  stock: Stock,
  subject: StockSubject | undefined,
  other: StockSubject | undefined,
  { text, row: there }: { readonly text: string; readonly row: Row | undefined },
): boolean {
  if (!subject) return false
  const value = countOf(stock, subject)
  if (factText(subject.row) === text) return !other || countOf(stock, { ...subject, row: other.row }) !== value
  if (subject.scope && factText(subject.scope) === text)
    return !other?.scope || countOf(stock, { ...subject, scope: other.scope }) !== value
  const near = Object.entries(subject.near).map(([name, rows]) => {
    const rest = rows.filter((row) => factText(row) !== text)
    const seen = other?.near[name] ?? (there && rest.length < rows.length ? [there] : [])
    return [name, [...rest, ...seen.filter((row) => factText(row) === text)]]
  })
  return countOf(stock, { ...subject, near: Object.fromEntries(near) as StockSubject['near'] }) !== value
}

function rowsSeen(subject: StockSubject | undefined, scope: Row | undefined): ReadonlyMap<string, Row> {
  const rows = subject ? [subject.row, ...Object.values(subject.near).flat()] : []
  return new Map([...rows, ...(scope ? [scope] : [])].map((row) => [factText(row), row]))
}

/** Whether a fact holds in both or in neither, and says the same. */
function sameState([before, after]: Changed['rows']): boolean {
  if (!before || !after) return before === after
  const names = new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)])
  return [...names].every((name) => sameValue(before.attributes[name], after.attributes[name]))
}

function leadingTo(ledger: Ledger, leap: Leap, [before, after]: Changed['rows']): Leading {
  const { relation, key } = (after ?? before) as Row
  const found = eventsBetween(ledger, leap, relationNamed(ledger.domain, relation), key)
  // What a figure lets last or lapse by itself begins with an event, too.
  const seen = [before, after].flatMap((row) => row?.openedBy ?? [])
  return found.oneSided.length > 0 ? found : { ...found, oneSided: [...new Set(seen)] }
}

function factDifference(
  { domain: definitions }: Ledger,
  leap: Leap,
  [before, after]: Changed['rows'],
  events: readonly number[],
): FactDifference {
  const { relation, key } = (after ?? before) as Row
  return {
    relation,
    key,
    ...(before ? { first: factNote(definitions, leap.from.facts, before) } : {}),
    ...(after ? { second: factNote(definitions, leap.to.facts, after) } : {}),
    events,
  }
}

/**
 * Of the events counted, those that came or were withdrawn in between; else what came in between about the facts that they are about, or
 * is looked at with them; else the events counted themselves.
 */
function flowEvents(
  ledger: Ledger,
  flow: Flow,
  leap: Leap,
  [before, after]: readonly [Share | undefined, Share | undefined],
): readonly number[] {
  const own = leading(ledger, leap, before?.events ?? [], after?.events ?? [])
  if (own.between.length > 0) return own.between
  const counted = [...new Set([...(before?.events ?? []), ...(after?.events ?? [])])]
  const events = counted.flatMap((position) => ledger.event(position) ?? [])
  const around = events.flatMap((event) => {
    const onDay = (view: View): View => ({ ...view, asOf: event.effectiveOn })
    const days = { ...leap, from: onDay(leap.from), to: onDay(leap.to) }
    return changedBy(ledger.domain, event)
      .flatMap((changed) => [changed, ...surroundingsOf(changed)])
      .flatMap(({ relation, columns }) => eventsBetween(ledger, days, relation, columns).between)
  })
  if (around.length > 0) return around
  const ids = events.flatMap((event) => [...subjectsOf(definitionOf(ledger.domain, event), event.data)])
  const asked = askedBetween(ledger, leap, flow, ids)
  return asked.length > 0 ? asked : own.oneSided.length > 0 ? own.oneSided : counted
}
