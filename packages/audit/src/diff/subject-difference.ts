import {
  countOf,
  plus,
  sameValue,
  subjectOn,
  type Ledger,
  type Row,
  type Stock,
  type Subject,
  type View,
} from '@taizhang/core'
import { changedBy, surroundingsOf } from '../changed-facts.ts'
import { factNote, factText, relationNamed } from '../fact-note.ts'
import type { Share, Summed } from '../shares.ts'
import type { Leap } from './diff.ts'
import type { FactDifference, SubjectDifference } from './difference.ts'
import { eventsBetween, newlyKnown } from './events-between.ts'

/** Why one share has another value after a leap. */
export function subjectDifference(
  ledger: Ledger,
  summed: Summed,
  leap: Leap,
  scope: string | undefined,
  [before, after]: readonly [Share | undefined, Share | undefined],
): SubjectDifference {
  const { group, by, rows } = (after ?? before) as Share
  const [subject] = rows
  const [first, second] = [before?.value ?? 0, after?.value ?? 0]
  const facts =
    summed.kind === 'stock' ? factDifferences(ledger, summed, leap, scope, [before?.rows ?? [], after?.rows ?? []]) : []
  const events =
    summed.kind === 'stock' ? facts.flatMap((fact) => fact.events) : flowEvents(ledger, leap, [before, after])
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
  scope: string | undefined,
  counted: readonly [readonly Row[], readonly Row[]],
): readonly FactDifference[] {
  const subjects = new Map(
    counted
      .flat()
      .filter(({ relation }) => relation === stock.of.name)
      .map((row) => [factText(row), row.key]),
  )
  // Of rows that are near one another and of one kind, only those that a subject stands on are its own.
  const found = [...subjects.values()].flatMap((key) => {
    const pair = [leap.from, leap.to].map((view) => subjectOn(view, stock, scope, key))
    return decisive(stock, [pair[0], pair[1]])
  })
  return [...new Map(found.map((rows) => [rows.text, rows])).values()].map(({ rows }) =>
    factDifference(ledger, leap, rows),
  )
}

interface Changed {
  readonly text: string
  readonly rows: readonly [Row | undefined, Row | undefined]
}

/** Of the facts that are otherwise, those without which the count would be another; all, where none decides alone. */
function decisive(stock: Stock, [before, after]: readonly [Subject | undefined, Subject | undefined]): readonly Changed[] {
  const [old, now] = [rowsIn(before), rowsIn(after)]
  const changed = [...new Set([...old.keys(), ...now.keys()])]
    .map((text): Changed => ({ text, rows: [old.get(text), now.get(text)] }))
    .filter(({ rows: [a, b] }) => !a || !b || !sameAttributes(a, b))
  const decides = ({ text }: Changed): boolean =>
    moves(stock, before, after, text) || moves(stock, after, before, text)
  const found = changed.filter(decides)
  return found.length > 0 ? found : changed
}

/** Whether the count becomes another when only this fact is as it is on the other side. */
function moves(stock: Stock, subject: Subject | undefined, other: Subject | undefined, text: string): boolean {
  if (!subject) return false
  const value = countOf(stock, subject)
  if (factText(subject.row) === text) return !other || countOf(stock, { ...subject, row: other.row }) !== value
  if (subject.scope && factText(subject.scope) === text)
    return !other?.scope || countOf(stock, { ...subject, scope: other.scope }) !== value
  const near = Object.entries(subject.near).map(([name, rows]) => [
    name,
    [
      ...rows.filter((row) => factText(row) !== text),
      ...(other?.near[name] ?? []).filter((row) => factText(row) === text),
    ],
  ])
  return countOf(stock, { ...subject, near: Object.fromEntries(near) as Subject['near'] }) !== value
}

function rowsIn(subject: Subject | undefined): ReadonlyMap<string, Row> {
  if (!subject) return new Map()
  const { row, scope, near } = subject
  return new Map([row, ...(scope ? [scope] : []), ...Object.values(near).flat()].map((one) => [factText(one), one]))
}

function sameAttributes(a: Row, b: Row): boolean {
  const names = new Set([...Object.keys(a.attributes), ...Object.keys(b.attributes)])
  return [...names].every((name) => sameValue(a.attributes[name], b.attributes[name]))
}

function factDifference(ledger: Ledger, leap: Leap, [before, after]: Changed['rows']): FactDifference {
  const { definitions } = ledger
  const { relation, key } = (after ?? before) as Row
  const events = eventsBetween(ledger, leap, relationNamed(definitions, relation), key)
  const seen = [before, after].flatMap((row) => row?.openedBy ?? [])
  return {
    relation,
    key,
    ...(before ? { first: factNote(definitions, leap.from.facts, before) } : {}),
    ...(after ? { second: factNote(definitions, leap.to.facts, after) } : {}),
    // What a figure lets last or lapse by itself begins with an event, too.
    events: events.length > 0 ? events : seen,
  }
}

/** The events counted that are new or withdrawn; else what changed about the facts that they are about. */
function flowEvents(
  ledger: Ledger,
  leap: Leap,
  [before, after]: readonly [Share | undefined, Share | undefined],
): readonly number[] {
  const own = newlyKnown(ledger, leap, before?.events ?? [], after?.events ?? [])
  if (own.length > 0) return own
  const counted = after?.events ?? before?.events ?? []
  const around = counted.flatMap((position) => {
    const event = ledger.event(position)
    if (!event) return []
    const onDay = (view: View): View => ({ ...view, asOf: event.effectiveOn })
    const days = { ...leap, from: onDay(leap.from), to: onDay(leap.to) }
    return changedBy(ledger.definitions, event)
      .flatMap((changed) => [changed, ...surroundingsOf(changed)])
      .flatMap(({ relation, columns }) => eventsBetween(ledger, days, relation, columns))
  })
  return [...counted, ...around]
}
