import { draft, type CivilDate, type DataOf } from '@taizhang/core'
import { dayBetween } from './days.ts'
import type { Deed } from './desk.ts'
import type { District } from './district.ts'
import { doing, exactly, moreThan, returned, type Quantity } from './doings.ts'
import { districtClerk } from './places-and-names.ts'
import { apportioned, randomOf } from './random.ts'
import { standingOn } from './standing.ts'

/** 提升能力: suggestions to firms, and training. */
export const abilityDeeds = (district: District): readonly Deed[] => [...suggestions(district), ...training(district)]

const filed = (
  on: CivilDate,
  actor: string,
  type: 'SuggestionSubmitted' | 'SuggestionAdopted',
  data: DataOf<'SuggestionSubmitted'>,
): Deed => returned(actor, '建议', on, [draft(type, on, data)])

/** 提案建议 2000 多条: 1,100 of the Party organizations and members, of which at least 770 were adopted, and more than 900 of others. */
function suggestions(district: District): readonly Deed[] {
  const random = randomOf('suggestions')
  const years = [2018, 2019, 2020, 2021]
  const hosts = random
    .shuffled(standingOn(district, '2018-03-01').filter(({ home }) => home !== undefined))
    .slice(0, 24)
  const shares = apportioned(
    1100,
    hosts.flatMap(() => years.map(() => random.int(4, 16))),
  )
  const taken = shares.map((share) => Math.floor((share * 7) / 10))
  const missing = 770 - taken.reduce((a, b) => a + b, 0)
  const party = hosts.flatMap(({ id: organizationId, home, town }, host) =>
    years.flatMap((year, index): Deed[] => {
      const at = host * years.length + index
      const last = year === 2021 ? `${year}-05-10` : `${year}-08-20`
      const on = dayBetween(random, `${year}-02-20`, last)
      const adoptedOn = dayBetween(random, `${year}-05-20`, year === 2021 ? '2021-06-22' : `${year}-11-30`)
      const by = 'party'
      const of = { organizationId, ...(home ? { unitId: home.id } : {}) }
      const adopted = (taken[at] ?? 0) + (at < missing ? 1 : 0)
      // The first year's were not counted to the last one.
      const quantity: Quantity = { value: adopted, qualifier: year === 2018 && host < 6 ? 'at-least' : 'exact' }
      return [
        filed(on, town.clerk, 'SuggestionSubmitted', { by, quantity: exactly(shares[at] ?? 0), ...of }),
        filed(adoptedOn, town.clerk, 'SuggestionAdopted', { by, quantity, ...of }),
      ]
    }),
  )
  const others = [
    { on: '2018-11-21', made: moreThan(190), adopted: 62 },
    { on: '2019-11-20', made: exactly(265), adopted: 88 },
    { on: '2020-11-18', made: exactly(281), adopted: 95 },
    { on: '2021-06-09', made: exactly(164), adopted: 51 },
  ].flatMap(({ on, made, adopted }) => [
    filed(on, districtClerk, 'SuggestionSubmitted', { by: 'others', quantity: made }),
    filed(on, districtClerk, 'SuggestionAdopted', { by: 'others', quantity: exactly(adopted) }),
  ])
  return [...party, ...others]
}

/** 培训 2000 多人次, all secretaries once a year besides, and the course for members of ten, twenty … years in 2021. */
function training(district: District): readonly Deed[] {
  const courses: readonly (readonly [on: CivilDate, quantity: Quantity])[] = [
    ['2018-04-20', exactly(236)],
    ['2018-09-14', exactly(188)],
    ['2019-03-29', exactly(254)],
    ['2019-10-18', moreThan(300)],
    ['2020-06-12', exactly(210)],
    ['2020-10-16', exactly(318)],
    ['2021-03-26', exactly(286)],
    ['2021-06-04', exactly(208)],
    ['2021-10-22', exactly(190)],
  ]
  const rotations: readonly CivilDate[] = ['2018-07-18', '2019-07-17', '2020-08-19', '2021-04-21']
  const educations: readonly CivilDate[] = [
    '2019-06-25',
    '2019-09-18',
    '2019-10-30',
    '2019-11-27',
    '2021-03-18',
    '2021-04-28',
  ]
  return [
    ...courses.map(([on, quantity]) => doing(on, 'training', quantity)),
    ...rotations.map((on) => doing(on, 'rotation-training', exactly(standingOn(district, on).length))),
    ...educations.map((on) => doing(on, 'theme-education', exactly(1))),
    doing('2021-05-14', 'long-service-course', exactly(86)),
  ]
}
