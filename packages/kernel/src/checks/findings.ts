import { expectSubject } from './subjects.ts'
import type { Domain } from '../define/domain.ts'
import { eventsOf } from '../figures/behind.ts'
import { compare } from '../events/canonical.ts'
import { plusDays, type CivilDate } from '../time/civil-date.ts'
import type { Words } from '../errors/refusal.ts'
import type { Row } from '../facts/row.ts'
import type { AnyRelation, AttributesOf, KeyOf } from '../define/relation.ts'
import type { TypesOf } from '../define/event-types.ts'
import type { RuleId } from '../ledger/domain-names.ts'
import type { Days } from '../facts/stretches.ts'
import { expectView } from '../facts/rows-on.ts'
import { type View } from '../ledger/view.ts'
import { expectScope, expectWholeWindow } from '../figures/doors.ts'
import { expectObject, expectText, wrong } from '../doors/doors.ts'
import { runsOf, wrongOn, type Judged, type Run } from './judge-rule.ts'
import { expectRule, ruleIds } from './rulebook.ts'
import { expectSeverity, rankOf, severity as severities, type Severity } from './severity.ts'

/**
 * A fact behind a finding. `to` is the first day on which it no longer holds, `openEnd` (`9999-12-31`) while none is recorded. `openedBy` and
 * `closedBy` are positions of events.
 */
export interface FindingFact<R extends AnyRelation = AnyRelation> {
  readonly relation: R['name']
  readonly key: KeyOf<R>
  readonly attributes: AttributesOf<R>
  readonly from: CivilDate
  readonly to: CivilDate
  readonly openedBy: number
  readonly closedBy?: number
}

/** What a rule says about a subject. */
export interface Finding<D extends Domain = Domain> {
  readonly ruleId: RuleId<D>
  readonly severity: Severity
  readonly subject: string
  /** The first day on which it has held without a break. */
  readonly since: CivilDate
  /** The first day on which it no longer holds; it may be ahead. `openEnd` (`9999-12-31`) while the book knows of none. */
  readonly until: CivilDate
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
  readonly facts: readonly FactsOf<TypesOf<D>['relation']>[]
  /** Positions of the events behind it, in book order. */
  readonly events: readonly number[]
  /** The edition of the program's rulebook by which it was found. */
  readonly edition: string
}

type FactsOf<R extends AnyRelation> = R extends AnyRelation ? FindingFact<R> : never

/** Which findings are wanted; a finding must meet all options that are given. */
export interface FindingOptions<D extends Domain = Domain> {
  readonly rule?: RuleId<D> | undefined
  /** One subject, or some. */
  readonly subject?: string | ReadonlySet<string> | undefined
  readonly severity?: Severity | undefined
  /** Every finding that held on a day of it, as it stood on the last of these days; by default those of the view's day. */
  readonly window?: Days | undefined
}

/**
 * The findings of a view: judged by the rulebook of each day, as then known. The gravest first, then in the order of the rulebook,
 * then the longest standing.
 *
 * Throws `LedgerError`: not-found where there is no such rule or severity, or no event in the view names the subject; usage where an end of
 * the window is no day, or it ends before it begins.
 *
 * @example
 * const [finding] = findingsOn(ledger.asOf('2021-03-31'))
 * finding?.ruleId // => 'SERVICE-DUE'
 * finding?.since // => '2021-03-01'
 */
export function findingsOn<D extends Domain>(view: View<D>, options: FindingOptions<D> = {}): readonly Finding<D>[] {
  expectView(view)
  expectObject(options, 'options')
  const { rule, subject, severity, window } = options
  if (rule !== undefined) expectRule(view, rule, 'rule')
  if (severity !== undefined) expectSeverity(severity, 'severity')
  if (window !== undefined) expectObject(window, 'window')
  if (window) expectWholeWindow(window)
  const wanted = subjectsIn(subject)
  const found = findingsAbout(view, options)
  const about = new Set(found.map((finding) => finding.subject))
  for (const one of wanted) if (!about.has(one)) expectSubjectOfFindings(view, one)
  return found
}

function subjectsIn(subject: FindingOptions['subject']): ReadonlySet<string> {
  if (subject === undefined) return new Set()
  if (typeof subject !== 'string' && !(subject instanceof Set))
    wrong('bad-subject', 'subject', { zh: '编号，或编号的 Set', en: 'an id, or a Set of ids' }, subject)
  const wanted = typeof subject === 'string' ? new Set([subject]) : subject
  for (const one of wanted) expectText(one, 'subject')
  return wanted
}

