import type { CivilDate } from '@taizhang/core'
import { openingDay } from './days.ts'
import type { Category } from './plan.ts'

/** How many branches there are to be: founded when, over how many units, with how many members on the report's day. */
export interface Outline {
  readonly category: Category
  readonly solos: readonly SoloOutline[]
  readonly joints: readonly JointOutline[]
  /** Units that no organization covers, by the day they were listed; some of them after the report's day. */
  readonly uncovered: readonly CivilDate[]
  /** Units that came and went without an organization. */
  readonly passing: readonly { readonly from: CivilDate; readonly to: CivilDate }[]
}

export interface SoloOutline {
  readonly on: CivilDate
  readonly size: number
  readonly kindergarten?: boolean
  /** Formed by members of the joint branch of that index; `covered`: which covered its unit before. */
  readonly from?: { readonly joint: number; readonly covered: boolean }
  /** When it was filed, where that was out of turn. */
  readonly filedOn?: CivilDate
}

/** A joint branch: never over more than five units at a time. */
export interface JointOutline {
  readonly on: CivilDate
  readonly size: number
  /** Units covered from the beginning until now. */
  readonly first: number
  /** Days on which it covers one unit more. */
  readonly more?: readonly CivilDate[]
  /** Days on which it takes over the unit of a branch that is merged into it. */
  readonly merged?: readonly CivilDate[]
  /** Days on which a unit it had covered from the beginning left the book. */
  readonly lost?: readonly CivilDate[]
  readonly kindergartens?: boolean
}

const solos = (on: readonly CivilDate[], sizes: readonly number[]): readonly SoloOutline[] =>
  on.map((day, index) => ({ on: day, size: sizes[index] ?? 3 }))
const times = <T>(count: number, value: T): readonly T[] => Array.from({ length: count }, () => value)

/** 45 solo branches with 168 members; 13 joint ones over 60 units with 79, and a 14th is in shells.ts. */
export const enterprises: Outline = {
  category: 'enterprise',
  solos: [
    ...solos(times(16, openingDay), [3, 4, 3, 5, 4, 3, 5, 3, 4, 3, 5, 4, 3, 4, 3, 5]),
    ...solos(
      ['2012-08-09', '2012-09-12', '2012-10-22', '2012-12-12', '2013-03-28', '2013-06-20', '2013-09-11', '2013-11-29'],
      [3, 4, 3, 5, 4, 3, 4, 3],
    ),
    ...solos(
      ['2014-04-15', '2014-06-30', '2014-08-21', '2014-12-03', '2015-07-22', '2015-08-26', '2015-09-23', '2015-11-12'],
      [5, 3, 4, 6, 3, 4, 3, 4],
    ),
    ...solos(
      ['2016-04-06', '2016-06-28', '2016-09-14', '2016-11-30', '2017-03-16', '2017-06-29', '2017-10-19'],
      [5, 4, 3, 4, 3, 3, 4],
    ),
    ...solos(['2018-03-22', '2018-10-17', '2019-04-25'], [3, 4, 3]),
    { on: '2019-10-24', size: 4, from: { joint: 9, covered: true } },
    { on: '2020-06-18', size: 3, from: { joint: 10, covered: true } },
    { on: '2021-06-20', size: 3, from: { joint: 11, covered: false }, filedOn: '2021-10-12' },
  ],
  joints: [
    { on: openingDay, first: 5, size: 7 },
    { on: openingDay, first: 4, more: ['2015-05-20'], lost: ['2014-10-14'], size: 7 },
    { on: openingDay, first: 4, more: ['2016-09-08'], lost: ['2016-05-12'], size: 6 },
    { on: openingDay, first: 4, more: ['2018-04-12'], lost: ['2017-12-06'], size: 6 },
    { on: openingDay, first: 4, more: ['2018-09-19'], lost: ['2018-07-18'], size: 7 },
    { on: '2012-08-16', first: 3, more: ['2019-03-20'], merged: ['2014-06-24'], lost: ['2013-12-05'], size: 6 },
    { on: '2013-04-23', first: 3, more: ['2019-09-12'], merged: ['2017-04-18'], size: 7 },
    { on: '2013-10-31', first: 3, more: ['2017-08-24', '2020-04-22'], lost: ['2017-05-17'], size: 6 },
    { on: '2014-10-16', first: 3, more: ['2019-06-27', '2020-09-23'], lost: ['2015-11-19'], size: 7 },
    { on: '2015-07-09', first: 3, more: ['2019-12-05'], lost: ['2019-09-18'], size: 5 },
    { on: '2016-03-17', first: 3, more: ['2020-11-26'], size: 5 },
    { on: '2017-09-21', first: 3, more: ['2021-03-25'], size: 6 },
    { on: '2020-11-12', first: 3, size: 4 },
  ],
  uncovered: ['2018-09-10', '2019-04-16', '2019-11-20', '2020-07-14', '2020-12-08', '2021-04-20', '2021-08-18'],
  passing: [
    { from: openingDay, to: '2012-11-15' },
    { from: openingDay, to: '2013-04-10' },
    { from: openingDay, to: '2014-03-12' },
    { from: openingDay, to: '2015-01-21' },
    { from: openingDay, to: '2015-06-11' },
    { from: openingDay, to: '2017-11-23' },
    { from: '2012-06-14', to: '2016-10-19' },
    { from: '2012-09-27', to: '2013-10-16' },
    { from: '2013-05-22', to: '2018-03-14' },
    { from: '2014-02-19', to: '2018-11-07' },
    { from: '2015-08-13', to: '2020-06-10' },
    { from: '2016-07-21', to: '2021-02-24' },
    { from: '2017-03-30', to: '2021-05-19' },
  ],
}

