import { eventsOf } from '../figures/behind.ts'
import { openEnd, plusDays, type CivilDate } from '../kernel/civil-date.ts'
import type { Facts } from '../kernel/facts.ts'
import type { Words } from '../kernel/refusal.ts'
import type { Row } from '../kernel/row.ts'
import type { Days } from '../kernel/stretches.ts'
import type { View } from '../view.ts'
import { rulebookEdition } from './edition.ts'
import { runsOf, type Judged, type Run } from './judge-rule.ts'
import { ruleIds } from './rulebook.ts'
import { severity as severities, type Severity } from './severity.ts'

/** A fact behind a finding. `openedBy` and `closedBy` are positions of events; ends that are not known are absent. */
export interface FindingFact {
  readonly relation: string
  readonly key: Readonly<Record<string, string>>
  readonly attributes: Readonly<Record<string, unknown>>
  readonly from: CivilDate
  readonly to?: CivilDate
  readonly openedBy: number
  readonly closedBy?: number
}

/** What a rule says about a subject. */
export interface Finding {
  readonly ruleId: string
  readonly severity: Severity
  readonly subject: string
  /** The first day on which it has held without a break. */
  readonly since: CivilDate
  /** The first day on which it no longer holds, where the book knows one; it may be ahead. */
  readonly until?: CivilDate
  readonly title: Words
  /** What is wrong. */
  readonly message: Words
  /** What the rule says. */
  readonly text: Words
  /** Where it stands. */
  readonly citation: Words
  /** What to do. */
  readonly next: Words
  /** The facts behind it, the subject's own first. */
  readonly facts: readonly FindingFact[]
  /** Positions of the events behind it, in book order. */
  readonly events: readonly number[]
  /** The edition of the program's rulebook by which it was found. */
  readonly edition: string
}

/** What to look for; all that is given must fit. */
export interface FindingOptions {
  readonly rule?: string | undefined
  /** One subject, or some. */
  readonly subject?: string | ReadonlySet<string> | undefined
  readonly severity?: Severity | undefined
  /** Every finding that held on a day of it, as it stood on the last of these days; by default those of the view's day. */
  readonly window?: Days | undefined
}

/**
 * The findings of a view: judged by the rulebook of each day, as then known. The gravest first, then in the order of the rulebook,
 * then the longest standing.
 */
export function findingsOn(view: View, { rule, subject, severity, window }: FindingOptions = {}): readonly Finding[] {
  const { facts, asOf } = view
  const days = window ?? { from: asOf, to: plusDays(asOf, 1) }
  const lastDay = plusDays(days.to, -1)
  const wanted = typeof subject === 'string' ? new Set([subject]) : subject
  const found = ruleIds(facts)
    .filter((ruleId) => rule === undefined || ruleId === rule)
    .flatMap((ruleId) =>
      runs(facts, ruleId, wanted)
        .filter((run) => run.from < days.to && days.from < run.to)
        .map((run) => findingOf(run, run.to < days.to ? plusDays(run.to, -1) : lastDay))
        .toSorted((a, b) => compare(a.since, b.since) || compare(a.subject, b.subject)),
    )
    .filter((finding) => severity === undefined || finding.severity === severity)
  // Sorting keeps the order of the rulebook among equals.
  return found.toSorted((a, b) => rank(b) - rank(a))
}

const rank = ({ severity }: Finding): number => severities.options.indexOf(severity)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** How many findings there are of each severity that there are any of, the gravest first. */
export const severityCounts = (
  findings: readonly Finding[],
): readonly { readonly severity: Severity; readonly count: number }[] =>
  severities.options.toReversed().flatMap((one) => {
    const count = findings.filter(({ severity }) => severity === one).length
    return count === 0 ? [] : [{ severity: one, count }]
  })

/** All of a rule's runs are made once and kept with the facts; those of a few subjects are quicker made anew. */
function runs(facts: Facts, ruleId: string, wanted: ReadonlySet<string> | undefined): readonly Run[] {
  const made = facts.derive(memoOf)
  const all = made.get(ruleId)
  if (all) return wanted ? all.filter(({ subject }) => wanted.has(subject)) : all
  const found = runsOf(facts, ruleId, (subject) => !wanted || wanted.has(subject))
  if (!wanted) made.set(ruleId, found)
  return found
}

const memoOf = (): Map<string, readonly Run[]> => new Map()

/** The run as it stood on one of its days. */
function findingOf({ subject, from, to, parts }: Run, day: CivilDate): Finding {
  const { text, found, severity, row } = gravestOn(parts, day)
  const rows = [...(row ? [row] : []), ...(found.rows ?? [])]
  return {
    ruleId: text.ruleId,
    severity,
    subject,
    since: from,
    ...(to === openEnd ? {} : { until: to }),
    title: text.title,
    message: found.message,
    text: text.check.says(text.parameters),
    citation: text.citation,
    next: text.check.next,
    facts: rows.map(plain),
    events: [...new Set([...eventsOf(rows), ...(found.events ?? [])])].toSorted((a, b) => a - b),
    edition: rulebookEdition,
  }
}

/** Parts of one run may overlap (two acts that broke one rule): the gravest is told of, and of equals the first. */
const gravestOn = (parts: readonly Judged[], day: CivilDate): Judged =>
  parts
    .filter((part) => part.from <= day && day < part.to)
    .reduce((a, b) => (severities.options.indexOf(b.severity) > severities.options.indexOf(a.severity) ? b : a))

const plain = ({ relation, key, attributes, from, to, openedBy, closedBy }: Row): FindingFact => ({
  relation,
  key,
  attributes,
  from,
  ...(to === openEnd ? {} : { to }),
  openedBy,
  ...(closedBy === null ? {} : { closedBy }),
})