/** Nothing found is no answer about a subject that the book does not know. A figure is one, alone or in a scope: `members:enterprise`. */
function expectSubjectOfFindings({ domain, facts }: View, subject: string): void {
  const [id = '', ...scope] = subject.split(':')
  const figure = domain.figures.get(id)
  if (figure) expectScope(facts, figure.scopedBy, scope.length === 0 ? undefined : scope.join(':'))
  else expectSubject({ domain, facts }, subject)
}

/** The same, unchecked. */
export function findingsAbout<D extends Domain>(
  view: View<D>,
  { rule, subject, severity, window }: FindingOptions<D>,
): readonly Finding<D>[] {
  const { asOf } = view
  const days = window ?? { from: asOf, to: plusDays(asOf, 1) }
  const lastDay = plusDays(days.to, -1)
  const wanted = typeof subject === 'string' ? new Set([subject]) : subject
  const found = ruleIds(view)
    .filter((ruleId) => rule === undefined || ruleId === rule)
    .flatMap((ruleId) =>
      runs(view, ruleId, wanted, window ? undefined : asOf)
        .filter((run) => run.from < days.to && days.from < run.to)
        .map((run) => findingOf(view.domain, run, run.to < days.to ? plusDays(run.to, -1) : lastDay))
        .toSorted((a, b) => compare(a.since, b.since) || compare(a.subject, b.subject)),
    )
    .filter((finding) => severity === undefined || finding.severity === severity)
  // Sorting keeps the order of the rulebook among equals.
  // What the facts are is what the view's domain says of its relations.
  return found.toSorted((a, b) => rank(b) - rank(a)) as readonly Finding[] as readonly Finding<D>[]
}

const rank = ({ severity }: Finding): number => rankOf(severity)

/**
 * The number of findings of each severity, the gravest first. Severities without findings are left out.
 *
 * @example severityCounts(findingsOn(ledger.asOf('2021-03-31'))) // => [{ severity: 'warning', count: 1 }]
 */
export const severityCounts = (
  findings: readonly Finding[],
): readonly { readonly severity: Severity; readonly count: number }[] =>
  severities.options.toReversed().flatMap((one) => {
    const count = findings.filter(({ severity }) => severity === one).length
    return count === 0 ? [] : [{ severity: one, count }]
  })

/** A rule's runs that were made of some facts, and the first day that was asked about alone. */
interface Made {
  all?: readonly Run[]
  day?: CivilDate
}

/**
 * All of a rule's runs are made once and kept with the facts; those of a few subjects are quicker made anew. Of the first day that is asked about,
 * those subjects alone are judged on other days with which something is wrong on it.
 */
function runs(
  view: View,
  ruleId: string,
  wanted: ReadonlySet<string> | undefined,
  day: CivilDate | undefined,
): readonly Run[] {
  const known = view.facts.derive(memoOf)
  const made: Made = known.get(ruleId) ?? {}
  known.set(ruleId, made)
  if (made.all) return wanted ? made.all.filter(({ subject }) => wanted.has(subject)) : made.all
  if (day !== undefined && (wanted || (made.day ?? day) === day)) {
    if (!wanted) made.day = day
    const found = wrongOn(view, ruleId, wanted, day)
    return found.size === 0 ? [] : runsOf(view, ruleId, found)
  }
  const found = runsOf(view, ruleId, wanted)
  if (!wanted) made.all = found
  return found
}

const memoOf = (): Map<string, Made> => new Map()

/** The run as it stood on one of its days. */
function findingOf(domain: Domain, { subject, from, to, parts }: Run, day: CivilDate): Finding {
  const { text, found, severity, row } = gravestOn(parts, day)
  const rows = [...(row ? [row] : []), ...(found.rows ?? [])]
  return {
    ruleId: text.ruleId,
    severity,
    subject,
    since: from,
    until: to,
    title: text.title,
    message: found.message,
    text: text.check.says(text.parameters),
    citation: text.citation,
    next: text.check.next,
    facts: rows.map(plain),
    events: [...new Set([...eventsOf(rows), ...(found.events ?? [])])].toSorted((a, b) => a - b),
    edition: domain.rulebookEdition,
  }
}

/** Parts of one run may overlap (two acts that broke one rule): the gravest is told of, and of equals the first. */
const gravestOn = (parts: readonly Judged[], day: CivilDate): Judged =>
  parts
    .filter((part) => part.from <= day && day < part.to)
    .reduce((a, b) => (rankOf(b.severity) > rankOf(a.severity) ? b : a))

const plain = ({ relation, key, attributes, from, to, openedBy, closedBy }: Row): FindingFact => ({
  relation,
  key,
  attributes,
  from,
  to,
  openedBy,
  ...(closedBy === undefined ? {} : { closedBy }),
})
