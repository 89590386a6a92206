import type { CivilDate } from './civil-date.ts'
import { keyText, type Fact } from './fact.ts'
import type { Impossible, TimelineEntry } from './fold.ts'
import { neverRecorded } from './recorded-event.ts'
import type { AnyRelation, Reference } from './relation.ts'
import { firstGap, hasDays, holdsOn, type Row } from './row.ts'
import type { Step, Timelines } from './timelines.ts'

/** What a step made impossible. Nothing is judged that the step did not touch. */
export type Violation =
  | (Impossible & { readonly fact: Fact })
  | {
      readonly code: 'reference-missing'
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
    ...newlyImpossible(step),
    ...missingReferences(timelines, step),
    ...cycles(timelines, step),
    ...missingTargets(step),
  ]
}

function* newlyImpossible(step: Step): Iterable<Violation> {
  for (const [fact, before] of step.before) {
    for (const found of fact.impossible) {
      const known = before.impossible.some((old) => old.entry === found.entry && old.code === found.code)
      if (!known) yield { ...found, fact }
    }
  }
}

function* missingReferences(timelines: Timelines, step: Step): Iterable<Violation> {
  const referring = new Set<Fact>()
  for (const [fact, before] of step.before) {
    if (fact.rows === before.rows) continue
    if (fact.relation.refersTo.length > 0) referring.add(fact)
    if (before.rows.some((row) => hasDays(row) && firstGap(fact.rows, row.from, row.to) !== undefined)) {
      for (const referrer of fact.referrers ?? []) referring.add(referrer)
    }
  }
  // One violation for all of a kind that refer to the same fact on the same missing day: five members in the way are one reason.
  const missing = new Map<string, Extract<Violation, { code: 'reference-missing' }> & { readonly rows: Row[] }>()
  for (const fact of referring) {
    for (const { target, row, on } of gaps(timelines, fact)) {
      const { relation } = fact
      const alike = [relation.name, target.relation.name, keyText(target.relation, target.key), on].join('\n')
      const found = missing.get(alike) ?? { code: 'reference-missing', relation, target, on, rows: [] }
      found.rows.push(row)
      missing.set(alike, found)
    }
  }
  yield* missing.values()
}

function* gaps(timelines: Timelines, fact: Fact): Iterable<{ target: Fact; row: Row; on: CivilDate }> {
  for (const reference of fact.relation.refersTo) {
    for (const row of fact.rows) {
      const target = targetOf(timelines, reference, row)
      const on = target && hasDays(row) ? firstGap(target.rows, row.from, row.to) : undefined
      if (target && on !== undefined) yield { target, row, on }
    }
  }
}

function targetOf(timelines: Timelines, { attribute, relation }: Reference, row: Row): Fact | undefined {
  const value = row.attributes[attribute]
  return value === undefined ? undefined : timelines.find(relation, { [relation.key[0]]: value })
}

/** Climbs from every touched fact along its references to its own relation; meeting a fact again is a cycle. */
function* cycles(timelines: Timelines, step: Step): Iterable<Violation> {
  const clean = new Set<Fact>()
  for (const [fact, before] of step.before) {
    const reference = fact.relation.refersTo.find(({ relation }: Reference) => relation === fact.relation)
    if (!reference || fact.rows === before.rows) continue
    const found = cycleFrom(timelines, reference, fact, clean)
    if (found) yield found
    else clean.add(fact)
  }
}

interface Climb {
  readonly fact: Fact
  readonly from: CivilDate
  readonly to: CivilDate
  readonly below: Climb | undefined
  readonly row: Row | undefined
}

function cycleFrom(
  timelines: Timelines,
  reference: Reference,
  start: Fact,
  clean: ReadonlySet<Fact>,
): Violation | undefined {
  const climbs: Climb[] = [{ fact: start, from: '', to: '~', below: undefined, row: undefined }]
  for (let climb = climbs.pop(); climb; climb = climbs.pop()) {
    for (const row of climb.fact.rows) {
      const from = row.from > climb.from ? row.from : climb.from
      const to = row.to < climb.to ? row.to : climb.to
      const fact = from < to ? targetOf(timelines, reference, row) : undefined
      if (!fact || clean.has(fact)) continue
      const next = { fact, from, to, below: climb, row }
      const path = pathTo(next)
      if (path) return { code: 'cycle', relation: fact.relation, on: from, rows: path }
      climbs.push(next)
    }
  }
  return undefined
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

function* missingTargets(step: Step): Iterable<Violation> {
  for (const target of step.before.keys()) {
    for (const entry of target.requirements ?? []) {
      if (entry.event.recordedTo !== neverRecorded) continue
      if (!target.rows.some((row) => holdsOn(row, entry.event.effectiveOn)))
        yield { code: 'target-missing', target, entry }
    }
  }
}
