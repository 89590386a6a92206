import { openEnd, type CivilDate } from '../time/civil-date.ts'
import { fail, type Words } from '../errors/refusal.ts'
import { compare } from '../events/canonical.ts'
import type { Row } from '../facts/row.ts'
import type { Days } from '../facts/stretches.ts'
import { expectFacts, expectView } from '../facts/rows-on.ts'
import { type View } from '../ledger/view.ts'
import type { KnownText } from '../define/domain.ts'
import type { Check } from './check.ts'
import { exception as exceptions } from '../parts/exception.ts'
import { rule as rules } from '../parts/rule.ts'
import { expectObject, expectText, unknown } from '../doors/doors.ts'
import type { Severity } from './severity.ts'

/** The text of a rule over the days on which it is in force. */
export interface RuleText extends Days {
  readonly ruleId: string
  readonly check: Check
  readonly severity: Severity
  readonly title: Words
  readonly citation: Words
  readonly parameters: unknown
  /** Position of the event with which the book adopted it; absent for a text of the default rulebook. */
  readonly adoptedBy?: number
}

/** One rule through time: its texts, and the days on which the book has switched it off. Both in order. */
export interface RuleHistory {
  readonly texts: readonly RuleText[]
  readonly off: readonly Days[]
}

const dawn: CivilDate = '0001-01-01'

/** What is needed of a view to know its rules. */
export type RulesOf = Pick<View, 'facts' | 'domain'>

/** The rows of rules that a book has adopted. A domain whose books adopt none has no such relation; it may come from another copy of this package. */
function adoptedRows({ domain, facts }: RulesOf, ruleId?: string): readonly Row<typeof rules>[] {
  const relation = domain.relations.find(({ name }) => name === rules.name) as typeof rules | undefined
  if (!relation) return []
  return ruleId === undefined ? facts.rows(relation) : facts.where(relation, 'ruleId', ruleId)
}

/**
 * The days on which the book excepts subjects from a rule, in order: up to the day that was given, unless the exception was lifted before.
 */
export function exceptionsOf({ domain, facts }: RulesOf, ruleId: string): ReadonlyMap<string, readonly Days[]> {
  const relation = domain.relations.find(({ name }) => name === exceptions.name) as typeof exceptions | undefined
  const rows = relation ? facts.where(relation, 'ruleId', ruleId) : []
  const days = rows
    .map(({ key: { subject }, attributes: { until }, from, to }) => ({ subject, from, to: to < until ? to : until }))
    .filter((one) => one.from < one.to)
    .toSorted((a, b) => compare(a.from, b.from))
  return Map.groupBy(days, ({ subject }) => subject)
}

/** The ids of all rules that the book may have: those that come with the domain in their order, then its own. */
export function ruleIds(view: RulesOf): readonly string[] {
  expectObject(view, 'view')
  expectFacts(view.facts)
  return [...new Set([...view.domain.ruleTexts.keys(), ...adoptedRows(view).map(({ key }) => key.ruleId)])]
}

/** Fails: usage where the id is no text, not-found where neither the domain nor the book has such a rule. */
export function expectRule(view: RulesOf, ruleId: string, parameter: string): void {
  expectText(ruleId, parameter)
  const known = ruleIds(view)
  if (known.includes(ruleId)) return
  const what = { zh: '规则', en: 'rule' }
  const called = (id: string) => view.domain.ruleTexts.get(id)?.at(-1)?.title
  unknown({ code: 'no-such-rule', parameter, what, name: ruleId, names: known, called, fields: { rule: ruleId } })
}

/** A rule as the book has it, day for day: what the book adopted or switched off stands before the default rulebook. */
export function ruleHistory(view: RulesOf, ruleId: string): RuleHistory {
  const { domain } = view
  const known = domain.ruleTexts.get(ruleId) ?? []
  const byDefault = known.filter(({ onOffer }) => !onOffer)
  const own = adoptedRows(view, ruleId).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const texts: RuleText[] = []
  const off: Days[] = []
  let day = dawn
  const without = (to: CivilDate): void => {
    if (day >= to) return
    texts.push(...byDefault.flatMap((text) => defaultBetween(text, { from: day, to })))
    // A rule of the book's own that has ended is off; before its beginning it was none.
    if (byDefault.length === 0 && day !== dawn) off.push({ from: day, to })
  }
  for (const row of own) {
    without(row.from)
    if (row.attributes.inForce) texts.push(adoptedText(domain.checks, ruleId, row))
    else off.push(row)
    day = row.to
  }
  without(openEnd)
  return { texts, off }
}

