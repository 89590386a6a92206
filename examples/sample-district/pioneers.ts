import { draft, type CivilDate, type DataOf } from '@taizhang/core'
import { dayBetween, later } from './days.ts'
import type { Deed } from './desk.ts'
import type { District } from './district.ts'
import { doing, exactly, moreThan, returned } from './doings.ts'
import { districtClerk } from './places-and-names.ts'
import type { PlannedOrganization } from './plan.ts'
import { randomOf } from './random.ts'
import { standingOn, unitsStandingOn } from './standing.ts'

/** 突出作用发挥: role units, production, villages, the epidemic. */
export const pioneerDeeds = (district: District): readonly Deed[] => [
  ...roleUnits(district),
  ...production(district),
  ...villages(district),
  ...epidemic(district),
]

type Role = DataOf<'RoleUnitEstablished'>['kind']

/** On the report's day, of each kind so many; of some kinds a few were disbanded before. */
const roles: readonly {
  readonly kind: Role
  readonly prefix: string
  readonly count: number
  readonly gone: number
  readonly from: CivilDate
  readonly to: CivilDate
}[] = [
  { kind: 'responsibility-area', prefix: 'ra', count: 68, gone: 3, from: '2016-03-01', to: '2020-11-30' },
  { kind: 'commando', prefix: 'co', count: 19, gone: 2, from: '2017-05-02', to: '2020-10-30' },
  { kind: 'demonstration-post', prefix: 'dp', count: 33, gone: 1, from: '2016-05-04', to: '2020-12-18' },
  { kind: 'epidemic-commando', prefix: 'ec', count: 30, gone: 0, from: '2020-02-03', to: '2020-02-21' },
]

function roleUnits(district: District): readonly Deed[] {
  const random = randomOf('role units')
  const hosts = standingOn(district, '2020-01-01')
  const { head } = district.systems.upgraded
  const youth = {
    roleUnitId: 'yc-01',
    kind: 'youth-commando',
    organizationId: head.id,
    name: '扩能改造青年突击队',
  } as const
  return [
    ...roles.flatMap(({ kind, prefix, count, gone, from, to }) =>
      Array.from({ length: count + gone }, (_, index) => index).flatMap((index): Deed[] => {
        const host = hosts[(index * 7 + count) % hosts.length] as PlannedOrganization
        const roleUnitId = `${prefix}-${String(index + 1).padStart(2, '0')}`
        const earliest = later(from, host.foundedOn)
        const on = dayBetween(random, earliest, later(to, earliest))
        const established = returned(host.town.clerk, '先锋', on, [
          draft('RoleUnitEstablished', on, { roleUnitId, kind, organizationId: host.id }),
        ])
        if (index < count) return [established]
        const until = dayBetween(random, '2021-02-22', '2021-06-11')
        return [
          established,
          returned(host.town.clerk, '先锋', until, [draft('RoleUnitDisbanded', until, { roleUnitId })]),
        ]
      }),
    ),
    returned(head.town.clerk, '先锋', '2019-03-04', [draft('RoleUnitEstablished', '2019-03-04', youth)]),
    // The epidemic's were no longer needed in autumn.
    returned(head.town.clerk, '先锋', '2021-10-15', [
      draft('RoleUnitDisbanded', '2021-10-15', { roleUnitId: 'ec-01' }),
    ]),
  ]
}

/** 己内酰胺年产量由 20 万吨提升至 28 万吨; contests each year. */
function production({ systems: { upgraded } }: District): readonly Deed[] {
  const { home, head } = upgraded
  const of = { organizationId: head.id, unitId: home.id, product: 'caprolactam' as const }
  const contests = ['2018-06-20', '2018-10-24', '2019-05-29', '2019-10-23', '2020-09-23', '2021-05-19']
  return [
    doing('2017-12-29', 'production-milestone', exactly(200_000), of),
    doing('2020-11-27', 'production-milestone', exactly(280_000), of),
    ...contests.map((on, index) => doing(on, 'skill-contest', exactly(2 + (index % 3)))),
  ]
}

/** 乡村振兴: firms that help villages, gifts and training, organizations paired with villages. */
const villages = (district: District): readonly Deed[] => [
  ...revitalization(district),
  ...gifts(),
  ...villagePairings(district),
]

