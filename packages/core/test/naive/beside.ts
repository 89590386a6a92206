import { holding, organizationOn, stretchOn, type Facts } from './facts.ts'
import {
  hasCategory,
  liveOf,
  onTheDayOf,
  RECENT_YEARS,
  LAST_THREE_YEARS,
  touchedBy,
  type Counted,
  type Flow,
} from './flows.ts'
import { meets } from './condition.ts'
import { hasLeft } from './has-left.ts'
import { field, objects, optionalText, text, texts } from './plain-event.ts'

/* The figures beside those of the work report, from their words alone. */

const each =
  (type: string, value?: (data: object) => string) =>
  (facts: Facts): Counted[] =>
    liveOf(facts, type).map(({ effectiveOn, data }) => ({
      on: effectiveOn,
      ...(value ? { value: value(data) } : {}),
    }))

const together =
  (...all: readonly ((facts: Facts) => Counted[])[]) =>
  (facts: Facts): Counted[] =>
    all.flatMap((counted) => counted(facts))

const reason = (data: object): string => text(data, 'reason')

/** Those whose membership, right before the event, was not suspended, or was. */
const ending =
  (type: string, value: (data: object) => string, ofSuspended: boolean) =>
  (facts: Facts): Counted[] =>
    liveOf(facts, type)
      .filter(({ position, data }) => {
        const membership = facts.find({ relation: 'membership', key: { memberId: text(data, 'memberId') } })
        const status = membership?.touched.get(position)?.stretches.at(-1)?.attributes['status']
        return (status === 'suspended') === ofSuspended
      })
      .map(({ effectiveOn, data }) => ({ on: effectiveOn, value: value(data) }))

/** Whom the book has as a member from then on; a suspended one is none. */
const coming = (type: string) => (facts: Facts) =>
  liveOf(facts, type)
    .filter(({ data }) => text(data, 'status') !== 'suspended')
    .map(({ effectiveOn }) => ({ on: effectiveOn, value: type }))

const endedOrganizations =
  (type: string, value: (data: object) => string) =>
  (facts: Facts): Counted[] =>
    liveOf(facts, type)
      .filter((event) => hasCategory(touchedBy(event, facts)))
      .map(({ effectiveOn, data }) => ({ on: effectiveOn, value: value(data) }))

const renewed = (facts: Facts): Counted[] =>
  liveOf(facts, 'TermRenewed').flatMap((event) => {
    const found = organizationOn(facts, text(event.data, 'organizationId'), event.effectiveOn)
    return found && hasCategory(found) ? [{ on: event.effectiveOn, value: String(found['kind']) }] : []
  })

/** The day of approval that the membership has before it ends; where that is not known, the day of the meeting. */
const approved = (facts: Facts): Counted[] =>
  liveOf(facts, 'MemberRecruited')
    .filter((event) => hasCategory(onTheDayOf(event, facts)))
    .flatMap(({ effectiveOn, position, data }) => {
      const membership = facts.find({ relation: 'membership', key: { memberId: text(data, 'memberId') } })
      const last = membership?.touched.get(position)?.stretches.at(-1)?.attributes ?? {}
      const day = optionalText(last, 'approvedOn')
      if (day !== undefined) return [{ on: day }]
      return field(data, 'approvalUnknown') === true ? [{ on: effectiveOn }] : []
    })

