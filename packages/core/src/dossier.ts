import {
  exception,
  occurrence,
  beginningOf,
  holdsOn,
  type AnyRelation,
  type AttributesOf,
  type KeyOf,
} from '@taizhang/kernel/define'
import { absence } from './domain/member/absence.ts'
import { candidacy } from './domain/member/candidacy.ts'
import { correction } from './domain/member/correction.ts'
import { disciplinaryProbation } from './domain/member/disciplinary-probation.ts'
import { membership } from './domain/member/membership.ts'
import { mobileMembership } from './domain/member/mobile-membership.ts'
import { coverage } from './domain/organization/coverage.ts'
import { organizationTransferredIn } from './domain/organization/organization-transferred-in.ts'
import { organization } from './domain/organization/organization.ts'
import { partyGroup } from './domain/organization/party-group.ts'
import { rectification } from './domain/organization/rectification.ts'
import { activityRecorded } from './domain/outcomes/activity-recorded.ts'
import { activity } from './domain/outcomes/activity.ts'
import { brand } from './domain/outcomes/brand.ts'
import { roleUnit } from './domain/outcomes/role-unit.ts'
import { talentSite } from './domain/outcomes/talent-site.ts'
import { villagePairing } from './domain/outcomes/village-pairing.ts'
import { venue } from './domain/resources/venue.ts'
import { interview } from './domain/responsibility/interview.ts'
import { crossAppointment } from './domain/term/cross-appointment.ts'
import { office } from './domain/term/office.ts'
import { term } from './domain/term/term.ts'
import { unit } from './domain/unit/unit.ts'
import type { CivilDate, Finding, Instant, Row, View } from '@taizhang/kernel'
import { findingsAbout, expectView } from '@taizhang/kernel/internal'
import { unitsOf, type DossierUnit } from './dossier-units.ts'
import { everUnder, treeOf } from './rulebook/around.ts'
import { expectOrganization } from './subjects.ts'

/** From when to when something held. */
export interface Life {
  /** The first day. */
  readonly from: CivilDate
  /** The first day on which it no longer holds; `openEnd` (`9999-12-31`) while no end is recorded. */
  readonly to: CivilDate
  /** Position of the event with which it began. */
  readonly openedBy: number
  /** Position of the event with which it ended; absent while none is recorded. */
  readonly closedBy?: number
}

/** What something says of itself, from when to when. */
type Lasting<R extends AnyRelation> = AttributesOf<R> & Life
type OfItsOwn<R extends AnyRelation> = Omit<AttributesOf<R>, 'organizationId'> & Life

/** Something that happened on one day: a review, money, a suggestion, an award, an activity. */
export interface DossierActivity {
  readonly on: CivilDate
  /** The event's type. */
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  /** Position of the event. */
  readonly event: number
}

