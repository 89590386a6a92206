import { amend, close, given, open, type Key, type Reading } from './change.ts'
import { field, text } from './plain-event.ts'

const key =
  (...names: readonly string[]) =>
  (data: object): Key =>
    Object.fromEntries(names.map((name) => [name, text(data, name)]))

const opens =
  (relation: string, keyOf: (data: object) => Key, ...attributes: readonly string[]): Reading =>
  ({ data }) => [open(relation, keyOf(data), given(data, attributes))]

const closes =
  (relation: string, keyOf: (data: object) => Key): Reading =>
  ({ data }) => [close(relation, keyOf(data))]

const interview = key('interviewId')
const link = key('unitId', 'leaderId')
const venue = key('venueId')
const roleUnit = key('roleUnitId')
const pairing = key('organizationId', 'village')
const RECOGNIZED = ['name', 'level', 'organizationId', 'unitId']

/** Responsibility, resources, outcomes. Activities hold on one day, as occurrences do: see rows.ts. */
export const outcomeEvents: Readonly<Record<string, Reading>> = {
  InterviewHeld: opens('interview', interview, 'target', 'issue', 'deadline'),
  InterviewFollowedUp: closes('interview', interview),
  LeaderLinked: opens('leaderLink', link, 'department'),
  LeaderUnlinked: closes('leaderLink', link),

  VenueOpened: opens('venue', venue, 'kind', 'organizationId', 'openToNeighbours'),
  VenueAssessed: ({ data }) => [amend('venue', venue(data), { checklist: field(data, 'checklist') })],
  VenueClosed: closes('venue', venue),

  RoleUnitEstablished: opens('roleUnit', roleUnit, 'kind', 'organizationId', 'name'),
  RoleUnitDisbanded: closes('roleUnit', roleUnit),
  VillagePaired: opens('villagePairing', pairing),
  VillageUnpaired: closes('villagePairing', pairing),
  TalentSiteEstablished: opens('talentSite', key('talentSiteId'), ...RECOGNIZED),
  BrandRecognized: opens('brand', key('brandId'), ...RECOGNIZED),
  ActivityRecorded: () => [],
}