export const moreFlows: Readonly<Record<string, Flow>> = {
  'organizations-dissolved': {
    start: RECENT_YEARS,
    by: 'reason',
    counted: together(
      endedOrganizations('OrganizationDissolved', reason),
      endedOrganizations('OrganizationMerged', () => 'OrganizationMerged'),
    ),
  },
  'units-newly-listed': { start: RECENT_YEARS, by: 'kind', counted: each('UnitListed', (data) => text(data, 'kind')) },
  'units-delisted': {
    start: RECENT_YEARS,
    by: 'reason',
    counted: together(
      each('UnitDelisted', reason),
      each('UnitsMerged', () => 'UnitsMerged'),
    ),
  },
  'members-transferred-in': { start: RECENT_YEARS, counted: coming('MemberTransferredIn') },
  'members-transferred-out': { start: RECENT_YEARS, counted: ending('MemberTransferredOut', () => '', false) },
  'memberships-ended': {
    start: RECENT_YEARS,
    by: 'reason',
    counted: together(
      ending('MembershipEnded', reason, false),
      each('ProbationCancelled', () => 'ProbationCancelled'),
      each('RecruitmentRejected', () => 'RecruitmentRejected'),
    ),
  },
  'suspended-memberships-ended': {
    start: RECENT_YEARS,
    by: 'reason',
    counted: together(
      ending('MembershipEnded', reason, true),
      ending('MemberTransferredOut', () => 'MemberTransferredOut', true),
    ),
  },
  'memberships-suspended': {
    start: RECENT_YEARS,
    by: 'cause',
    counted: each('MembershipSuspended', (data) => optionalText(data, 'cause') ?? ''),
  },
  'memberships-restored': {
    start: RECENT_YEARS,
    by: 'type',
    counted: together(
      each('MembershipRestored', () => 'MembershipRestored'),
      coming('MembershipReinstated'),
    ),
  },
  'members-enrolled': { start: RECENT_YEARS, counted: coming('MemberEnrolled') },
  'members-confirmed': { start: LAST_THREE_YEARS, counted: each('MemberConfirmed') },
  'members-approved': { start: LAST_THREE_YEARS, counted: approved },
  'terms-renewed-by-kind': { start: RECENT_YEARS, by: 'kind', counted: renewed },
}

type Held = ReturnType<typeof holding>[number]

/** What a scope counts, looked at as it stands on a day. */
interface Seen {
  readonly units: readonly Held[]
  readonly formationsOf: (unitId: string | undefined) => readonly string[]
  readonly isCovered: (unitId: string | undefined) => boolean
  /** Of its members; part-time staff of a social organization are full members in whom it does not have enough for an organization. */
  readonly statusesOf: (unit: Held) => readonly string[]
  readonly counts: (organizationId: unknown) => boolean
}

function seen(facts: Facts, scopeId: string, day: string): Seen {
  const scope = stretchOn(facts.find({ relation: 'scope', key: { scopeId } }), day)?.attributes ?? {}
  const kinds = texts(scope, 'unitKinds')
  const coverage = holding(facts, 'coverage', day)
  const members = holding(facts, 'membership', day)
  const conditions = objects(scope, 'conditions')
  const units = holding(facts, 'unit', day)
    .filter(({ attributes }) => kinds.includes(String(attributes['kind'])))
    .filter(({ attributes }) => scope['denominator'] !== 'operating' || attributes['operating'] === true)
    .filter((unit) => conditions.every((condition) => meets(condition, unit, facts, day)))
  const touches = (organizationId: string): boolean =>
    conditions.length === 0 ||
    coverage.some(
      ({ key }) =>
        key['organizationId'] === organizationId && units.some((unit) => unit.key['unitId'] === key['unitId']),
    )
  const formationsOf: Seen['formationsOf'] = (unitId) =>
    coverage.filter(({ key }) => key['unitId'] === unitId).map(({ attributes }) => String(attributes['formation']))
  return {
    units,
    formationsOf,
    isCovered: (unitId) => formationsOf(unitId).some((one) => texts(scope, 'countsFormations').includes(one)),
    statusesOf: ({ key, attributes: { kind } }) =>
      members
        .filter(({ attributes }) => attributes['unitId'] === key['unitId'])
        .map(({ attributes: { status, employment } }) =>
          status === 'full' && kind === 'social-organization' && employment === 'part-time'
            ? 'full in part'
            : String(status),
        ),
    counts: (organizationId) => {
      const category = organizationOn(facts, String(organizationId), day)?.['category']
      return (
        typeof category === 'string' &&
        category !== 'none' &&
        kinds.includes(category) &&
        touches(String(organizationId))
      )
    },
  }
}

