import type { CivilDate } from '../time/civil-date.ts'
import type { Facts } from '../facts/facts.ts'
import type { Row } from '../facts/row.ts'
import { inOrder, inSequence, stretches, type Days, type Lists } from '../facts/stretches.ts'
import { compare } from '../events/canonical.ts'
import { overlap, without } from '../grouping/ways.ts'
import type { Found, Look, Subject } from './check.ts'
import { exceptionsOf, ruleHistory, type RuleHistory, type RulesOf, type RuleText } from './rulebook.ts'
import { rankOf, type Severity } from './severity.ts'

/** What a look is given on a day: it reads its own lists and no other. */
type OnDay = Parameters<Look<unknown>['holds']>[0]

/** A stretch of days on which a rule finds the same wrong with a subject. */
export interface Judged extends Days {
  readonly text: RuleText
  readonly found: Found
  readonly severity: Severity
  /** The subject's own fact. */
  readonly row: Row | undefined
}

/** The days without a break on which a rule finds something wrong with a subject. */
export interface Run extends Days {
  readonly subject: string
  /** In order of their first days. */
  readonly parts: readonly Judged[]
}

/**
 * What a rule finds wrong with the subjects that are wanted, on whatever days. Goes from change to change: a change of the text is
 * one too, and a finding that goes on under the new text has not been interrupted.
 */
export function runsOf(view: RulesOf, ruleId: string, wanted: ReadonlySet<string> | undefined): readonly Run[] {
  const bySubject = new Map<string, Judged[]>()
  const { facts } = view
  const history = ruleHistory(view, ruleId)
  const excepted = exceptionsOf(view, ruleId)
  for (const text of history.texts) {
    for (const look of text.check.looks) {
      for (const subject of subjectsOf(facts, look, wanted)) {
        const judged = bySubject.get(subject.id) ?? []
        const days = excepted.get(subject.id)
        for (const part of judge(facts, history, text, look, subject))
          if (days) judged.push(...without(part, days).map((left) => ({ ...part, ...left })))
          else judged.push(part)
        if (judged.length > 0) bySubject.set(subject.id, judged)
      }
    }
  }
  return [...bySubject].flatMap(([subject, judged]) => withoutBreak(subject, judged))
}

/** The subjects with which a rule finds something wrong on a day. Each is judged on that day alone. */
export function wrongOn(
  view: RulesOf,
  ruleId: string,
  wanted: ReadonlySet<string> | undefined,
  day: CivilDate,
): ReadonlySet<string> {
  const found = new Set<string>()
  const { facts } = view
  const history = ruleHistory(view, ruleId)
  for (const text of history.texts)
    for (const look of text.check.looks) {
      if (!look.judgedOn && !isIn(day, text)) continue
      const seen = seenBy(look)
      for (const subject of subjectsOf(facts, look, wanted)) {
        if (!isIn(day, subject) || found.has(subject.id)) continue
        if (look.judgedOn && !lives(facts, history.off, text, look, subject).some((days) => isIn(day, days))) continue
        if (look.holds(onDay(facts, subject, seen, day), text.parameters)) found.add(subject.id)
      }
    }
  return found
}

const isIn = (day: CivilDate, { from, to }: Days): boolean => from <= day && day < to

type Find = NonNullable<Look<unknown>['near']>[string]

/** The lists of a look: whether they are seen only on the days they hold, or from their first day on. */
interface SeenList {
  readonly name: string
  readonly rows: Find
  readonly onlyWhileHeld: boolean
}

function seenBy({ near = {}, past = {} }: Look<unknown>): readonly SeenList[] {
  const lists = (found: typeof near, onlyWhileHeld: boolean): readonly SeenList[] =>
    Object.entries(found).map(([name, rows]) => ({ name, rows, onlyWhileHeld }))
  return [...lists(near, true), ...lists(past, false)]
}

/** What a look sees on one day: what `stretches` would give on it, without the other days. */
function onDay(facts: Facts, subject: Subject, seen: readonly SeenList[], day: CivilDate): OnDay {
  const around: Record<string, unknown> = { subject, on: day, facts }
  for (const { name, rows, onlyWhileHeld } of seen) {
    const all = rows(facts, subject)
    const isSeen = (row: Row): boolean => row.from <= day && (!onlyWhileHeld || day < row.to)
    around[name] = inSequence(all.every(isSeen) ? all : all.filter(isSeen))
  }
  // What it is handed is what it asked for by these names.
  return around as unknown as OnDay
}

