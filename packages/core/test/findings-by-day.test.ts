import { plusDays, relation, type Facts } from '@taizhang/core'
import {
  asGrave,
  checks,
  findingsOn,
  type Check,
  type Finding,
  type Look,
  type Severity,
  type Subject,
} from '@taizhang/core/rulebook'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, scriptArbitrary, smallUniverse } from '../src/testing/index.ts'

/**
 * The engine goes from change to change; this model tries one day after the other, and looks at nothing but that day. What a check
 * holds is for `rulebook-limits.test.ts` to say.
 */
const books = 40
const seed = Number(process.env['TAIZHANG_SEED'] ?? Date.now() % 2 ** 31)

interface Text {
  readonly check: Check
  readonly severity: Severity
  readonly parameters: unknown
}

const known = checks.flatMap((check) => check.texts.map((text) => ({ check, ...text })))
const ruleIds = [...new Set([...known.map(({ id }) => id), 'x1', 'x2'])]

/** The text of a rule on a day: the book's own, else the default one. */
function textOn(facts: Facts, ruleId: string, day: string): Text | 'off' | undefined {
  const own = facts.where(relation.rule, 'ruleId', ruleId)
  const row = own.find(({ from, to }) => from <= day && day < to)
  if (row) {
    const { inForce, check = '', severity = 'notice', parameters } = row.attributes
    const found = checks.find(({ id }) => id === check)
    return inForce && found ? { check: found, severity, parameters } : 'off'
  }
  const texts = known.filter(({ id, onOffer }) => id === ruleId && !onOffer)
  if (texts.length === 0) return own.some(({ to }) => to <= day) ? 'off' : undefined
  return texts.find(({ from = '0001-01-01', until = '9999-12-31' }) => from <= day && day < until)
}

interface Days {
  readonly from: string
  readonly to: string
}
const inOrder = (a: Days, b: Days): number => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)

const rowsSeen = (facts: Facts, subject: Subject, find: Look<unknown>['near'], seen: (row: Days) => boolean): object =>
  Object.fromEntries(
    Object.entries(find ?? {}).map(([name, rows]) => [name, rows(facts, subject).filter(seen).toSorted(inOrder)]),
  )

/** All subjects of all looks: who may be judged does not depend on the day. */
interface Candidate {
  readonly check: Check
  readonly look: Look<unknown>
  readonly subject: Subject
}
const candidatesIn = (facts: Facts): readonly Candidate[] =>
  checks.flatMap((check) =>
    check.looks.flatMap((look) => [...look.subjects(facts)].map((subject) => ({ check, look, subject }))),
  )

interface Verdict {
  readonly severity: Severity
  /** What its findings on that day are about. */
  readonly about: ReadonlySet<string | undefined>
}

function verdict(facts: Facts, ruleId: string, { check, look, subject }: Candidate, on: string): Verdict | undefined {
  if (on < subject.from || on >= subject.to) return undefined
  const today = textOn(facts, ruleId, on)
  const text = look.judgedOn ? textOn(facts, ruleId, look.judgedOn(subject, facts)) : today
  if (today === 'off' || text === undefined || text === 'off' || text.check !== check) return undefined
  const near = rowsSeen(facts, subject, look.near, ({ from, to }) => from <= on && on < to)
  const past = rowsSeen(facts, subject, look.past, ({ from }) => from <= on)
  // A look's own types are known only where it is written; it is handed back what it asked for.
  const onDay = { ...near, ...past, subject, on, facts } as unknown as Parameters<typeof look.holds>[0]
  const found = look.holds(onDay, text.parameters)
  if (!found) return undefined
  const { severity = text.severity, about } = found
  return { severity: asGrave(severity, text.severity) ? text.severity : severity, about: new Set([about]) }
}

/** The gravest that a rule says on a day, by subject. */
function naive(
  facts: Facts,
  ruleId: string,
  candidates: readonly Candidate[],
  on: string,
): ReadonlyMap<string, Verdict> {
  const found = new Map<string, Verdict>()
  for (const candidate of candidates) {
    const said = verdict(facts, ruleId, candidate, on)
    const before = found.get(candidate.subject.id)
    if (!said) continue
    const about = new Set([...(before?.about ?? []), ...said.about])
    const isGravest = !before || asGrave(said.severity, before.severity)
    found.set(candidate.subject.id, { severity: isGravest ? said.severity : before.severity, about })
  }
  return found
}

