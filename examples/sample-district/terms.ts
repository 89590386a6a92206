import { type CivilDate, type DataOf, type Draft, draft, plusDays, plusMonths } from '@taizhang/core'
import type { Systems } from './systems.ts'
import { lastDay, openingDay, workday } from './days.ts'
import type { Deed } from './desk.ts'
import type { District } from './district.ts'
import { organizationDocument, townDocument } from './documents.ts'
import { isFullOn, leavesOn, type People, type Person } from './person.ts'
import { isOpening, type PlannedOrganization } from './plan.ts'
import { randomOf } from './random.ts'
import { planTerms, type PlannedTerm } from './term-calendar.ts'

/** A secretary's time in office. */
export interface Tenure {
  readonly organization: PlannedOrganization
  readonly person: Person
  readonly from: CivilDate
  /** The day on which somebody else took over, if anybody did. */
  readonly to?: CivilDate
}

export interface Terms {
  readonly deeds: readonly Deed[]
  readonly tenures: readonly Tenure[]
  /** The first term of an organization, for the batch that founds it. */
  startOf(organization: PlannedOrganization): readonly Draft[]
  /** An election that belongs to a story. */
  electionOf(organization: PlannedOrganization, on: CivilDate): readonly Draft[]
}

export function planElections(district: District, people: People): Terms {
  const terms = planTerms(district)
  const elections = new Map<PlannedTerm, DataOf<'TermRenewed'>>()
  const tenures: Tenure[] = []
  const deeds: Deed[] = []
  for (const [organization, own] of Map.groupBy(terms, (term) => term.organization)) {
    const held = holdElections(organization, own, membersUnder(district, people, organization))
    for (const [term, data] of held.elections) elections.set(term, data)
    tenures.push(...held.tenures)
    deeds.push(...held.deeds)
  }
  const drafted = (organization: PlannedOrganization, on: CivilDate): readonly Draft[] =>
    terms
      .filter((term) => term.organization === organization && term.on === on)
      .flatMap((term) => {
        const data = elections.get(term)
        if (!data) return []
        return [draft(term.on === organization.foundedOn ? 'TermStarted' : 'TermRenewed', on, data)]
      })
  return {
    deeds: [...deeds, ...terms.flatMap((term) => renewalDeeds(term, drafted))],
    tenures,
    startOf: (organization) => drafted(organization, organization.foundedOn),
    electionOf: drafted,
  }
}

type MembersOn = (day: CivilDate) => readonly Person[]

/** A head without members of its own is elected by those below it. */
const membersUnder = ({ systems }: District, people: People, organization: PlannedOrganization): MembersOn => {
  const all: readonly Systems[keyof Systems][] = Object.values(systems)
  const system = all.find(({ head }) => head === organization)
  const electing = system ? [organization, ...system.departments, ...system.subsidiaries] : [organization]
  return (day) => electing.flatMap((one) => people.membersOn(one, day))
}

/** Goes through an organization's terms and elects; whoever leaves before the end of the term is replaced. */
function holdElections(organization: PlannedOrganization, terms: readonly PlannedTerm[], membersOn: MembersOn) {
  const random = randomOf(`elections ${organization.id}`)
  const elections = new Map<PlannedTerm, DataOf<'TermRenewed'>>()
  const tenures: Tenure[] = []
  const deeds: Deed[] = []
  const { id: organizationId, ends, town } = organization
  const end = ends?.on ?? lastDay
  let secretary: Tenure | undefined
  const takeOver = (person: Person, on: CivilDate): void => {
    if (secretary?.person === person) return
    if (secretary) tenures.push({ ...secretary, to: on })
    secretary = { organization, person, from: on }
  }
  const stays = (person: Person): CivilDate => earliestLeave(person, organization, membersOn)
  const candidatesOn = (day: CivilDate, until: CivilDate): readonly Person[] =>
    membersOn(day)
      .filter((person) => isFullOn(person, day) && !person.suspension)
      .toSorted((a, b) => rank(b) - rank(a))
      .toSorted((a, b) => Number(stays(b) >= until) - Number(stays(a) >= until))

  if (isOpening(organization) && organization.size > 0) {
    const [person] = candidatesOn(openingDay, terms[0]?.on ?? end)
    if (person) {
      takeOver(person, openingDay)
      const drafts = [draft('OfficeTaken', openingDay, { organizationId, post: 'secretary', personId: person.id })]
      deeds.push({ on: openingDay, filedOn: '2012-02-16', return: `任职摸底 ${town.clerk}`, actor: town.clerk, drafts })
    }
  }
  const starts = [{ on: openingDay }, ...terms]
  for (const [index, { on }] of starts.entries()) {
    const until = starts[index + 1]?.on ?? end
    const term = terms[index - 1]
    if (term) {
      const candidates = candidatesOn(on, until)
      const again = secretary && candidates.find(({ id }) => id === secretary?.person.id)
      const first = again && stays(again) >= plusDays(on, 400) ? again : candidates[0]
      if (!first) continue
      takeOver(first, on)
      elections.set(term, electionData(term, first, candidates, random.int(0, 9)))
    }
    // By-elections, where a secretary leaves in the middle of a term.
    for (let sitting = ends ? undefined : secretary?.person; sitting && stays(sitting) < until;) {
      const old: Person = sitting
      const left = stays(old)
      sitting = candidatesOn(left, until).find((person) => person !== old)
      if (!sitting) break
      deeds.push(byElection(organization, old, sitting, left))
      takeOver(sitting, left)
    }
  }
  if (secretary) tenures.push(secretary)
  return { elections, tenures, deeds }
}

