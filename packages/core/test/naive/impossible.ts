import { addDays, dayOfInstant } from './civil-date.ts'
import { activityReasons } from './activities.ts'
import { episodeOn, factsOf, stretchOn, type Fact, type Facts } from './facts.ts'
import { nameOf, type Stretch } from './fold.ts'
import { optionalText, text, type PlainEvent } from './plain-event.ts'
import { relations } from './relations.ts'

const KINDS = ['temporary-branch', 'branch', 'general-branch', 'committee']
const FIRST_DAY = '1921-07-23'
const DAYS_AHEAD_MAX = 366

/** Why the book cannot be, as all of it is known now and over all days; nothing where it can. */
export function impossible(events: readonly PlainEvent[]): string[] {
  const facts = factsOf(events, Infinity)
  return [
    ...facts.known.flatMap(envelopeReasons),
    ...facts.liveness.reasons,
    ...facts.live.flatMap(({ event }) => admitReasons(event, facts)),
    ...facts.all.flatMap(({ reasons }) => reasons),
    ...facts.all.flatMap((fact) => missingReferences(fact, facts)),
    ...facts.of('organization').flatMap((fact) => cycles(fact, facts)),
  ]
}

/** What the envelope must be, withdrawn or not: it was looked at when it was recorded. */
function envelopeReasons({ type, position, effectiveOn, recordedAt, corrects, reason }: PlainEvent): string[] {
  const reasons: string[] = []
  const lastDay = addDays(dayOfInstant(recordedAt), DAYS_AHEAD_MAX)
  if (effectiveOn < FIRST_DAY) reasons.push(`envelope: ${position} takes effect on ${effectiveOn}, before ${FIRST_DAY}`)
  if (effectiveOn > lastDay) reasons.push(`envelope: ${position} takes effect on ${effectiveOn}, after ${lastDay}`)
  if (corrects !== undefined && reason === undefined) reasons.push(`envelope: ${position} corrects without a reason`)
  if (type === 'LedgerOpened' && position !== 0) reasons.push(`envelope: LedgerOpened at ${position}`)
  return reasons
}

/** The little that some events refuse beyond what the relations refuse. */
function admitReasons(event: PlainEvent, facts: Facts): string[] {
  const { type, data, position } = event
  if (type === 'BranchUpgraded' && rise(data) <= 0) return [`not-an-upgrade: ${position}`]
  if (type === 'OrganizationDowngraded' && rise(data) >= 0) return [`not-a-downgrade: ${position}`]
  if (type === 'ActivityRecorded') return activityReasons(event)
  if (type === 'UnitsMerged') return intoReasons(event, 'unit', 'unitId', facts)
  if (type === 'OrganizationMerged') return intoReasons(event, 'organization', 'organizationId', facts)
  return []
}

const rise = (data: object) => KINDS.indexOf(text(data, 'to')) - KINDS.indexOf(text(data, 'from'))

/** `into` holds on that day and differs (semantics 21). */
function intoReasons(
  { data, position, effectiveOn }: PlainEvent,
  relation: string,
  idName: string,
  facts: Facts,
): string[] {
  const into = text(data, 'into')
  if (into === text(data, idName)) return [`into: ${position} merges ${into} into itself`]
  const target = facts.find({ relation, key: { [idName]: into } })
  return episodeOn(target, effectiveOn) === undefined
    ? [`into: ${position} merges into ${into}, which does not hold on ${effectiveOn}`]
    : []
}

/** Every day of a fact, the organization that it refers to holds (semantics 3). */
function missingReferences(fact: Fact, facts: Facts): string[] {
  const attribute = relations.find(({ name }) => name === fact.relation)?.refersToOrganization
  if (attribute === undefined) return []
  return fact.episodes
    .flatMap(({ stretches }) => stretches)
    .flatMap((stretch) => {
      const organizationId = optionalText(stretch.attributes, attribute)
      if (organizationId === undefined) return []
      const missing = firstDayWithout(stretch, facts.find({ relation: 'organization', key: { organizationId } }))
      return missing === undefined
        ? []
        : [`refers-to: ${nameOf(fact)} needs organization ${organizationId} on ${missing}`]
    })
}

/** The first day of a stretch on which the target does not hold. A stretch of no days has none. */
function firstDayWithout({ from, to }: Stretch, target: Fact | undefined): string | undefined {
  let day = from
  while (day < to) {
    const episode = episodeOn(target, day)
    if (episode === undefined) return day
    day = episode.to
  }
  return undefined
}

/** A cycle begins on a day on which one of its organizations begins to report, so it is enough to look on those days. */
function cycles(fact: Fact, facts: Facts): string[] {
  return fact.episodes
    .flatMap(({ stretches }) => stretches)
    .filter(
      ({ from, to, attributes }) => from < to && reportsToItself(fact.key['organizationId'], attributes, from, facts),
    )
    .map(({ from }) => `cycle: ${nameOf(fact)} reports to itself on ${from}`)
}

function reportsToItself(organizationId: string | undefined, attributes: object, day: string, facts: Facts): boolean {
  const seen = new Set<string>()
  let superiorId = optionalText(attributes, 'superiorId')
  while (superiorId !== undefined && !seen.has(superiorId)) {
    if (superiorId === organizationId) return true
    seen.add(superiorId)
    const superior = stretchOn(facts.find({ relation: 'organization', key: { organizationId: superiorId } }), day)
    superiorId = superior === undefined ? undefined : optionalText(superior.attributes, 'superiorId')
  }
  return false
}
