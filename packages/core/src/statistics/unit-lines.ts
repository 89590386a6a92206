import { plusDays } from '@taizhang/kernel/define'
import { type FormCell, type FormLine, type StatisticsForm } from './form.ts'
import { unitsOn, type Seen, type Standing } from './units-seen.ts'

/** Whether a unit is kept. */
export interface Test {
  (seen: Seen): boolean
  /** Whether the book tells of a unit what is asked: where it does so of none, nothing is known. */
  readonly told?: Test
}

/** By what the book may tell of a unit. */
export const byAttribute = (attribute: 'control' | 'ownership' | 'form', ...wanted: readonly string[]): Test =>
  Object.assign(({ unit: { attributes } }: Seen): boolean => wanted.includes(attributes[attribute] ?? ''), {
    told: ({ unit: { attributes } }: Seen): boolean => attributes[attribute] !== undefined,
  })

export type Count = (all: readonly Seen[]) => number

export const isCovered: Test = ({ standing }) => !['should', 'few', 'none'].includes(standing)
export const having =
  (test: Test): Count =>
  (all) =>
    all.filter(test).length
export const standing = (wanted: Standing): Count => having((one) => one.standing === wanted)
export const sumOf =
  (of: (seen: Seen) => number, test: Test = () => true): Count =>
  (all) =>
    all.filter(test).reduce((sum, one) => sum + of(one), 0)
export const different =
  (of: (seen: Seen) => readonly string[]): Count =>
  (all) =>
    new Set(all.flatMap(of)).size

export const employees = ({ employees: many }: Seen): number => many
export const members = ({ members: many }: Seen): number => many
export const isUncoveredWithInstructor: Test = (one) => !isCovered(one) && one.instructors.length > 0

/** A row or column, and what is counted or kept in it. */
export const of = <T>(many: readonly (readonly [FormLine, T?])[]) => ({
  lines: many.map(([one]) => one),
  found: new Map(many.map(([{ number }, found]) => [number, found])),
})

export const whole: Count = (all) => all.length
export const day: readonly [string, string] = ['当日纳入管理的单位', 'units that the book lists on the day']
export const solo: readonly [string, string] = [
  '由单独组建的党组织覆盖的单位，几个的计级别最高的一个',
  'units that an organization of their own covers; of several the highest counts',
]
export const joint: readonly [string, string] = [
  '由联合组建、没有单独组建的党组织覆盖的单位',
  'units that a joint organization covers and none of their own',
]
export const should: readonly [string, string] = [
  '没有单独、联合组建，有 3 名以上正式党员（社会组织中兼职的不计）的单位',
  'units without either that have three full members; part-time staff of social organizations do not count',
]
export const few: readonly [string, string] = [
  '没有单独、联合组建，有党员而正式党员不足 3 名的单位',
  'units without either that have members, but not three full ones',
]
export const none: readonly [string, string] = [
  '没有单独、联合组建，也没有党员的单位',
  'units without either and without members',
]
export const latest: readonly [string, string] = ['最近一次填报的从业人员数之和', 'the latest headcounts, added up']
export const theirs: readonly [string, string] = [
  '组织关系写明在单位的党员，停止党籍的不计',
  'members with the unit told, suspended ones not counted',
]
export const sent: readonly [string, string] = [
  '与这些单位结对的指导员人数，一人计一次',
  'instructors who are assigned to the units, each once',
]

export const filling =
  (
    kind: string,
    rows: ReadonlyMap<number, Count | undefined>,
    columns: ReadonlyMap<number, Test | undefined>,
  ): StatisticsForm['fill'] =>
  (view, { to }) => {
    const all = unitsOn(view, plusDays(to, -1), kind)
    return (row, column): FormCell => {
      const [count, test] = [rows.get(row), columns.get(column)]
      if (!count || !test || (test.told && !all.some(test.told))) return null
      return count(all.filter(test))
    }
  }