const [firstTried, lastTried] = ['2017-06-01', '2022-06-01']
const dayArbitrary = fc.nat(1700).map((days) => plusDays('2017-09-01', days))
const universe = {
  ...smallUniverse,
  days: Array.from({ length: 40 }, (_, at) => plusDays('2018-01-15', at * 31 + (at % 3) * 5)),
}

/** What rules look at most. */
const types = [
  [
    'UnitListed',
    'UnitDelisted',
    'UnitCreditCodeAssigned',
    'HeadcountReported',
    'CoverageExtended',
    'CoverageWithdrawn',
  ],
  ['OrganizationFounded', 'OrganizationReassigned', 'BranchUpgraded', 'OrganizationDowngraded', 'DossierReviewed'],
  [
    'TermStarted',
    'TermRenewed',
    'TermExtensionApproved',
    'EarlyElectionApproved',
    'RenewalReminderSent',
    'OfficeTaken',
  ],
  ['ApplicationSubmitted', 'ActivistConfirmed', 'DevelopmentTargetFiled', 'CandidateTransferred', 'MemberRecruited'],
  ['MemberConfirmed', 'ProbationExtended', 'MembershipSuspended', 'MembershipEnded', 'MemberTransferred'],
  ['RuleAdopted', 'RuleRepealed', 'FigureReported', 'EventWithdrawn', 'ScopeDefined', 'MemberEnrolled'],
  ['InterviewHeld', 'VenueOpened', 'VenueAssessed', 'PreTaxExpenseClaimed', 'DuesPaid', 'DuesReturned'],
].flat()

/** A day goes on from the day before where one thing is wrong on both: so do all days of a finding but its first, and none after it. */
function expectWithoutBreak(
  said: (on: string) => Verdict | undefined,
  { ruleId, subject, since, until }: Finding,
): void {
  const turn = (on: string): 'nothing' | 'begins' | 'goes on' => {
    const [today, yesterday] = [said(on), said(plusDays(on, -1))]
    if (!today) return 'nothing'
    return [...today.about].some((about) => yesterday?.about.has(about)) ? 'goes on' : 'begins'
  }
  for (let on = later(since, firstTried); on < until && on <= lastTried; on = plusDays(on, 1))
    expect({ ruleId, subject, on, turn: turn(on) }).toEqual({
      ruleId,
      subject,
      on,
      turn: on === since ? 'begins' : 'goes on',
    })
  const after = { ruleId, subject, on: until, turn: until <= lastTried ? turn(until) : 'nothing' }
  expect(after).not.toEqual({ ...after, turn: 'goes on' })
}

const later = (a: string, b: string): string => (a > b ? a : b)
const asText = ({ ruleId, subject, severity }: Pick<Finding, 'ruleId' | 'subject' | 'severity'>): string =>
  `${ruleId} ${subject} ${severity}`

test(`${books} random books: findings are those of trying every day, seed ${seed}`, async () => {
  const compared = new Map<string, number>()
  const scripts = scriptArbitrary({ batches: 150, universe, mostly: types })
  const days = fc.array(dayArbitrary, { minLength: 6, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(scripts, days, fc.nat(), async (script, days, pick) => {
      const ledger = await play(script)
      const view = ledger.asOf('2021-06-30', {
        knownAt: pick % 3 === 0 ? Math.max(1, ledger.size - (pick % 10)) : undefined,
      })
      const candidates = candidatesIn(view.facts)
      for (const asOf of days) {
        const simple = ruleIds.flatMap((ruleId) =>
          [...naive(view.facts, ruleId, candidates, asOf)].map(([subject, { severity }]) => ({
            ruleId,
            subject,
            severity,
          })),
        )
        expect(
          findingsOn({ ...view, asOf })
            .map(asText)
            .toSorted(),
        ).toEqual(simple.map(asText).toSorted())
      }
      for (const [at, finding] of findingsOn(view, { window: { from: firstTried, to: lastTried } }).entries()) {
        const { ruleId, subject } = finding
        compared.set(ruleId, (compared.get(ruleId) ?? 0) + 1)
        // The long ones are all alike: of those that are found everywhere some are gone through.
        if ((compared.get(ruleId) ?? 0) > 20 && (at + pick) % 16 !== 0) continue
        const own = candidates.filter((candidate) => candidate.subject.id === subject)
        expectWithoutBreak((on) => naive(view.facts, ruleId, own, on).get(subject), finding)
      }
    }),
    { numRuns: books, seed },
  )
  console.log([...compared].map(([rule, count]) => `${rule} ${count}`).join(', '))
  expect(compared.size).toBeGreaterThan(15)
})
