import { countsFor, liveInOrder, quantityOf } from './activities.ts'
import { addMonths, addYears } from './civil-date.ts'
import type { Attributes, Key } from './change.ts'
import { episodeOn, holding, organizationOn, stretchOn, type Facts } from './facts.ts'
import { hasCategory, type Counted } from './flows.ts'
import { field, optionalText } from './plain-event.ts'

/** What holds on a day and counts, told apart where the figure is split by something. */
export interface SplitStock {
  readonly by?: string
  readonly incomparable?: boolean
  readonly counted: (facts: Facts, day: string) => readonly Omit<Counted, 'on'>[]
}

type Held = { readonly key: Key; readonly attributes: Attributes }

/** What holds in a relation on a day, but for what belongs to organizations that no statistic counts. */
const countable = (facts: Facts, relation: string, day: string): Held[] =>
  facts.of(relation).flatMap((fact) => {
    const attributes = stretchOn(fact, day)?.attributes
    const opened = episodeOn(fact, day)?.from
    if (attributes === undefined || opened === undefined) return []
    const organizationId = fact.key['organizationId'] ?? attributes['organizationId']
    return countsFor(facts, organizationId, opened) ? [{ key: fact.key, attributes }] : []
  })

const held = (relation: string, which: (attributes: Attributes) => boolean = () => true): SplitStock => ({
  counted: (facts, day) =>
    countable(facts, relation, day)
      .filter(({ attributes }) => which(attributes))
      .map(() => ({})),
})

const byKind = (relation: string, which: (attributes: Attributes) => boolean = () => true): SplitStock => ({
  by: 'kind',
  counted: (facts, day) =>
    countable(facts, relation, day)
      .filter(({ attributes }) => which(attributes))
      .map(({ attributes }) => ({ value: String(attributes['kind']) })),
})

/** Of each product and producer the milestone reached last. */
function milestones(facts: Facts, day: string): Omit<Counted, 'on'>[] {
  const reached = new Map<string, object>()
  for (const { data, effectiveOn } of liveInOrder(facts, 'ActivityRecorded')) {
    const organizationId = field(data, 'organizationId')
    if (field(data, 'kind') !== 'production-milestone' || effectiveOn > day) continue
    if (!countsFor(facts, organizationId, effectiveOn)) continue
    reached.set(JSON.stringify([field(data, 'product'), organizationId ?? null, field(data, 'unitId') ?? null]), data)
  }
  return [...reached.values()].map((data) => {
    const { value, qualifier } = quantityOf(data)
    return { value: optionalText(data, 'product'), amount: value, qualifier }
  })
}

const isRoom = (attributes: Attributes) => attributes['kind'] === 'activity-room'
const assessed = (attributes: Attributes) => isRoom(attributes) && attributes['checklist'] !== undefined
const complete = (attributes: Attributes) => {
  const checklist = attributes['checklist']
  if (!isRoom(attributes) || typeof checklist !== 'object' || checklist === null) return false
  return ['place', 'facilities', 'signs', 'flag', 'readingMaterial', 'rules'].every(
    (item) => field(checklist, item) === true,
  )
}

/** Full members by the last of these anniversaries that they have had. */
function byPartyAge(facts: Facts, day: string): Omit<Counted, 'on'>[] {
  const bands: readonly (readonly [number, string])[] = [
    [50, '50+'],
    [40, '40-49'],
    [30, '30-39'],
    [20, '20-29'],
    [10, '10-19'],
    [5, '5-9'],
    [0, '0-4'],
  ]
  return holding(facts, 'membership', day)
    .filter(({ attributes: { status } }) => status === 'full')
    .filter(({ attributes }) => hasCategory(organizationOn(facts, String(attributes['organizationId']), day)))
    .map(({ attributes: { fullSince } }) => ({
      value: typeof fullSince === 'string' ? bands.find(([years]) => addYears(fullSince, years) <= day)?.[1] : '',
    }))
}

/** Mobile for half a year by the day: the months are counted by their numbers. */
function awayForLong(facts: Facts, day: string): Omit<Counted, 'on'>[] {
  return facts.of('absence').flatMap((fact) => {
    const episode = episodeOn(fact, day)
    const member = stretchOn(facts.find({ relation: 'membership', key: fact.key }), day)?.attributes
    if (!episode || !member || stretchOn(fact, day)?.attributes['kind'] !== 'mobile') return []
    const counted =
      member['status'] !== 'suspended' && hasCategory(organizationOn(facts, String(member['organizationId']), day))
    return counted && addMonths(episode.from, 6) <= day ? [{}] : []
  })
}

/** The stocks of rows 2, 3, 24, 25, 28, 30 to 33 and 35 of the report. */
export const outcomeStocks: Readonly<Record<string, SplitStock>> = {
  'interviews-open': { counted: (facts, day) => holding(facts, 'interview', day).map(() => ({})) },
  'leader-links': { counted: (facts, day) => holding(facts, 'leaderLink', day).map(() => ({})) },
  'role-units': byKind('roleUnit'),
  'youth-commando': held('roleUnit', ({ kind }) => kind === 'youth-commando'),
  'epidemic-commandos': held('roleUnit', ({ kind }) => kind === 'epidemic-commando'),
  'production-milestones': { by: 'product', incomparable: true, counted: milestones },
  'village-pairings': held('villagePairing'),
  'activity-rooms-assessed': held('venue', assessed),
  'activity-rooms-complete': held('venue', complete),
  'service-centers': byKind('venue', (attributes) => !isRoom(attributes)),
  'service-centers-open': byKind(
    'venue',
    (attributes) => !isRoom(attributes) && attributes['openToNeighbours'] === true,
  ),
  'talent-sites': held('talentSite'),
  brands: held('brand'),
  'mobile-members-out': { counted: awayForLong },
  'mobile-members-in': {
    counted: (facts, day) => {
      const here = holding(facts, 'mobileMembership', day).filter(({ key }) =>
        hasCategory(organizationOn(facts, String(key['organizationId']), day)),
      )
      return [...new Set(here.map(({ key }) => key['memberId']))].map(() => ({}))
    },
  },
  'members-by-party-age': { by: 'partyAge', counted: byPartyAge },
}

/** One stock over another. */
export const stockRates: Readonly<Record<string, readonly [part: string, whole: string]>> = {
  'activity-rooms-meeting-standard': ['activity-rooms-complete', 'activity-rooms-assessed'],
}