/** 18 solo branches with 76 members, and 6 joint ones over 26 units with 45. */
export const societies: Outline = {
  category: 'social-organization',
  solos: [
    { on: openingDay, size: 4, kindergarten: true },
    { on: openingDay, size: 5, kindergarten: true },
    ...solos(times(4, openingDay), [4, 3, 6, 4]),
    { on: '2013-09-18', size: 4, kindergarten: true },
    { on: '2014-05-14', size: 4, kindergarten: true },
    { on: '2016-09-21', size: 5, kindergarten: true },
    ...solos(['2012-11-08', '2014-09-10', '2015-08-19', '2015-12-09', '2016-06-22', '2017-06-14'], [3, 4, 4, 5, 4, 4]),
    ...solos(['2018-05-16', '2019-06-12', '2020-09-09'], [4, 4, 5]),
  ],
  joints: [
    { on: openingDay, first: 4, more: ['2018-06-20'], lost: ['2017-03-29'], size: 9 },
    { on: '2013-06-06', first: 3, more: ['2018-10-31', '2020-05-27'], size: 9, kindergartens: true },
    { on: '2014-11-19', first: 3, more: ['2019-04-10', '2020-10-28'], size: 9 },
    { on: '2015-10-14', first: 3, more: ['2019-08-14'], size: 7, kindergartens: true },
    { on: '2016-12-07', first: 3, more: ['2020-12-16'], size: 6 },
    { on: '2021-03-17', first: 3, size: 5 },
  ],
  uncovered: ['2017-05-24', '2018-04-25', '2018-12-12', '2019-07-17', '2020-03-25', '2020-08-19', '2021-01-27'],
  passing: [
    { from: openingDay, to: '2013-05-29' },
    { from: openingDay, to: '2014-10-22' },
    { from: openingDay, to: '2016-11-16' },
    { from: '2012-08-22', to: '2018-08-15' },
    { from: '2014-04-02', to: '2015-09-16' },
    { from: '2017-02-15', to: '2020-11-04' },
  ],
}
