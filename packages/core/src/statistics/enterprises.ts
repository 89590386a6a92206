import { line, type StatisticsForm } from './form.ts'
import {
  byAttribute,
  isCovered,
  having,
  standing,
  sumOf,
  different,
  employees,
  members,
  isUncoveredWithInstructor,
  of,
  whole,
  day,
  solo,
  joint,
  should,
  few,
  none,
  latest,
  theirs,
  sent,
  filling,
  type Test,
  type Count,
} from './unit-lines.ts'

const rows27 = of<Count>([
  [line(1, ['单位数', 'units'], day), whole],
  [
    line(
      2,
      ['党建工作指导员联系的', 'with an instructor'],
      ['有指导员结对的单位', 'units that an instructor is assigned to'],
    ),
    having(({ instructors }) => instructors.length > 0),
  ],
  [line(3, ['已单独建立：建立党委的', 'own: committee'], solo), standing('committee')],
  [line(4, ['已单独建立：建立总支部的', 'own: general branch'], solo), standing('general-branch')],
  [line(5, ['已单独建立：建立支部的', 'own: branch'], solo), standing('branch')],
  [line(6, ['已建立联合党支部的', 'joint'], joint), standing('joint')],
  [
    line(
      7,
      ['其中：具有3名以上党员的', 'of these with three members'],
      ['其中有 3 名以上正式党员的', 'of these, those with three full members'],
    ),
    having((one) => one.standing === 'joint' && one.hasEnough),
  ],
  [
    line(
      8,
      ['联合党支部数', 'joint organizations'],
      ['覆盖这些单位的联合党组织，一个计一次', 'joint organizations that cover the units, each once'],
    ),
    different((one) => one.joint),
  ],
  [line(9, ['未建立：应建尚未建立的', 'none: should have'], should), standing('should')],
  [line(10, ['未建立：仅有个别党员的', 'none: a few members'], few), standing('few')],
  [line(11, ['未建立：没有党员的', 'none: no members'], none), standing('none')],
  [line(12, ['党建工作指导员', 'instructors'], sent), different((one) => one.instructors)],
  [line(13, ['在岗职工', 'employees'], latest), sumOf(employees)],
  [line(14, ['其中：党员', 'of these members'], theirs), sumOf(members)],
  [line(15, ['已建立党组织的企业在岗职工', 'employees where there is one'], latest), sumOf(employees, isCovered)],
  [line(16, ['其中：党员', 'of these members'], theirs), sumOf(members, isCovered)],
  [
    line(17, ['未建立、已派出指导员的企业在岗职工', 'employees where there is none but an instructor'], latest),
    sumOf(employees, isUncoveredWithInstructor),
  ],
  [line(18, ['其中：党员', 'of these members'], theirs), sumOf(members, isUncoveredWithInstructor)],
])

const owned = (...wanted: readonly string[]): Test => byAttribute('ownership', ...wanted)
const controlled = (wanted: string): Test => byAttribute('control', wanted)
const byControl: readonly [string, string] = [
  '按控股情况，没有填写的不在其中；都没有填写的为空',
  'by control; where it is not told, in none; empty where it is told of no unit',
]
const byOwnership: readonly [string, string] = [
  '按所有制，没有填写的不在其中；都没有填写的为空',
  'by ownership; where it is not told, in none; empty where it is told of no unit',
]
const bySize: readonly [string, string] = ['最近一次填报的从业人员数', 'by the latest headcount']

const columns27 = of<Test>([
  [
    line(1, ['总数', 'all'], ['全部企业，控股情况没有填写的也计', 'all enterprises, also where control is not told']),
    () => true,
  ],
  [line(2, ['从业人员50人以上', 'from 50 employees'], bySize), (one) => one.employees >= 50],
  [line(3, ['从业人员100人以上', 'from 100 employees'], bySize), (one) => one.employees >= 100],
  [
    line(4, ['法定代表人是党员的', 'representative is a member'], ['按法定代表人登记', 'by the representative']),
    (one) => one.representative !== 'other',
  ],
  [
    line(
      5,
      ['兼任企业党组织书记的', 'and secretary'],
      ['法定代表人是党员，且任覆盖该企业的党组织书记', 'who is secretary of an organization that covers it'],
    ),
    (one) => one.representative === 'secretary',
  ],
  [line(6, ['私有经济控制', 'privately controlled'], byControl), controlled('private-controlled')],
  [line(7, ['私营独资', 'private, sole'], byOwnership), owned('private-sole')],
  [
    line(8, ['港澳台商投资', 'Hong Kong, Macau, Taiwan'], byOwnership),
    owned('hk-macau-taiwan', 'hk-macau-taiwan-sole'),
  ],
  [line(9, ['外商投资', 'foreign'], byOwnership), owned('foreign', 'foreign-sole')],
  [line(10, ['港澳台商经济控制', 'controlled from there'], byControl), controlled('hk-macau-taiwan-controlled')],
  [line(11, ['港澳台商独资', 'from there, sole'], byOwnership), owned('hk-macau-taiwan-sole')],
  [line(12, ['外商经济控制', 'foreign-controlled'], byControl), controlled('foreign-controlled')],
  [line(13, ['外商独资', 'foreign, sole'], byOwnership), owned('foreign-sole')],
])

/** 非公有经济控制的企业法人单位建立党的基层组织情况. */
export const enterprises: StatisticsForm = {
  id: 27,
  title: { zh: '非公有经济控制的企业法人单位建立党的基层组织情况', en: 'Organizations in non-public enterprises' },
  columns: columns27.lines,
  rows: rows27.lines,
  checks: [{ of: 'rows', line: 1, plus: [3, 4, 5, 6, 9, 10, 11] }],
  fill: filling('enterprise', rows27.found, columns27.found),
}