/** 一组织一档, as {@link dossierOf} gives it. Lists are in order of time. */
export interface Dossier {
  readonly organizationId: string
  readonly book: string
  /** The day of the view. */
  readonly asOf: CivilDate
  /** When the last batch in the view was recorded. */
  readonly knownAt: Instant
  /** The book size that the view stands on. */
  readonly size: number
  /** The organization as it is on the day, or was at its end. */
  readonly profile: Lasting<typeof organization> & { readonly exists: boolean; readonly foundedOn: CivilDate }
  /** The organization as it was before, and is. */
  readonly profileHistory: readonly Lasting<typeof organization>[]
  /** Ids of the organizations that report to it on the day. */
  readonly subordinates: readonly string[]
  /** The units that it covers or covered; `name` is that of the day, or the last before. */
  readonly coverage: readonly (Lasting<typeof coverage> & {
    readonly unitId: string
    readonly name: string | undefined
  })[]
  /** What the book has on the day of the units that it covers or answers for. */
  readonly units: readonly DossierUnit[]
  readonly rectifications: readonly Lasting<typeof rectification>[]
  /** One entry a term: an extension changes what is known of it. */
  readonly terms: readonly Lasting<typeof term>[]
  readonly offices: readonly (Lasting<typeof office> & Pick<KeyOf<typeof office>, 'post' | 'personId'>)[]
  /** 党小组. */
  readonly partyGroups: readonly (OfItsOwn<typeof partyGroup> & { readonly groupId: string })[]
  readonly crossAppointments: readonly (Lasting<typeof crossAppointment> & { readonly personId: string })[]
  /** Members of the day; suspended ones are not counted. */
  readonly members: {
    readonly counted: number
    readonly full: number
    readonly probationary: number
    readonly suspended: number
    readonly ids: readonly string[]
  }
  /** 流动党员 who take part here and belong elsewhere; none of them is counted here. */
  readonly mobileMembers: readonly (Lasting<typeof mobileMembership> & { readonly memberId: string })[]
  /** 流动, or abroad: of the members of the day, while it lasts. So are the two that follow. */
  readonly absences: readonly (Lasting<typeof absence> & { readonly memberId: string })[]
  /** 留党察看. */
  readonly disciplinaryProbations: readonly (Lasting<typeof disciplinaryProbation> & { readonly memberId: string })[]
  /** 限期改正. */
  readonly corrections: readonly (Lasting<typeof correction> & { readonly memberId: string })[]
  /** What the organization and all under it come to on the day; absent where there is none under it. */
  readonly together?: {
    readonly organizations: number
    readonly units: number
    readonly members: number
    readonly full: number
    readonly probationary: number
    readonly suspended: number
  }
  /** Candidates of the day. */
  readonly candidates: readonly ({ readonly personId: string } & Pick<
    AttributesOf<typeof candidacy>,
    'stage' | 'since' | 'activistSince'
  >)[]
  /** 例外 of the day, of the organization, its members and its candidates: by what document nothing is found, and until when. */
  readonly exceptions: readonly (Lasting<typeof exception> & KeyOf<typeof exception>)[]
  /** Findings about the organization itself, and about its members and candidates of the day. */
  readonly findings: readonly Finding[]
  readonly venues: readonly (OfItsOwn<typeof venue> & { readonly venueId: string })[]
  readonly roleUnits: readonly (OfItsOwn<typeof roleUnit> & { readonly roleUnitId: string })[]
  readonly villagePairings: readonly (Life & { readonly village: string })[]
  readonly talentSites: readonly (OfItsOwn<typeof talentSite> & { readonly talentSiteId: string })[]
  readonly brands: readonly (OfItsOwn<typeof brand> & { readonly brandId: string })[]
  readonly interviews: readonly (Pick<AttributesOf<typeof interview>, 'issue' | 'deadline'> &
    Life & { readonly interviewId: string })[]
  readonly activities: readonly DossierActivity[]
}

const life = ({ from, to, openedBy, closedBy }: Row): Life => ({
  from,
  to,
  openedBy,
  ...(closedBy === undefined ? {} : { closedBy }),
})

/**
 * 一组织一档: everything the view holds on one organization, up to its day; `undefined` where it has not been founded by then.
 * Lists are in order of time; `members` are those of the day. `openedBy` and `closedBy` are positions of events.
 *
 * Throws `LedgerError` (not-found) where the view has no such organization on any day.
 *
 * @example
 * const dossier = dossierOf(view, 'o1')
 * dossier?.members.counted // => 2
 */