function defaultBetween(text: KnownText, days: Days): readonly RuleText[] {
  const { id, check, severity, title, citation, parameters, from = dawn, until = openEnd } = text
  const life = { from: from > days.from ? from : days.from, to: until < days.to ? until : days.to }
  return life.from < life.to ? [{ ruleId: id, check, severity, title, citation, parameters, ...life }] : []
}

/** Fails where the check is one that a newer program added. */
function adoptedText(
  checks: ReadonlyMap<string, Check>,
  ruleId: string,
  { attributes, from, to, openedBy }: Row<typeof rules>,
): RuleText {
  const { check: name = '', severity = 'notice', title, citation, parameters } = attributes
  const check = checks.get(name)
  if (!check) {
    fail(
      'unavailable',
      'unknown-check',
      {
        zh: `规则 ${ruleId} 所用的检查 ${name} 是本程序不认识的：请使用更新的版本`,
        en: `rule ${ruleId} is on the check ${name}, which this program does not know: use a newer one`,
      },
      { ruleId, check: name, position: openedBy },
    )
  }
  const none = { zh: ruleId, en: ruleId }
  return {
    ruleId,
    check,
    severity,
    title: title ?? none,
    citation: citation ?? none,
    parameters,
    from,
    to,
    adoptedBy: openedBy,
  }
}

/** A rule as people and programs read it. */
export interface RuleEntry {
  readonly ruleId: string
  readonly check: string
  readonly severity: Severity
  readonly title: Words
  /** What the rule says, with its numbers. */
  readonly text: Words
  readonly citation: Words
  /** What to do about a finding. */
  readonly next: Words
  readonly parameters: unknown
  /** The first day on which it is in force; absent where it always has been here. */
  readonly from?: CivilDate
  /** The first day on which it is no longer in force; `openEnd` (`9999-12-31`) while none is known. */
  readonly until: CivilDate
  /** Position of the event with which the book adopted it. */
  readonly adoptedBy?: number
  /** A local rule that is not in force until a book adopts it. */
  readonly onOffer?: true
}

/** A text as people and programs read it. */
const ruleEntry = ({
  ruleId,
  check,
  severity,
  title,
  citation,
  parameters,
  from,
  to,
  adoptedBy,
}: RuleText): RuleEntry => ({
  ruleId,
  check: check.id,
  severity,
  title,
  text: check.says(parameters),
  citation,
  next: check.next,
  parameters,
  ...(from === dawn ? {} : { from }),
  until: to,
  ...(adoptedBy === undefined ? {} : { adoptedBy }),
})

/**
 * The rulebook of a view: the texts in force on its day, as then known, in the order of the rulebook.
 *
 * @example rulesOn(view).map(({ ruleId, severity }) => [ruleId, severity]) // => [['SERVICE-DUE', 'warning']]
 */
export function rulesOn(view: RulesOf & Pick<View, 'asOf'>): readonly RuleEntry[] {
  expectView(view)
  const { asOf } = view
  return ruleIds(view).flatMap((ruleId) =>
    ruleHistory(view, ruleId)
      .texts.filter(({ from, to }) => from <= asOf && asOf < to)
      .map(ruleEntry),
  )
}

/**
 * All texts of one rule, in order of their dates, whether in force or not, and then what is on offer, where the book has not adopted
 * a text of its own.
 *
 * Throws `LedgerError` (not-found) where there is no such rule.
 *
 * @example ruleTexts(view, 'SERVICE-DUE').map(({ title }) => title.en) // => ['Service due']
 */
export function ruleTexts(view: RulesOf, ruleId: string): readonly RuleEntry[] {
  expectRule(view, ruleId, 'ruleId')
  const { texts } = ruleHistory(view, ruleId)
  const offered = texts.some(({ adoptedBy }) => adoptedBy !== undefined)
    ? []
    : (view.domain.ruleTexts.get(ruleId) ?? []).filter(({ onOffer }) => onOffer)
  return [
    ...texts.map(ruleEntry),
    ...offered
      .flatMap((text) => defaultBetween(text, { from: dawn, to: openEnd }))
      .map((text): RuleEntry => ({ ...ruleEntry(text), onOffer: true })),
  ]
}
