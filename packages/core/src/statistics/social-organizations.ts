import { line, unknown, type StatisticsForm } from './form.ts'
import {
  byAttribute,
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

const rows30 = of<Count>([
  [line(1, ['单位数', 'units'], day), whole],
  [line(2, ['已单独建立：建立党委的', 'own: committee'], solo), standing('committee')],
  [line(3, ['已单独建立：建立总支部的', 'own: general branch'], solo), standing('general-branch')],
  [line(4, ['已单独建立：建立支部的', 'own: branch'], solo), standing('branch')],
  [line(5, ['已建立联合党支部的', 'joint'], joint), standing('joint')],
  [
    line(
      6,
      ['其中：具有3名以上党员的', 'of these with three members'],
      ['其中有 3 名以上正式党员的', 'of these, those with three full members'],
    ),
    having((one) => one.standing === 'joint' && one.hasEnough),
  ],
  [
    line(
      7,
      ['联合党支部数', 'joint organizations'],
      ['覆盖这些单位的联合党组织，一个计一次', 'joint organizations that cover the units, each once'],
    ),
    different((one) => one.joint),
  ],
  [line(8, ['未建立：应建尚未建立的', 'none: should have'], should), standing('should')],
  [unknown(9, ['其中：建立党小组的', 'of these with a group'])],
  [line(10, ['未建立：仅有个别党员的', 'none: a few members'], few), standing('few')],
  [line(11, ['未建立：没有党员的', 'none: no members'], none), standing('none')],
  [
    line(
      12,
      ['未建立：已派党建工作指导员的', 'none, but an instructor'],
      ['没有单独、联合组建，有指导员结对的单位', 'units without either that an instructor is assigned to'],
    ),
    having(isUncoveredWithInstructor),
  ],
  [line(13, ['从业人员', 'employees'], latest), sumOf(employees)],
  [line(14, ['其中：党员', 'of these members'], theirs), sumOf(members)],
  [unknown(15, ['其中：未转入组织关系的', 'of these with the membership elsewhere'])],
  [line(16, ['党建工作指导员', 'instructors'], sent), different((one) => one.instructors)],
  [unknown(17, ['吸收未转入组织关系的党员：建立党委的', 'with members from elsewhere: committee'])],
  [unknown(18, ['吸收未转入组织关系的党员：建立总支部的', 'with members from elsewhere: general branch'])],
  [unknown(19, ['吸收未转入组织关系的党员：建立支部的', 'with members from elsewhere: branch'])],
])

const formed = (wanted: string): Test => byAttribute('form', wanted)
const byForm: readonly [string, string] = [
  '按登记类型，没有填写的不在其中；都没有填写的为空',
  'by the form; where it is not told, in none; empty where it is told of no unit',
]

const columns30 = of<Test>([
  [
    line(
      1,
      ['总数', 'all'],
      ['全部社会组织，登记类型没有填写的也计', 'all social organizations, also where the form is not told'],
    ),
    () => true,
  ],
  [line(2, ['社会团体', 'associations'], byForm), formed('social-group')],
  [line(3, ['基金会', 'foundations'], byForm), formed('foundation')],
  [line(4, ['民办非企业单位', 'private non-enterprises'], byForm), formed('private-non-enterprise')],
  [line(5, ['律师事务所', 'law firms'], byForm), formed('law-firm')],
  [line(6, ['会计师事务所', 'accounting firms'], byForm), formed('accounting-firm')],
  [line(7, ['税务师事务所', 'tax firms'], byForm), formed('tax-firm')],
])

/** 社会组织法人单位建立党的基层组织情况. */
export const socialOrganizations: StatisticsForm = {
  id: 30,
  title: { zh: '社会组织法人单位建立党的基层组织情况', en: 'Organizations in social organizations' },
  columns: columns30.lines,
  rows: rows30.lines,
  checks: [{ of: 'rows', line: 1, plus: [2, 3, 4, 5, 8, 10, 11] }],
  fill: filling('social-organization', rows30.found, columns30.found),
}