const fullOnes = (statuses: readonly string[]): number => statuses.filter((one) => one === 'full').length
const inParty = (statuses: readonly string[]): number => statuses.filter((one) => one !== 'suspended').length

const uncovered = (which: (statuses: readonly string[]) => boolean) => (facts: Facts, scopeId: string, day: string) => {
  const { units, isCovered, statusesOf } = seen(facts, scopeId, day)
  return units.filter((unit) => !isCovered(unit.key['unitId']) && which(statusesOf(unit))).length
}

const membersOf = (status: string) => (facts: Facts, scopeId: string, day: string) => {
  const { counts } = seen(facts, scopeId, day)
  return holding(facts, 'membership', day).filter(
    ({ attributes }) => attributes['status'] === status && counts(attributes['organizationId']),
  ).length
}

/** The legal representative of a unit. */
const representing = (facts: Facts, unitId: string | undefined, day: string): Held['attributes'] | undefined =>
  holding(facts, 'legalRepresentative', day).find(({ key }) => key['unitId'] === unitId)?.attributes

/** By id, what a scope counts on a day. */
export const moreScoped: Readonly<Record<string, (facts: Facts, scopeId: string, day: string) => number>> = {
  'members-full': membersOf('full'),
  'members-probationary': membersOf('probationary'),
  'employees-covered': (facts, scopeId, day) => {
    const { units, isCovered } = seen(facts, scopeId, day)
    const counts = holding(facts, 'headcount', day)
    return units
      .filter(({ key }) => isCovered(key['unitId']))
      .flatMap(({ key }) => counts.filter((one) => one.key['unitId'] === key['unitId']))
      .reduce((sum, { attributes }) => sum + Number(attributes['employees']), 0)
  },
  'uncovered-few-members': uncovered((statuses) => inParty(statuses) > 0 && fullOnes(statuses) < 3),
  'uncovered-no-members': uncovered((statuses) => inParty(statuses) === 0),
  'uncovered-with-instructor': (facts, scopeId, day) => {
    const { units, isCovered } = seen(facts, scopeId, day)
    const assigned = holding(facts, 'assignment', day).map(({ key }) => key['unitId'])
    return units.filter(({ key }) => !isCovered(key['unitId']) && assigned.includes(key['unitId'])).length
  },
  'joint-with-enough-members': (facts, scopeId, day) => {
    const { units, formationsOf, statusesOf } = seen(facts, scopeId, day)
    return units.filter((unit) => {
      const formations = formationsOf(unit.key['unitId'])
      return formations.includes('joint') && !formations.includes('solo') && fullOnes(statusesOf(unit)) >= 3
    }).length
  },
  'units-with-member-representative': (facts, scopeId, day) => {
    const members = holding(facts, 'membership', day)
      .filter(({ attributes }) => attributes['status'] !== 'suspended')
      .map(({ key }) => key['memberId'])
    return seen(facts, scopeId, day).units.filter(({ key }) => {
      const who = representing(facts, key['unitId'], day)
      return who !== undefined && (who['isMember'] === true || members.includes(String(who['personId'])))
    }).length
  },
  'units-led-by-representative': (facts, scopeId, day) => {
    const led = holding(facts, 'office', day).filter(
      ({ key }) => key['post'] === 'secretary' && !hasLeft(facts, key, day),
    )
    const coverage = holding(facts, 'coverage', day)
    return seen(facts, scopeId, day).units.filter(({ key: { unitId } }) => {
      const who = representing(facts, unitId, day)
      const covering = coverage.filter(({ key }) => key['unitId'] === unitId).map(({ key }) => key['organizationId'])
      return led.some(({ key }) => key['personId'] === who?.['personId'] && covering.includes(key['organizationId']))
    }).length
  },
  'terms-overdue': (facts, scopeId, day) => {
    const { counts } = seen(facts, scopeId, day)
    return holding(facts, 'term', day).filter(
      ({ key, attributes }) =>
        counts(key['organizationId']) && String(field(attributes, 'extendedTo') ?? attributes['expiresOn']) <= day,
    ).length
  },
}