export function dossierOf(view: View, organizationId: string): Dossier | undefined {
  expectView(view)
  expectOrganization(view.facts, organizationId, 'organizationId')
  const { asOf, facts } = view
  const own = <R extends AnyRelation>(relation: R): readonly Row<R>[] =>
    facts.where(relation, 'organizationId', organizationId).filter((row) => row.from <= asOf)
  const profiles = own(organization)
  const profile = profiles.at(-1)
  if (!profile) return undefined
  const people = own(membership).filter((row) => holdsOn(row, asOf))
  const candidates = own(candidacy).filter((row) => holdsOn(row, asOf))
  const subjects = new Set([
    organizationId,
    ...people.map(({ key }) => key.memberId),
    ...candidates.map(({ key }) => key.personId),
  ])
  const byStatus = (status: string): number => people.filter(({ attributes }) => attributes.status === status).length
  const ofMembers = <R extends typeof absence | typeof disciplinaryProbation | typeof correction>(relation: R) =>
    people.flatMap(({ key: { memberId } }) =>
      facts
        .where(relation, 'memberId', memberId)
        .filter((row) => holdsOn(row, asOf))
        .map((row) => ({ memberId, ...row.attributes, ...life(row) })),
    )
  return {
    organizationId,
    book: view.book,
    asOf,
    knownAt: view.knownAt,
    size: view.size,
    profile: {
      ...profile.attributes,
      exists: holdsOn(profile, asOf),
      foundedOn: foundedOn(view, profile),
      ...life(profile),
    },
    profileHistory: profiles.map((row) => ({ ...row.attributes, ...life(row) })),
    subordinates: facts
      .where(organization, 'superiorId', organizationId)
      .filter((row) => holdsOn(row, asOf))
      .map(({ key }) => key.organizationId)
      .toSorted(),
    coverage: own(coverage).map((row) => ({
      unitId: row.key.unitId,
      name: nameOf(view, row),
      ...row.attributes,
      ...life(row),
    })),
    units: unitsOf(view, organizationId),
    rectifications: own(rectification).map((row) => ({ ...row.attributes, ...life(row) })),
    terms: termsOf(view, organizationId),
    offices: own(office).map((row) => ({
      post: row.key.post,
      personId: row.key.personId,
      ...row.attributes,
      ...life(row),
    })),
    partyGroups: own(partyGroup).map((row) => ({ groupId: row.key.groupId, ...ofItsOwn(row), ...life(row) })),
    crossAppointments: own(crossAppointment).map((row) => ({
      personId: row.key.personId,
      ...row.attributes,
      ...life(row),
    })),
    members: {
      counted: people.length - byStatus('suspended'),
      full: byStatus('full'),
      probationary: byStatus('probationary'),
      suspended: byStatus('suspended'),
      ids: people.map(({ key }) => key.memberId).toSorted(),
    },
    mobileMembers: own(mobileMembership).map((row) => ({
      memberId: row.key.memberId,
      ...row.attributes,
      ...life(row),
    })),
    absences: ofMembers(absence),
    disciplinaryProbations: ofMembers(disciplinaryProbation),
    corrections: ofMembers(correction),
    ...togetherOf(view, organizationId),
    candidates: candidates.map(({ key, attributes: { organizationId: _own, ...attributes } }) => ({
      personId: key.personId,
      ...attributes,
    })),
    exceptions: [...subjects].flatMap((subject) =>
      facts
        .where(exception, 'subject', subject)
        .filter((row) => holdsOn(row, asOf) && asOf < row.attributes.until)
        .map((row) => ({ ...row.key, ...row.attributes, ...life(row) })),
    ),
    /** Of the organization itself, and of its members and candidates of the day. */
    findings: findingsAbout(view, {
      subject: subjects,
    }),
    venues: own(venue).map((row) => ({ venueId: row.key.venueId, ...ofItsOwn(row), ...life(row) })),
    roleUnits: own(roleUnit).map((row) => ({ roleUnitId: row.key.roleUnitId, ...ofItsOwn(row), ...life(row) })),
    villagePairings: own(villagePairing).map((row) => ({ village: row.key.village, ...life(row) })),
    talentSites: own(talentSite).map((row) => ({ talentSiteId: row.key.talentSiteId, ...ofItsOwn(row), ...life(row) })),
    brands: own(brand).map((row) => ({ brandId: row.key.brandId, ...ofItsOwn(row), ...life(row) })),
    interviews: facts
      .where(interview, 'target', organizationId)
      .filter(({ from }) => from <= asOf)
      .map((row) => ({
        interviewId: row.key.interviewId,
        issue: row.attributes.issue,
        deadline: row.attributes.deadline,
        ...life(row),
      })),
    activities: activitiesOf(view, organizationId),
  }
}

