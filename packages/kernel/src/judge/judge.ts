import type { CivilDate } from '../time/civil-date.ts'
import type { Impossible, TimelineEntry } from '../facts/fold.ts'
import type { AnyRelation, Reference } from '../define/relation.ts'
import { none, type RowChains } from '../facts/row-chains.ts'
import type { Row } from '../facts/row.ts'
import type { Fact, Step, Timelines } from '../facts/timelines.ts'
import { keyText } from '../facts/fact.ts'

/** What a step made impossible. Nothing is judged that the step did not touch. */
export type Violation =
  | (Impossible & { readonly fact: Fact })
  | {
      readonly code: 'still-referred-to'
      readonly relation: AnyRelation
      readonly target: Fact
      readonly on: CivilDate
      readonly rows: readonly Row[]
    }
  | { readonly code: 'cycle'; readonly relation: AnyRelation; readonly on: CivilDate; readonly rows: readonly Row[] }
  | { readonly code: 'target-missing'; readonly target: Fact; readonly entry: TimelineEntry }

/** Judges a step as a whole, over the whole timeline. Empty when everything it leads to is possible. */
export function judge(timelines: Timelines, step: Step): readonly Violation[] {
  return [
    ...newlyImpossible(timelines, step),
    ...missingReferences(timelines, step),
    ...cycles(timelines, step),
    ...missingTargets(timelines, step),
  ]
}

const isSame = (a: Impossible, b: Impossible): boolean =>
  a.code === b.code && a.entry.at === b.entry.at && a.entry.index === b.entry.index

function* newlyImpossible(timelines: Timelines, step: Step): Iterable<Violation> {
  for (const [fact, before] of step.before) {
    const isNew = (found: Impossible): boolean => !before.impossible.some((old) => isSame(old, found))
    if (timelines.impossible(fact).some(isNew))
      for (const found of timelines.explained(fact).filter(isNew)) yield { ...found, fact: timelines.fact(fact) }
  }
}

function* missingReferences(timelines: Timelines, step: Step): Iterable<Violation> {
  const referring = new Set<number>()
  for (const [fact, { lastRow }] of step.before) {
    if (timelines.lastRow(fact) === lastRow) continue
    if (timelines.relationOf(fact).refersTo.length > 0) referring.add(fact)
    if (lostDays(timelines, fact, lastRow))
      for (const referrer of timelines.linked('referrers', fact)) referring.add(referrer)
  }
  // One violation for all of a kind that refer to the same fact on the same missing day: five members in the way are one reason.
  const missing = new Map<string, Extract<Violation, { code: 'still-referred-to' }> & { readonly rows: Row[] }>()
  for (const fact of referring) {
    const relation = timelines.relationOf(fact)
    for (const { target, row, day } of gaps(timelines, fact)) {
      const alike = `${relation.name} ${target} ${day}`
      const on = timelines.days.text(day)
      const found = missing.get(alike) ?? {
        code: 'still-referred-to',
        relation,
        target: timelines.fact(target),
        on,
        rows: [],
      }
      found.rows.push(timelines.row(fact, row))
      missing.set(alike, found)
    }
  }
  yield* missing.values()
}

/** Whether the fact held on days before the step on which it does not hold now: on none of a row that it still has. */
function lostDays(timelines: Timelines, fact: number, lastRow: number): boolean {
  const { chains } = timelines
  const kept = lastCommon(chains, lastRow, timelines.lastRow(fact))
  for (let row = lastRow; row !== kept; row = chains.before(row))
    if (firstGap(timelines, fact, chains.from(row), chains.to(row)) !== undefined) return true
  return false
}

/** The last row that two chains have in common: a row has a higher number than the one before it. */
function lastCommon(chains: RowChains, a: number, b: number): number {
  let [one, other] = [a, b]
  while (one !== other)
    if (one > other) one = chains.before(one)
    else other = chains.before(other)
  return one
}

function* gaps(timelines: Timelines, fact: number): Iterable<{ target: number; row: number; day: number }> {
  const { chains } = timelines
  for (const reference of timelines.relationOf(fact).refersTo) {
    for (const row of chains.list(timelines.lastRow(fact))) {
      const target = targetOf(timelines, reference, fact, row)
      const day = target === undefined ? undefined : firstGap(timelines, target, chains.from(row), chains.to(row))
      if (target !== undefined && day !== undefined) yield { target, row, day }
    }
  }
}

