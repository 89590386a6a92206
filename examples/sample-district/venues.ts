import { draft, plusDays, type CivilDate, type DataOf } from '@taizhang/core'
import { dayBetween, later } from './days.ts'
import type { Deed } from './desk.ts'
import type { District } from './district.ts'
import type { PlannedOrganization } from './plan.ts'
import { randomOf, type Random } from './random.ts'
import { standingOn } from './standing.ts'

/** 党员活动室: 50 are assessed by the report's day, and 42 of them have all six (84 %); in 2018 it was half of them. */
const rooms = { assessed: 50, complete: 42, assessedFirst: 36, completeFirst: 19, unassessed: 6 }

export function venueDeeds(district: District): readonly Deed[] {
  const random = randomOf('venues')
  const hosts = random.shuffled(
    standingOn(district, '2020-03-01').filter(({ kind, home }) => kind === 'branch' && home !== undefined),
  )
  const opening = hosts
    .slice(0, rooms.assessed + rooms.unassessed)
    .toSorted((a, b) => (a.foundedOn < b.foundedOn ? -1 : 1))
  return [...opening.flatMap((host, index) => activityRoom(host, index, random)), ...serviceCentres(district)]
}

type Checklist = DataOf<'VenueAssessed'>['checklist']
const items = ['place', 'facilities', 'signs', 'flag', 'readingMaterial', 'rules'] as const

function checked(version: string, complete: boolean, random: Random): Checklist {
  const all = { place: true, facilities: true, signs: true, flag: true, readingMaterial: true, rules: true }
  return { version, ...all, ...(complete ? {} : { [random.pick(items.slice(1))]: false }) }
}

function activityRoom(host: PlannedOrganization, index: number, random: Random): readonly Deed[] {
  const { id: organizationId, foundedOn, town } = host
  const venueId = `v-${organizationId}`
  const first = index < rooms.assessedFirst
  const openedOn = first
    ? dayBetween(random, later(plusDays(foundedOn, 40), '2014-03-01'), later(plusDays(foundedOn, 200), '2017-10-31'))
    : dayBetween(random, later(plusDays(foundedOn, 61), '2018-09-01'), '2020-09-30')
  const deed = (on: CivilDate, drafts: Deed['drafts']): Deed => ({
    on,
    return: `阵地 ${town.clerk}`,
    actor: town.clerk,
    drafts,
  })
  const assess = (from: CivilDate, to: CivilDate, version: string, complete: boolean): Deed => {
    const on = dayBetween(random, from, to)
    return deed(on, [draft('VenueAssessed', on, { venueId, checklist: checked(version, complete, random) })])
  }
  const kind = 'activity-room'
  const opened = deed(openedOn, [draft('VenueOpened', openedOn, { venueId, kind, organizationId })])
  if (index >= rooms.assessed) return [opened]
  return [
    opened,
    ...(first ? [assess('2018-05-07', '2018-06-15', '2018', index < rooms.completeFirst)] : []),
    assess('2021-04-12', '2021-06-10', '2021', index < rooms.complete),
  ]
}

const serviceCentre = (
  host: PlannedOrganization,
  kind: 'service-center' | 'station',
  on: CivilDate,
  open: boolean,
): Deed => ({
  on,
  actor: host.town.clerk,
  drafts: [
    draft('VenueOpened', on, {
      venueId: `v-${kind}-${host.id}`,
      kind,
      organizationId: host.id,
      ...(open ? { openToNeighbours: true } : {}),
    }),
  ],
})

/** 党群服务中心 in the larger firms, 党群驿站 in others; most are open to the firms around them. */
function serviceCentres({ systems, societies, enterprises }: District): readonly Deed[] {
  const { group, upgraded, old, general } = systems
  const centres = [group, upgraded, old, general].map(({ head }) => head)
  const stations = [...enterprises.solos.slice(4, 8), ...societies.solos.slice(2, 4)]
  const days = ['2019-07-01', '2019-06-28', '2018-07-01', '2020-07-01']
  return [
    ...centres.map((host, index) => serviceCentre(host, 'service-center', days[index] ?? '', index !== 3)),
    ...stations.map((host, index) =>
      serviceCentre(host, 'station', `2020-${String(5 + index).padStart(2, '0')}-18`, index !== 1),
    ),
  ]
}
