import { openEnd, type CivilDate } from '../kernel/civil-date.ts'
import { factsFrom, type Facts } from '../kernel/facts.ts'
import { fail, type Words } from '../kernel/refusal.ts'
import type { Row } from '../kernel/row.ts'
import type { Days } from '../kernel/stretches.ts'
import type { View } from '../view.ts'
import { checks, defaultTexts, knownTexts } from './catalogue.ts'
import type { Check, DefaultText } from './check.ts'
import { rule as rules } from './rule.ts'
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

/** The ids of all rules that the book may have: those that come with the program in their order, then its own. */
export const ruleIds = (facts: Facts): readonly string[] => [
  ...new Set([...knownTexts.keys(), ...facts.rows(rules).map(({ key }) => key.ruleId)]),
]

/** A rule as the book has it, day for day: what the book adopted or switched off stands before the default rulebook. */
export function ruleHistory(facts: Facts, ruleId: string): RuleHistory {
  const byDefault = defaultTexts.get(ruleId) ?? []
  const own = facts.where(rules, 'ruleId', ruleId).toSorted((a, b) => (a.from < b.from ? -1 : 1))
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
    if (row.attributes.inForce) texts.push(adoptedText(ruleId, row))
    else off.push(row)
    day = row.to
  }
  without(openEnd)
  return { texts, off }
}

function defaultBetween(text: DefaultText<unknown> & { readonly check: Check }, days: Days): readonly RuleText[] {
  const { id, check, severity, title, citation, parameters, from = dawn, until = openEnd } = text
  const life = { from: from > days.from ? from : days.from, to: until < days.to ? until : days.to }
  return life.from < life.to ? [{ ruleId: id, check, severity, title, citation, parameters, ...life }] : []
}

/** Fails where the check is one that a newer program added. */
function adoptedText(ruleId: string, { attributes, from, to, openedBy }: Row<typeof rules>): RuleText {
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
  /** The first day on which it is no longer in force. */
  readonly until?: CivilDate
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
  ...(to === openEnd ? {} : { until: to }),
  ...(adoptedBy === undefined ? {} : { adoptedBy }),
})

/** The rulebook of a view: the texts in force on its day, as then known, in the order of the rulebook. */
export const rulesOn = ({ facts, asOf }: Pick<View, 'facts' | 'asOf'>): readonly RuleEntry[] =>
  ruleIds(facts).flatMap((ruleId) =>
    ruleHistory(facts, ruleId)
      .texts.filter(({ from, to }) => from <= asOf && asOf < to)
      .map(ruleEntry),
  )

/**
 * All texts of one rule, in order of their dates, whether in force or not, and then what is on offer, where the book has not adopted
 * a text of its own. Empty where there is no such rule.
 */
export function ruleTexts(facts: Facts, ruleId: string): readonly RuleEntry[] {
  const { texts } = ruleHistory(facts, ruleId)
  const offered = texts.some(({ adoptedBy }) => adoptedBy !== undefined)
    ? []
    : (knownTexts.get(ruleId) ?? []).filter(({ onOffer }) => onOffer)
  return [
    ...texts.map(ruleEntry),
    ...offered
      .flatMap((text) => defaultBetween(text, { from: dawn, to: openEnd }))
      .map((text): RuleEntry => ({ ...ruleEntry(text), onOffer: true })),
  ]
}

/** The facts of no book: with them the rulebook is the default one. */
export const noFacts: Facts = factsFrom({ rows: () => [], events: () => [] })