/** The first day of `[from, to)` on which the fact does not hold; `undefined` where it holds on all of them. */
function firstGap(timelines: Timelines, fact: number, from: number, to: number): number | undefined {
  const { chains } = timelines
  if (from >= to) return undefined
  const last = timelines.lastRow(fact)
  // Mostly the last row holds on all of the days, and is all there is to see.
  let begun = last
  while (begun !== none && (from < chains.from(begun) || chains.to(begun) <= from)) begun = chains.before(begun)
  if (begun === none) return from
  let day = chains.to(begun)
  if (day >= to) return undefined
  for (const row of chains.list(last, begun)) if (chains.from(row) <= day && day < chains.to(row)) day = chains.to(row)
  return day < to ? day : undefined
}

/** The fact that a row refers to by an attribute. */
function targetOf(
  timelines: Timelines,
  { attribute, relation }: Reference,
  fact: number,
  row: number,
): number | undefined {
  const value = timelines.attribute(fact, row, attribute)
  return typeof value === 'string' ? timelines.findText(relation, value) : undefined
}

type Cycle = Extract<Violation, { code: 'cycle' }>

/**
 * Climbs from every touched fact along each of its references to its own relation; meeting a fact again is a cycle. Each is told once, from its
 * first day on.
 */
function cycles(timelines: Timelines, step: Step): Iterable<Violation> {
  const touched = [...step.before].filter(([fact, { lastRow }]) => timelines.lastRow(fact) !== lastRow)
  const references = new Set(touched.flatMap(([fact]) => ownReferences(timelines.relationOf(fact))))
  return [...references].flatMap((reference) => {
    const { relation } = reference
    const of = touched.flatMap(([fact]) => (timelines.relationOf(fact) === relation ? [fact] : []))
    return [...cyclesAlong(timelines, reference, of)]
  })
}

const ownReferences = (relation: AnyRelation): readonly Reference[] =>
  relation.refersTo.filter((reference: Reference) => reference.relation === relation)

function cyclesAlong(timelines: Timelines, reference: Reference, facts: readonly number[]): Iterable<Cycle> {
  const clean = new Set<number>()
  const found = new Map<string, Cycle>()
  for (const fact of facts) {
    const paths = cyclesFrom(timelines, reference, fact, clean)
    if (paths.length === 0) clean.add(fact)
    for (const path of paths) {
      const { id, cycle } = cycleOf(reference.relation, path)
      const other = found.get(id)
      if (!other || cycle.on < other.on) found.set(id, cycle)
    }
  }
  return found.values()
}

interface Climb {
  readonly fact: number
  readonly from: number
  readonly to: number
  readonly below: Climb | undefined
  readonly row: Row | undefined
}

function cyclesFrom(
  timelines: Timelines,
  reference: Reference,
  start: number,
  clean: ReadonlySet<number>,
): readonly (readonly Row[])[] {
  const { chains } = timelines
  const found: (readonly Row[])[] = []
  const climbs: Climb[] = [{ fact: start, from: -Infinity, to: Infinity, below: undefined, row: undefined }]
  for (let climb = climbs.pop(); climb; climb = climbs.pop()) {
    for (const row of chains.list(timelines.lastRow(climb.fact))) {
      const from = Math.max(chains.from(row), climb.from)
      const to = Math.min(chains.to(row), climb.to)
      const fact = from < to ? targetOf(timelines, reference, climb.fact, row) : undefined
      if (fact === undefined || clean.has(fact)) continue
      const next = { fact, from, to, below: climb, row: timelines.row(climb.fact, row) }
      const path = pathTo(next)
      if (path) found.push(path)
      else climbs.push(next)
    }
  }
  return found
}

/** The rows from where the climb met its last fact before, if it did. */
function pathTo(top: Climb): readonly Row[] | undefined {
  const rows: Row[] = []
  for (let step: Climb | undefined = top; step; step = step.below) {
    if (step !== top && step.fact === top.fact) return rows
    if (step.row) rows.push(step.row)
  }
  return undefined
}

/** The cycle of a path, the same from wherever it was climbed: it is there from the day on which the last of its rows begins. */
function cycleOf(relation: AnyRelation, path: readonly Row[]): { id: string; cycle: Cycle } {
  const names = path.map(({ key }) => keyText(relation, key))
  const [first = ''] = names.toSorted()
  const at = names.indexOf(first)
  const [on = ''] = path.map(({ from }) => from).toSorted((a, b) => (a > b ? -1 : 1))
  const around = <T>(all: readonly T[]): readonly T[] => [...all.slice(at), ...all.slice(0, at)]
  return { id: around(names).join('\n'), cycle: { code: 'cycle', relation, on, rows: around(path) } }
}

function* missingTargets(timelines: Timelines, step: Step): Iterable<Violation> {
  for (const target of step.before.keys()) {
    for (const entry of timelines.requirements(target))
      if (firstGap(timelines, target, entry.day, entry.day + 1) !== undefined)
        yield { code: 'target-missing', target: timelines.fact(target), entry }
  }
}
