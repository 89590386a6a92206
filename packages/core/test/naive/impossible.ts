import { addDays, dayOfInstant } from './civil-date.ts'
import { whyNoActivity } from './activities.ts'
import { episodeOn, factsOf, endedBefore, stretchesOf, type Fact, type Facts } from './facts.ts'
import type { Stretch } from './fold.ts'
import { optionalText, text, type PlainEvent } from './plain-event.ts'
import type { Key } from './change.ts'
import { cycles } from './cycles.ts'
import { positions, type Reason } from './reason.ts'
import { relations } from './relations.ts'
import { whyNoNewVersion } from './new-versions.ts'

const KINDS = ['temporary-branch', 'branch', 'general-branch', 'committee']
const FIRST_DAY = '1921-07-23'
const DAYS_AHEAD_MAX = 366

/**
 * Why the book cannot be, as all of it is known now and over all days; nothing where it can. What events make of the facts is looked at
 * when nothing is wrong with the events themselves.
 */
export function impossible(events: readonly PlainEvent[]): readonly Reason[] {
  const facts = factsOf(events, Infinity)
  const ofEvents = [
    ...facts.known.flatMap(envelopeReasons),
    ...facts.liveness.reasons,
    ...facts.live.flatMap(({ event }) => admitReasons(event)),
  ]
  if (ofEvents.length > 0) return ofEvents
  return [
    ...facts.all.flatMap(({ reasons }) => reasons),
    ...missingReferences(facts),
    ...cycles(facts),
    ...facts.live.flatMap(({ event }) => missingTargets(event, facts)),
  ]
}

/** What the envelope must be, withdrawn or not: it was looked at when it was recorded. */
function envelopeReasons({ type, position, effectiveOn, recordedAt, corrects, reason }: PlainEvent): Reason[] {
  const lastDay = addDays(dayOfInstant(recordedAt), DAYS_AHEAD_MAX)
  const codes: string[] = []
  if (effectiveOn < FIRST_DAY || effectiveOn > lastDay) codes.push('effective-out-of-range')
  if (corrects !== undefined && reason === undefined) codes.push('reason-missing')
  if (type === 'LedgerOpened' && position !== 0) codes.push('opens-twice')
  return codes.map((code) => ({ code, events: [position] }))
}

/** The little that some events refuse beyond what the relations refuse. */
function admitReasons(event: PlainEvent): Reason[] {
  const { type, data, position } = event
  const code = whyNotAdmitted(type, data) ?? whyNoNewVersion(event)
  return code === undefined ? [] : [{ code, events: [position] }]
}

function whyNotAdmitted(type: string, data: object): string | undefined {
  if (type === 'BranchUpgraded' && rise(data) <= 0) return 'not-an-upgrade'
  if (type === 'OrganizationDowngraded' && rise(data) >= 0) return 'not-a-downgrade'
  if (type === 'ActivityRecorded') return whyNoActivity(data)
  const merges = mergeOf(type, data)
  return merges !== undefined && merges.id === merges.into ? 'merged-into-itself' : undefined
}

const rise = (data: object) => KINDS.indexOf(text(data, 'to')) - KINDS.indexOf(text(data, 'from'))

/** What a merger is of, and into what. */
function mergeOf(type: string, data: object) {
  const [relation, idName] =
    type === 'UnitsMerged'
      ? ['unit', 'unitId']
      : type === 'OrganizationMerged'
        ? ['organization', 'organizationId']
        : []
  if (relation === undefined || idName === undefined) return undefined
  const into = text(data, 'into')
  return { relation, id: text(data, idName), into, key: { [idName]: into } satisfies Key }
}

/** `into` holds on the day of a merger (semantics 21). */
function missingTargets({ type, data, position, effectiveOn: on }: PlainEvent, facts: Facts): Reason[] {
  const merges = mergeOf(type, data)
  if (merges === undefined) return []
  const target = facts.find(merges)
  if (episodeOn(target, on) !== undefined) return []
  const events = positions(position, endedBefore(target, on)?.closedBy)
  return [{ code: 'target-missing', relation: merges.relation, key: merges.key, on, events }]
}

/** Every day of a fact, the organization that it refers to holds (semantics 3): one reason for all that miss it from one day on. */
function missingReferences(facts: Facts): Reason[] {
  const missing = facts.all.flatMap((fact) => stretchesWithoutTarget(fact, facts))
  const alike = Map.groupBy(missing, ({ fact, target, on }) => JSON.stringify([fact.relation, target, on]))
  return [...alike.values()].flatMap((all) => {
    const [first] = all
    if (first === undefined) return []
    const target = { relation: 'organization', key: first.target }
    const ended = endedBefore(facts.find(target), first.on)
    return {
      code: 'still-referred-to',
      relation: first.fact.relation,
      target,
      on: first.on,
      keys: all.map(({ fact }) => fact.key),
      events: positions(ended?.closedBy, ...all.map(({ stretch }) => stretch.openedBy)),
    }
  })
}

function stretchesWithoutTarget(fact: Fact, facts: Facts) {
  const attribute = relations.find(({ name }) => name === fact.relation)?.refersToOrganization
  if (attribute === undefined) return []
  return stretchesOf(fact).flatMap((stretch) => {
    const organizationId = optionalText(stretch.attributes, attribute)
    if (organizationId === undefined) return []
    const target = { organizationId }
    const on = firstDayWithout(stretch, facts.find({ relation: 'organization', key: target }))
    return on === undefined ? [] : [{ fact, stretch, target, on }]
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
