import type { Attributes } from './change.ts'
import { organizationOn, type Facts } from './facts.ts'
import { field, optionalText, text, type PlainEvent } from './plain-event.ts'
import { compare } from './rows.ts'

/** Something that a flow counts: its day and, where the figure is split by something, the value it has. */
export interface Counted {
  readonly on: string
  readonly value?: string | undefined
  /** One, where nothing else is said. */
  readonly amount?: number
  readonly qualifier?: string
  /** What is counted once, where the figure counts different things. */
  readonly one?: string | undefined
}

export interface Flow {
  /** The first day, where nobody gives a window. */
  readonly start: string
  readonly by?: string
  /** Different things are counted, each once in a window. */
  readonly different?: boolean
  /** What `by` tells apart has different measures, so there is no total. */
  readonly incomparable?: boolean
  readonly counted: (facts: Facts) => readonly Counted[]
}

export const RECENT_YEARS = '2018-01-01'
export const LAST_THREE_YEARS = '2018-07-01'

export const liveOf = (facts: Facts, type: string): readonly PlainEvent[] =>
  facts.live.map(({ event }) => event).filter((event) => event.type === type)

const organizationFact = (facts: Facts, { data }: PlainEvent) =>
  facts.find({ relation: 'organization', key: { organizationId: text(data, 'organizationId') } })

/** The organization in the life in which the event changed it, which perhaps lasted no days. */
export function touchedBy(event: PlainEvent, facts: Facts): Attributes | undefined {
  return organizationFact(facts, event)?.touched.get(event.position)?.stretches[0]?.attributes
}

/** The organization that holds on the event's day, or else one that came and went on it. */
export function onTheDayOf(event: PlainEvent, facts: Facts): Attributes | undefined {
  const day = event.effectiveOn
  const ofNoDays = organizationFact(facts, event)?.episodes.findLast(({ from, to }) => from === day && to === day)
  return organizationOn(facts, text(event.data, 'organizationId'), day) ?? ofNoDays?.stretches[0]?.attributes
}

export const hasCategory = (organization: Attributes | undefined) => organization?.['category'] !== 'none'

const changesOfOrganizations =
  (type: string) =>
  (facts: Facts): Counted[] =>
    liveOf(facts, type)
      .filter((event) => hasCategory(touchedBy(event, facts)))
      .map(({ effectiveOn }) => ({ on: effectiveOn }))

/** Those that come under another superior, or, told as the empty text, under none. */
function reassigned(facts: Facts): Counted[] {
  const saying = facts.live
    .filter(({ event }) =>
      ['OrganizationFounded', 'OrganizationTransferredIn', 'OrganizationReassigned'].includes(event.type),
    )
    .toSorted((a, b) => compare(a.event.effectiveOn, b.event.effectiveOn) || a.place - b.place)
    .map(({ event }) => event)
  return liveOf(facts, 'OrganizationReassigned')
    .filter((event) => hasCategory(touchedBy(event, facts)))
    .map((event) => {
      const own = saying.filter(({ data }) => text(data, 'organizationId') === text(event.data, 'organizationId'))
      const before = own[own.indexOf(event) - 1]
      return { on: event.effectiveOn, before: before && superior(before.data), value: superior(event.data) }
    })
    .filter(({ before, value }) => before !== value)
}

/** Empty where the organization reports to nobody. */
function superior(data: object): string {
  return field(data, 'superiorId') === null ? '' : (optionalText(data, 'superiorId') ?? '')
}

function shellsSettled(facts: Facts): Counted[] {
  return facts.of('rectification').flatMap(({ episodes }) =>
    episodes
      .filter(({ stretches }) => stretches[0]?.attributes['reason'] === 'shell')
      .filter(({ bound }) => hasCategory(bound.parents[0]?.stretches[0]?.attributes))
      .flatMap(({ to, closedBy }) => (closedBy === null ? [] : [{ on: to, value: closedBy.live.event.type }]))
      // An organization that leaves for another book settles nothing.
      .filter(({ value }) => value !== 'OrganizationTransferredOut'),
  )
}

function termsRenewed(facts: Facts): Counted[] {
  return liveOf(facts, 'TermRenewed')
    .filter((event) => {
      const organization = onTheDayOf(event, facts)
      return organization?.['kind'] === 'branch' && hasCategory(organization)
    })
    .map(({ effectiveOn }) => ({ on: effectiveOn }))
}

const recruited = (facts: Facts) =>
  liveOf(facts, 'MemberRecruited').filter((event) => hasCategory(onTheDayOf(event, facts)))

export const flows: Readonly<Record<string, Flow>> = {
  'organizations-founded': { start: RECENT_YEARS, counted: changesOfOrganizations('OrganizationFounded') },
  upgrades: { start: RECENT_YEARS, counted: changesOfOrganizations('BranchUpgraded') },
  'organizations-reassigned': {
    start: RECENT_YEARS,
    by: 'superior',
    counted: reassigned,
  },
  'shells-settled': { start: RECENT_YEARS, by: 'how', counted: shellsSettled },
  'terms-renewed': { start: RECENT_YEARS, counted: termsRenewed },
  'members-recruited': {
    start: LAST_THREE_YEARS,
    by: 'post',
    counted: (facts) =>
      recruited(facts).map(({ effectiveOn, data }) => ({ on: effectiveOn, value: text(data, 'post') })),
  },
  'investors-recruited': {
    start: RECENT_YEARS,
    counted: (facts) =>
      recruited(facts)
        .filter(({ data }) => field(data, 'isInvestor') === true)
        .map(({ effectiveOn }) => ({ on: effectiveOn })),
  },
}
