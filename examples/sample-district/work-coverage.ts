import { type CivilDate, draft, plusDays } from '@taizhang/core'
import { dayBetween, later, reportDay } from './days.ts'
import type { Deed } from './desk.ts'
import type { District } from './district.ts'
import { organizationDocument } from './documents.ts'
import { districtClerk } from './places-and-names.ts'
import type { PlannedUnit } from './plan.ts'
import { randomOf, type Random } from './random.ts'

interface Instructor {
  readonly id: string
  readonly from: CivilDate
  readonly to?: CivilDate
}

/** 选派两批 63 名指导员、联络员: two of the first batch were replaced, so 63 are there on the report's day. */
const batches: readonly { readonly name: string; readonly on: CivilDate; readonly count: number }[] = [
  { name: '第一批', on: '2018-04-16', count: 31 },
  { name: '第二批', on: '2020-05-18', count: 32 },
]
const replacedOn = '2019-06-10'
/** 结对指导 150 多个: all that no organization covers, and others. */
const paired = 154

export function workCoverageDeeds(district: District): readonly Deed[] {
  const random = randomOf('work coverage')
  const sent = batches.map(({ name, on, count }) => dispatch(name, on, count, random))
  const replacement = replace(sent[0]?.instructors.slice(0, 2) ?? [], random)
  const [first, second] = [
    [...(sent[0]?.instructors.slice(2) ?? []), ...replacement.instructors],
    sent[1]?.instructors ?? [],
  ]
  return [...sent.map(({ deed }) => deed), ...replacement.deeds, ...pairings(district, first, second, random)]
}

function dispatch(
  batch: string,
  on: CivilDate,
  count: number,
  random: Random,
): { deed: Deed; instructors: readonly Instructor[] } {
  const instructors = Array.from({ length: count }, () => ({ id: `i-${random.hex(6)}`, from: on }))
  const evidence = organizationDocument(plusDays(on, -6))
  const drafts = instructors.map(({ id }, index) =>
    draft(
      'InstructorDispatched',
      on,
      { instructorId: id, role: index % 3 === 2 ? 'liaison' : 'instructor', fullTime: index % 8 === 0, batch },
      { evidence },
    ),
  )
  return { deed: { on, actor: districtClerk, drafts }, instructors }
}

/** Two were recalled, and two others sent in their place. */
function replace(
  old: readonly Instructor[],
  random: Random,
): { deeds: readonly Deed[]; instructors: readonly Instructor[] } {
  const instructors = old.map(() => ({ id: `i-${random.hex(6)}`, from: replacedOn }))
  const drafts = [
    ...old.map(({ id }) => draft('InstructorRecalled', replacedOn, { instructorId: id })),
    ...instructors.map(({ id }) =>
      draft('InstructorDispatched', replacedOn, {
        instructorId: id,
        role: 'instructor',
        fullTime: false,
        batch: '第一批',
      }),
    ),
  ]
  return { deeds: [{ on: replacedOn, actor: districtClerk, drafts }], instructors }
}

/** Each unit has one instructor: of the first batch where it was there then, else of the second, or soon after it was listed. */
function pairings(
  { units, organizations }: District,
  first: readonly Instructor[],
  second: readonly Instructor[],
  random: Random,
): readonly Deed[] {
  const covered = new Set(
    organizations
      .filter(({ filedOn }) => filedOn === undefined)
      .flatMap(({ covers }) =>
        covers.filter(({ from, to }) => from <= reportDay && to === undefined).map(({ unit }) => unit),
      ),
  )
  const there = units.filter(({ listedOn, leaves }) => listedOn <= reportDay && !(leaves && leaves.on <= reportDay))
  const chosen = [
    ...there.filter((unit) => !covered.has(unit)),
    ...random.shuffled(there.filter((unit) => covered.has(unit))),
  ].slice(0, paired)
  const passing = units.filter(
    ({ leaves, listedOn }) => leaves && listedOn < '2018-01-01' && leaves.on > '2019-09-01' && leaves.on <= reportDay,
  )
  const since = units.filter(({ listedOn }) => listedOn > reportDay)
  const pair = pairing(random)
  return [
    ...chosen.map((unit, index) => pair(unit, unit.listedOn < '2018-03-01' && index % 2 === 0 ? first : second)),
    ...passing.map((unit) => pair(unit, first)),
    ...since.map((unit) => pair(unit, second)),
  ]
}

/** Some days or weeks after both are there; each town's of a round are one return. */
function pairing(random: Random): (unit: PlannedUnit, batch: readonly Instructor[]) => Deed {
  const turns = new Map<readonly Instructor[], number>()
  return (unit, batch) => {
    const turn = turns.get(batch) ?? 0
    turns.set(batch, turn + 1)
    const instructor = batch[turn % batch.length]
    if (!instructor) throw new RangeError('no instructors')
    const start = later(instructor.from, unit.listedOn)
    const on = dayBetween(random, plusDays(start, 7), plusDays(start, 45))
    const drafts = [draft('InstructorAssigned', on, { instructorId: instructor.id, unitId: unit.id })]
    return { on, return: `结对 ${unit.town.clerk}`, actor: unit.town.clerk, drafts }
  }
}