/** Each year more than twenty firms; four of them twice. */
function revitalization(district: District): readonly Deed[] {
  const random = randomOf('villages')
  const years = [
    { year: 2018, count: 22 },
    { year: 2019, count: 25 },
    { year: 2020, count: 23 },
    { year: 2021, count: 24 },
  ]
  return years.flatMap(({ year, count }) =>
    random
      .shuffled(unitsStandingOn(district, `${year}-03-01`))
      .slice(0, count)
      .flatMap(({ id: unitId, town }, index) =>
        Array.from({ length: index < 4 ? 2 : 1 }, () => {
          const on = dayBetween(random, `${year}-03-02`, `${year}-06-18`)
          return doing(on, 'revitalization-action', exactly(1), { unitId, actor: town.clerk })
        }),
      ),
  )
}

const fen = (yuan: number): number => yuan * 100

/** 捐助 200 多万元、培训乡村人才 1000 余人次. */
const gifts = (): readonly Deed[] => [
  doing('2018-09-19', 'donation', exactly(fen(436_000))),
  doing('2019-08-21', 'donation', exactly(fen(528_500))),
  doing('2019-12-18', 'donation', moreThan(fen(400_000))),
  doing('2020-09-16', 'donation', exactly(fen(395_500))),
  doing('2021-05-12', 'donation', exactly(fen(240_000))),
  doing('2018-10-17', 'village-training', exactly(260)),
  doing('2019-10-16', 'village-training', moreThan(300)),
  doing('2020-11-04', 'village-training', exactly(285)),
  doing('2021-04-14', 'village-training', exactly(155)),
]

/** Nine branches with a village each; the first of them ended it in 2021. */
function villagePairings(district: District): readonly Deed[] {
  const random = randomOf('village pairings')
  const hosts = standingOn(district, '2019-04-01').filter(({ kind, home }) => kind === 'branch' && home)
  const names = ['联星村', '前沙村', '西埔村', '后屿村', '港尾村', '东坑村', '赤湾村', '林边村', '石塘村']
  return names.flatMap((name, index): readonly Deed[] => {
    const { id: organizationId, town } = hosts[index * 3] as PlannedOrganization
    const key = { organizationId, village: `${town.name}${name}` }
    const on = dayBetween(random, '2019-04-08', '2020-12-10')
    const paired = returned(town.clerk, '结对共建', on, [draft('VillagePaired', on, key)])
    const until = '2021-03-15'
    const ended = returned(town.clerk, '结对共建', until, [draft('VillageUnpaired', until, key)])
    return index === 0 ? [paired, ended] : [paired]
  })
}

/** 疫情防控: twelve firms made masks and suits instead, and one gave 125 tonnes of disinfectant. */
function epidemic(district: District): readonly Deed[] {
  const random = randomOf('emergency production')
  const giver = district.systems.upgraded.home
  const makers = random
    .shuffled(unitsStandingOn(district, '2020-02-01', 'enterprise').filter((unit) => unit !== giver))
    .slice(0, 12)
  const kind = 'emergency-production'
  const masks = makers.slice(0, 9).flatMap(({ id: unitId, town }, index) =>
    ['2020-03-30', '2020-06-29'].map((on, turn) => {
      const pieces = 4_000_000 + 500_000 * (index % 5) + (turn === 0 ? 0 : 200_000 * (index % 3))
      return { on, unitId, actor: town.clerk, pieces }
    }),
  )
  const counted = masks.slice(1).reduce((sum, { pieces }) => sum + pieces, 0)
  const suits = [18_600, 14_250, 9_150]
  return [
    ...masks.map(({ on, pieces, ...by }, index) =>
      doing(on, kind, index === 0 ? moreThan(90_000_000 - counted) : exactly(pieces), { ...by, product: 'mask' }),
    ),
    ...makers.slice(9).map(({ id: unitId, town }, index) =>
      doing('2020-04-20', kind, exactly(suits[index] ?? 0), {
        unitId,
        actor: town.clerk,
        product: 'protective-suit',
      }),
    ),
    ...[62.5, 37.25, 25.25].map((tonnes, index) =>
      doing(['2020-02-10', '2020-02-17', '2020-02-26'][index] ?? '', kind, exactly(tonnes), {
        unitId: giver.id,
        actor: districtClerk,
        product: 'disinfectant',
      }),
    ),
  ]
}