/** The subjects of a look, which are listed once for all rules on them. */
function* subjectsOf(
  facts: Facts,
  { subjects }: Look<unknown>,
  wanted: ReadonlySet<string> | undefined,
): Generator<Subject> {
  for (const subject of facts.derive(listings.get(subjects) ?? listing(subjects)))
    if (!wanted || wanted.has(subject.id)) yield subject
}

type Listing = (facts: Facts) => readonly Subject[]

const listings = new WeakMap<Look<unknown>['subjects'], Listing>()

function listing(subjects: Look<unknown>['subjects']): Listing {
  const list: Listing = (facts) => [...subjects(facts)]
  listings.set(subjects, list)
  return list
}

function* judge(
  facts: Facts,
  { off }: RuleHistory,
  text: RuleText,
  look: Look<unknown>,
  subject: Subject,
): Generator<Judged> {
  for (const life of lives(facts, off, text, look, subject)) {
    if (life.from >= life.to) continue
    const seen = {
      near: listsOf(facts, subject, look.near),
      past: listsOf(facts, subject, look.past),
      turns: [...(look.turns?.(subject, text.parameters, facts) ?? [])].filter((day) => day !== undefined),
    }
    for (const { from, to, around } of stretches(life, seen)) {
      const found = look.holds(Object.assign({}, around, { subject, on: from, facts }) as OnDay, text.parameters)
      if (!found) continue
      const { severity = text.severity } = found
      yield {
        from,
        to,
        text,
        found,
        severity: rankOf(severity) >= rankOf(text.severity) ? text.severity : severity,
        row: subject.row,
      }
    }
  }
}

/**
 * The days on which a subject is judged by a text. For an act they do not depend on how long the text stays in force, but a rule
 * that the book has switched off finds nothing.
 */
function lives(
  facts: Facts,
  off: readonly Days[],
  text: RuleText,
  look: Look<unknown>,
  subject: Subject,
): readonly Days[] {
  if (!look.judgedOn) return [overlap(subject, text)]
  const day = look.judgedOn(subject, facts)
  return text.from <= day && day < text.to ? without(subject, off) : []
}

const listsOf = (facts: Facts, subject: Subject, find: Look<unknown>['near'] = {}): Lists =>
  Object.fromEntries(Object.entries(find).map(([name, rows]) => [name, rows(facts, subject)]))

/**
 * Stretches that overlap, or that meet and are about the same, are one run. So a day goes on from the day before where one thing at
 * least is wrong on both; what else begins on that day belongs to the same run.
 */
function withoutBreak(subject: string, judged: readonly Judged[]): readonly Run[] {
  const runs: { subject: string; from: CivilDate; to: CivilDate; parts: Judged[] }[] = []
  for (const beginning of byFirstDay(judged)) {
    const [{ from }] = beginning
    const last = runs.at(-1)
    const to = later(beginning.map((part) => part.to))
    if (last && (from < last.to || beginning.some((part) => goesOn(last.parts, part)))) {
      last.parts.push(...beginning)
      last.to = later([last.to, to])
    } else runs.push({ subject, from, to, parts: [...beginning] })
  }
  return runs
}

/** All that begin on one day, day after day. */
function byFirstDay(judged: readonly Judged[]): readonly (readonly [Judged, ...Judged[]])[] {
  const groups: [Judged, ...Judged[]][] = []
  for (const part of judged.toSorted(inTurn)) {
    const last = groups.at(-1)
    if (last?.[0].from === part.from) last.push(part)
    else groups.push([part])
  }
  return groups
}

/** By first day, and of the same day as their rows are: of equals the first is told of, wherever the facts are read from. */
function inTurn(a: Judged, b: Judged): number {
  return compare(a.from, b.from) || (a.row && b.row ? inOrder(a.row, b.row) : 0)
}

const later = (days: readonly CivilDate[]): CivilDate => days.reduce((a, b) => (a < b ? b : a))

const goesOn = (parts: readonly Judged[], { from, found }: Judged): boolean =>
  parts.some((part) => part.to === from && part.found.about === found.about)
