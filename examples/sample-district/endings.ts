import { plusDays, type CivilDate } from '@taizhang/core'
import type { Branches } from './branches.ts'
import { openingDay } from './days.ts'
import type { Names } from './places-and-names.ts'
import type { Category, Cover, Ending, PlannedOrganization, PlannedUnit, Register } from './plan.ts'

interface EndingOutline {
  readonly how: Ending['how']
  readonly on: CivilDate
  /** The joint branch that its members go to. */
  readonly into: number
  readonly size?: number
  /** When its unit left the book, where that was before. */
  readonly unitLeftOn?: CivilDate
}

const enterpriseEndings: readonly EndingOutline[] = [
  { how: 'wound-up', on: '2013-09-26', into: 0 },
  { how: 'merged', on: '2014-06-24', into: 5 },
  { how: 'wound-up', on: '2014-11-27', into: 1 },
  { how: 'relocated', on: '2015-08-20', into: 2, size: 4 },
  { how: 'wound-up', on: '2016-03-31', into: 4, size: 4 },
  { how: 'merged', on: '2017-04-18', into: 6 },
  { how: 'wound-up', on: '2017-06-15', into: 6 },
  { how: 'shell-dissolved', on: '2018-06-26', into: 0, unitLeftOn: '2018-01-17' },
  { how: 'wound-up', on: '2019-03-28', into: 8, size: 4 },
  { how: 'shell-merged', on: '2019-07-23', into: 3, unitLeftOn: '2019-02-20' },
  { how: 'shell-dissolved', on: '2019-11-19', into: 11, unitLeftOn: '2019-04-30' },
  { how: 'bankrupt', on: '2020-10-15', into: 9, size: 5, unitLeftOn: '2020-09-01' },
  { how: 'shell-dissolved', on: '2020-11-24', into: 4, unitLeftOn: '2020-05-13' },
]

const socialEndings: readonly EndingOutline[] = [
  { how: 'wound-up', on: '2016-05-25', into: 0 },
  { how: 'shell-merged', on: '2018-10-23', into: 1, unitLeftOn: '2018-04-18' },
  { how: 'shell-dissolved', on: '2019-12-17', into: 2, unitLeftOn: '2019-05-22' },
]

/** Organizations that were there when the book was opened and are not in the report. Their people are, some of them. */
export function planEndings(
  register: Register,
  names: Names,
  category: Category,
  { joints }: Branches,
): readonly PlannedOrganization[] {
  const outlines = category === 'enterprise' ? enterpriseEndings : socialEndings
  return outlines.map(({ how, on, into: index, size = 3, unitLeftOn }) => {
    const into = joints[index]
    if (!into) throw new RangeError(`no joint branch ${index}`)
    const unit =
      takenOver(into, how, on) ??
      register.unit({
        ...(category === 'enterprise' ? names.enterprise() : names.social()),
        kind: category,
        town: into.town,
        listedOn: openingDay,
        leaves: {
          on: unitLeftOn ?? on,
          reason: how === 'relocated' ? 'moved' : how.startsWith('shell') ? 'shell' : 'bankrupt',
          told: unitLeftOn === undefined,
        },
        weight: 8,
      })
    return register.organization({
      name: `${unit.name}党支部`,
      kind: 'branch',
      formation: 'solo',
      category,
      town: into.town,
      superiorId: into.town.committeeId,
      foundedOn: openingDay,
      covers: [{ unit, from: openingDay, to: unitLeftOn ?? on }],
      home: unit,
      size,
      ends: { on, how, into, keeps: how === 'relocated' ? 0 : 1 },
    })
  })
}

const takenOver = (into: PlannedOrganization, how: Ending['how'], on: CivilDate): PlannedUnit | undefined =>
  how === 'merged' ? into.covers.find(({ from, brings }) => brings && from === on)?.unit : undefined

/** A shell that was put right: its firm left, and it now covers four others nearby. */
export interface AdjustedShell {
  readonly organization: PlannedOrganization
  readonly flaggedOn: CivilDate
  readonly closedOn: CivilDate
}

export function planAdjustedShell(register: Register, names: Names, { solos }: Branches): AdjustedShell {
  const town = solos[3]?.town
  if (!town) throw new RangeError('no town')
  const leftOn = '2018-07-04'
  const [flaggedOn, closedOn] = ['2018-08-22', '2018-12-13']
  const unit = (more: Partial<PlannedUnit> = {}): PlannedUnit =>
    register.unit({ ...names.enterprise(), kind: 'enterprise', town, listedOn: openingDay, weight: 4, ...more })
  const home = unit({ leaves: { on: leftOn, reason: 'moved', told: false } })
  const nearby = Array.from({ length: 4 }, (_, index): Cover => ({
    unit: unit({ listedOn: index < 2 ? openingDay : plusDays('2016-02-18', index * 200) }),
    from: closedOn,
    told: true,
  }))
  const organization = register.organization({
    name: `${home.name}党支部`,
    kind: 'branch',
    formation: 'solo',
    category: 'enterprise',
    town,
    superiorId: town.committeeId,
    foundedOn: '2013-05-15',
    covers: [{ unit: home, from: '2013-05-15', to: leftOn }, ...nearby],
    size: 5,
  })
  return { organization, flaggedOn, closedOn }
}
