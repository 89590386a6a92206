import {
  occurrence,
  daysBetween,
  openEnd,
  plusDays,
  plusMonths,
  plusYears,
  beginningOf,
  holdsOn,
  type AttributesOf,
} from '@taizhang/kernel/define'
import { organization } from './domain/organization/organization.ts'
import { earlyElectionApproved } from './domain/term/early-election-approved.ts'
import { office } from './domain/term/office.ts'
import { renewalReminderSent } from './domain/term/renewal-reminder-sent.ts'
import { endOfTerm, term } from './domain/term/term.ts'
import { countedAnywhere } from './figures/counting.ts'
import { rowsOn, type CivilDate, type Facts, type Row, type View } from '@taizhang/kernel'
import { served } from './figures/outlived.ts'
import { expectChoice, expectObject, expectView, expectWhole } from '@taizhang/kernel/internal'

const units = ['days', 'months', 'years'] as const

/** A length of time, counted by the calendar. */
export interface Span {
  /** A whole number from 0 on. */
  readonly amount: number
  readonly unit: (typeof units)[number]
}

/** How long before its end a superior reminds of a renewal (branch regulations 2018, ch. 6). */
const reminderMonths = 6

/** The day that lies a span before another. A term that ends on 31 August is due within six months from 28 February on. */
function before(day: CivilDate, { amount, unit }: Span): CivilDate {
  switch (unit) {
    case 'days':
      return plusDays(day, -amount)
    case 'months':
      return plusMonths(day, -amount)
    case 'years':
      return plusYears(day, -amount)
  }
}

/**
 * The terms of the view's day that are overdue, or end within a span, soonest first: those of organizations that statistics count.
 * A term ends where its approved extension does, else where its years are over; that is the first day without a term, so a term is
 * overdue from it on.
 *
 * Throws `LedgerError` (usage) where the span is none.
 *
 * @example termsDue(view, { amount: 6, unit: 'months' }).map(({ organizationId }) => organizationId) // => []
 */
export function termsDue(view: View, within: Span): readonly TermDue[] {
  expectView(view)
  expectObject(within, 'within')
  expectWhole(within.amount, 'within.amount')
  expectChoice(within.unit, 'within.unit', units)
  return rowsOn(view, term)
    .flatMap((row) => {
      const organizations = view.facts.where(organization, 'organizationId', row.key.organizationId)
      const own = organizations.find((one) => holdsOn(one, view.asOf))
      return own && countedAnywhere([own]) && before(endOfTerm(row), within) <= view.asOf
        ? [termDue(view, row, own)]
        : []
    })
    .toSorted((a, b) =>
      a.dueOn === b.dueOn ? (a.organizationId < b.organizationId ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1,
    )
}

/** A term that comes due or is overdue, as {@link termsDue} gives it. */
export interface TermDue {
  readonly organizationId: string
  readonly name: string
  readonly kind: AttributesOf<typeof organization>['kind']
  readonly category: AttributesOf<typeof organization>['category']
  readonly superiorId?: string
  readonly superiorName?: string | undefined
  readonly startedOn: CivilDate
  readonly years: number
  readonly expiresOn: CivilDate
  /** Approved: the first day on which the extended term no longer holds. */
  readonly extendedTo?: CivilDate
  /** The first day without a term, by the extension where there is one. */
  readonly dueOn: CivilDate
  /** Days from the view's day; 0 or less is overdue. */
  readonly daysLeft: number
  /** When the superior last reminded, in the six months before the end or later. */
  readonly remindedOn?: CivilDate
  /** The day for which an early election has been approved. */
  readonly earlyElectionOn?: CivilDate
  /** The day after the view's on which the term ends by what the book knows already; absent while no end is recorded. */
  readonly endsOn?: CivilDate
  /** Whether another term begins on {@link endsOn}. */
  readonly renewed?: boolean
  /** Those who have died, left the Party or moved away are left out; those sent by the superior are not. */
  readonly secretaryIds: readonly string[]
  /** Position of the event that began the term. */
  readonly openedBy: number
}

function termDue(view: View, row: Row<typeof term>, { attributes }: Row<typeof organization>): TermDue {
  const { asOf, facts } = view
  const { organizationId } = row.key
  const { startedOn, years, expiresOn, extendedTo } = row.attributes
  const { superiorId } = attributes
  const dueOn = endOfTerm(row)
  const { openedBy } = beginningOf(row)
  const lastSince = (from: CivilDate, all: typeof reminders): Row<typeof occurrence> | undefined =>
    facts
      .derive(all)
      .get(organizationId)
      ?.findLast((one) => from <= one.from && one.from <= asOf)
  const reminder = lastSince(latest(startedOn, plusMonths(dueOn, -reminderMonths)), reminders)
  const early = lastSince(startedOn, earlyElections)
  const terms = facts.where(term, 'organizationId', organizationId)
  const endsOn = (terms.findLast((other) => beginningOf(other).openedBy === openedBy) ?? row).to
  return {
    organizationId,
    name: attributes.name,
    kind: attributes.kind,
    category: attributes.category,
    ...(superiorId === undefined ? {} : { superiorId, superiorName: nameOn(facts, superiorId, asOf) }),
    startedOn,
    years,
    expiresOn,
    ...(extendedTo === undefined ? {} : { extendedTo }),
    dueOn,
    daysLeft: daysBetween(asOf, dueOn),
    ...(reminder === undefined ? {} : { remindedOn: reminder.from }),
    ...(early === undefined ? {} : { earlyElectionOn: String(early.attributes.data['on']) }),
    ...(endsOn === openEnd ? {} : { endsOn, renewed: terms.some(({ from }) => from === endsOn) }),
    secretaryIds: served(
      facts,
      facts
        .where(office, 'organizationId', organizationId)
        .filter((one) => one.key.post === 'secretary' && holdsOn(one, asOf)),
    )
      .filter((one) => holdsOn(one, asOf))
      .map(({ key }) => key.personId)
      .toSorted(),
    openedBy,
  }
}

const latest = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b)

const nameOn = (facts: Facts, organizationId: string, day: CivilDate): string | undefined =>
  facts.where(organization, 'organizationId', organizationId).find((row) => holdsOn(row, day))?.attributes.name

/** Groups the occurrences of a type by organization, in order of days. */
const byOrganization =
  (type: string) =>
  (facts: Facts): ReadonlyMap<unknown, readonly Row<typeof occurrence>[]> =>
    Map.groupBy(
      facts.where(occurrence, 'type', type).toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)),
      ({ attributes: { data } }) => data['organizationId'],
    )

const reminders = byOrganization(renewalReminderSent.type)
const earlyElections = byOrganization(earlyElectionApproved.type)