/** Management first, then those who have been there longest. */
const rank = ({ post, entry }: Person): number =>
  (post === 'middle-or-above' ? 100_000 : 0) - Number(entry.on.replaceAll('-', '').slice(0, 6)) / 10

function earliestLeave(person: Person, organization: PlannedOrganization, membersOn: MembersOn): CivilDate {
  if (organization.size > 0) return leavesOn(person, organization)
  // In a system it is enough to stay somewhere below.
  const exit = person.exit?.on ?? '9999-12-31'
  const moved = person.stays
    .map(({ from }) => from)
    .find((from) => from > person.entry.on && !membersOn(from).includes(person))
  return moved ?? exit
}

function electionData(
  { organization, years, kind, on }: PlannedTerm,
  secretary: Person,
  candidates: readonly Person[],
  dice: number,
): DataOf<'TermRenewed'> {
  const eligible = candidates.length
  const others = candidates.filter((person) => person !== secretary)
  const seats = kind === 'committee' ? 7 : kind === 'general-branch' ? 5 : eligible >= 20 ? 5 : eligible >= 7 ? 3 : 1
  const body = others.slice(0, seats - 1)
  return {
    organizationId: organization.id,
    years,
    eligible,
    // More than four fifths; in one small branch of 2015 somebody was missing all the same.
    present:
      eligible -
      (eligible >= 6 ? Math.floor((eligible * (dice % 3)) / 18) : dice === 0 && on.startsWith('2015') ? 1 : 0),
    elected: [
      { personId: secretary.id, post: 'secretary' },
      ...body.map((person, index) => ({
        personId: person.id,
        post: index === 0 ? ('deputy-secretary' as const) : ('committee-member' as const),
      })),
    ],
  }
}

function byElection({ id: organizationId, town }: PlannedOrganization, old: Person, next: Person, on: CivilDate): Deed {
  return {
    on,
    actor: town.clerk,
    drafts: [
      draft('OfficeLeft', on, { organizationId, post: 'secretary', personId: old.id }),
      draft('OfficeTaken', on, { organizationId, post: 'secretary', personId: next.id }),
    ],
  }
}

/** An election with what came before it: the superior's reminder, an approval to hold it later or earlier. */
function renewalDeeds(
  term: PlannedTerm,
  drafted: (organization: PlannedOrganization, on: CivilDate) => readonly Draft[],
): readonly Deed[] {
  const { organization, on, how, due, extendedTo, early } = term
  const { id: organizationId, town } = organization
  const deeds: Deed[] = []
  if (how !== 'renewed') return deeds
  if (due !== undefined && due > '2019-05-01' && !early && Number(organizationId.slice(1)) % 3 > 0) {
    const reminded = workday(plusMonths(due, -4))
    const drafts = [draft('RenewalReminderSent', reminded, { organizationId })]
    deeds.push({ on: reminded, return: `换届提醒 ${town.clerk}`, actor: town.clerk, drafts })
  }
  if (due !== undefined && extendedTo !== undefined) {
    const approved = workday(plusDays(due, -12))
    const evidence = organizationDocument(approved)
    const drafts = [draft('TermExtensionApproved', approved, { organizationId, until: extendedTo }, { evidence })]
    deeds.push({ on: approved, actor: town.clerk, drafts })
  }
  if (early) {
    const approved = workday(plusDays(on, -20))
    const evidence = townDocument(town.name, approved)
    deeds.push({
      on: approved,
      actor: town.clerk,
      drafts: [draft('EarlyElectionApproved', approved, { organizationId, on }, { evidence })],
    })
  }
  deeds.push({ on, actor: town.clerk, drafts: drafted(organization, on) })
  return deeds
}
