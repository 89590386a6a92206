import { plusDays, plusMonths, plusYears, type CivilDate } from '@taizhang/core'
import { dayBetween, earlier, lastDay, recentYears, workday } from './days.ts'
import type { District } from './district.ts'
import { isOpening, type PlannedOrganization } from './plan.ts'
import { randomOf, type Random } from './random.ts'

/** One term of a leading body. */
export interface PlannedTerm {
  readonly organization: PlannedOrganization
  readonly on: CivilDate
  readonly years: number
  /** What the organization is on that day. */
  readonly kind: PlannedOrganization['kind']
  /** `started` with the organization, `renewed` by an election, `told` in a story. */
  readonly how: 'started' | 'renewed' | 'told'
  /** The day on which the term before it ended. */
  readonly due?: CivilDate
  /** The term before it was extended until that day. */
  readonly extendedTo?: CivilDate
  readonly early: boolean
}

/** 69 branches held their elections in the years of the report. */
const branchRenewals = 69

/**
 * When the leading bodies are elected. All elections are held about when they are due, but for those that came due last in the
 * years of the report and would have been too many: they wait for the district's round of elections in autumn 2021, most of
 * them with an approved extension.
 */
export function planTerms(district: District): readonly PlannedTerm[] {
  const random = randomOf('terms')
  const punctual = district.organizations
    .filter(({ kind }) => kind !== 'temporary-branch')
    .flatMap((organization) => chainOf(organization, district, random))
  const counted = punctual.filter(
    ({ how, kind, on }) => how === 'renewed' && kind === 'branch' && recentYears.from <= on && on < recentYears.to,
  )
  const late = counted.toSorted((a, b) => (a.on < b.on ? 1 : -1)).slice(0, counted.length - branchRenewals)
  const waits = new Map(late.map((term, index) => [term, index]))
  const organizations = new Map(late.map((term) => [term.organization, term.on]))
  return punctual.flatMap((term) => {
    const index = waits.get(term)
    if (index !== undefined) return waiting(term, index, random)
    return (organizations.get(term.organization) ?? term.on) < term.on ? [] : [term]
  })
}

/** A term that began late: at the latest a year after it was due, or, where nobody asked for more time, perhaps not yet. */
function waiting(term: PlannedTerm, index: number, random: Random): readonly PlannedTerm[] {
  const { due } = term
  if (due === undefined) return [term]
  const extendedTo = plusMonths(due, 12)
  if (index % 3 < 2) {
    const on = dayBetween(random, '2021-08-02', earlier(plusDays(extendedTo, -6), '2021-12-03'))
    return [{ ...term, on, extendedTo }]
  }
  return index % 2 === 0 ? [{ ...term, on: dayBetween(random, '2021-09-06', '2021-12-10') }] : []
}

function chainOf(organization: PlannedOrganization, { systems }: District, random: Random): readonly PlannedTerm[] {
  const { kind, foundedOn, told, ends } = organization
  const { upgraded, general, group } = systems
  // Elections that go with a change of kind are told in the stories of these organizations.
  const changes: readonly { readonly on: CivilDate; readonly kind: PlannedOrganization['kind'] }[] =
    organization === upgraded.head
      ? [
          { on: upgraded.generalBranchOn, kind: 'general-branch' },
          { on: upgraded.committeeOn, kind: 'committee' },
        ]
      : organization === general.head
        ? [{ on: general.generalBranchOn, kind: 'general-branch' }]
        : []
  const terms: PlannedTerm[] = []
  let now = kind
  let on = isOpening(organization) ? firstElection(organization, random) : foundedOn
  let due: CivilDate | undefined
  let isEarly = false
  let how: PlannedTerm['how'] = isOpening(organization) ? 'renewed' : told === true ? 'told' : 'started'
  // Nobody elects in the last weeks of an organization.
  const latest = ends ? earlier(lastDay, plusDays(ends.on, -46)) : lastDay
  while (on <= latest) {
    const years = now === 'committee' ? 5 : now === 'branch' && hadTwoYears(on) && random.chance(0.25) ? 2 : 3
    terms.push({ organization, on, years, kind: now, how, early: isEarly, ...(due === undefined ? {} : { due }) })
    due = plusYears(on, years)
    const early = organization === group.subsidiaries[1] && on > '2015-01-01' && on < '2018-01-01'
    const next = workday(plusDays(due, early ? -230 : -random.int(3, 26)))
    const change = changes.find((one) => one.on > on && one.on < plusDays(next, 120))
    isEarly = early
    on = change?.on ?? next
    now = change?.kind ?? now
    how = change ? 'told' : 'renewed'
  }
  return terms
}

/** Before 2018 a branch could have a term of two years; for a time some had. */
const hadTwoYears = (on: CivilDate): boolean => '2013-09-01' <= on && on < '2015-11-01'

/** The book learned of terms with the first election after the opening. */
const firstElection = ({ kind }: PlannedOrganization, random: Random): CivilDate =>
  kind === 'committee' ? '2013-04-11' : dayBetween(random, '2012-08-27', '2014-12-16')