/** The first day; of one that came from another book the day on which it was founded there, where that was told. */
function foundedOn({ facts }: View, profile: Row<typeof organization>): CivilDate {
  const { from, openedBy } = beginningOf(profile)
  const came = facts
    .naming(organizationTransferredIn.type, 'organizationId', profile.key.organizationId)
    .find(({ position }) => position === openedBy)
  const told = came?.data['foundedOn']
  return typeof told === 'string' ? told : from
}

/** What the organization and all under it come to on the day; only where there is any under it. */
function togetherOf({ asOf, facts }: View, organizationId: string): Pick<Dossier, 'together'> {
  const under = everUnder(facts, organizationId).filter((row) => holdsOn(row, asOf))
  if (under.length === 0) return {}
  const tree = treeOf(organizationId, under)
  const within = <R extends AnyRelation>(relation: R): readonly Row<R>[] =>
    [...tree].flatMap((id) => facts.where(relation, 'organizationId', id)).filter((row) => holdsOn(row, asOf))
  const people = within(membership)
  const byStatus = (status: string): number => people.filter(({ attributes }) => attributes.status === status).length
  return {
    together: {
      organizations: tree.size,
      units: new Set(within(coverage).map(({ key }) => key.unitId)).size,
      members: people.length - byStatus('suspended'),
      full: byStatus('full'),
      probationary: byStatus('probationary'),
      suspended: byStatus('suspended'),
    },
  }
}

/** What happened on one day: reviews, money, suggestions, awards, and activities with their quantities. */
function activitiesOf({ asOf, facts }: View, organizationId: string): readonly DossierActivity[] {
  const occurred = facts
    .rows(occurrence)
    .filter(({ attributes: { data } }) => data['organizationId'] === organizationId)
    .map(({ from, openedBy, attributes: { type, data } }) => ({ on: from, type, data, event: openedBy }))
  const done = facts.where(activity, 'organizationId', organizationId).map(({ from, openedBy, attributes }) => {
    const data: Readonly<Record<string, unknown>> = attributes
    return { on: from, type: activityRecorded.type, data, event: openedBy }
  })
  return [...occurred, ...done]
    .filter(({ on }) => on <= asOf)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.event - b.event))
}

/** What a fact of the organization says besides whose it is. */
const ofItsOwn = <A extends { readonly organizationId?: string | undefined }>({
  attributes: { organizationId: _organizationId, ...rest },
}: {
  readonly attributes: A
}): Omit<A, 'organizationId'> => rest

/** One entry a term: an extension changes what is known of it and neither ends nor starts one. */
function termsOf({ asOf, facts }: View, organizationId: string): Dossier['terms'] {
  const rows = facts.where(term, 'organizationId', organizationId)
  return rows
    .filter((row) => row.from <= asOf && !rows.some((next) => next.previous === row && next.from <= asOf))
    .map((row) => {
      const { from, openedBy } = beginningOf(row)
      const { to, closedBy } = rows.findLast((later) => beginningOf(later) === beginningOf(row)) ?? row
      const { closedBy: _own, ...rest } = row
      return {
        ...row.attributes,
        ...life({ ...rest, from, openedBy, to, ...(closedBy === undefined ? {} : { closedBy }) }),
      }
    })
}

/** The covered unit's name on the view's day, or its last before. */
const nameOf = (view: View, { key }: Row<typeof coverage>): string | undefined =>
  view.facts.where(unit, 'unitId', key.unitId).findLast((row) => row.from <= view.asOf)?.attributes.name
