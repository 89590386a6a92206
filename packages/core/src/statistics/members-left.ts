import { type View } from '@taizhang/kernel'
import { membershipEnded } from '../domain/member/membership-ended.ts'
import { membership } from '../domain/member/membership.ts'
import { probationCancelled } from '../domain/member/probation-cancelled.ts'
import { line, unknown, type FormCell, type StatisticsForm } from './form.ts'
import { during, isDeath, type OfMember } from './member-events.ts'

const waysOut: Readonly<Record<number, readonly string[]>> = {
  2: ['expelled'],
  3: ['withdrew', 'withdrew-removed'],
  4: ['advised-to-withdraw'],
  5: ['advice-refused-removed'],
  6: ['left-removed'],
  8: [probationCancelled.type],
  9: ['not-recognized'],
  10: ['removed'],
}

/** First days of the bands of the form, by the day of joining. */
const joinedFrom = ['0000-00-00', '1966-05-01', '1976-11-01', '1979-01-01', '2002-11-01', '2012-11-01', '9999-99-99']

function joinedOn({ facts }: View, { position, data: { memberId } }: OfMember): string | undefined {
  const row = facts.where(membership, 'memberId', memberId).find(({ closedBy }) => closedBy === position)
  return row && (row.attributes.joinedOn ?? row.attributes.recruitedOn)
}

const leftParty: StatisticsForm['fill'] =
  (view, window) =>
  (row, column): FormCell =>
    during(view, window, membershipEnded, probationCancelled)
      .filter((event) => !isDeath(event))
      .filter((event) => {
        const how = event.type === probationCancelled.type ? event.type : String(event.data['reason'])
        return column === 1 || waysOut[column]?.includes(how)
      })
      .filter((event) => {
        if (row === 1) return true
        const joined = joinedOn(view, event)
        if (joined === undefined || row === 14) return joined === undefined && row === 14
        const [first = '', next = ''] = joinedFrom.slice(row - 8, row - 6)
        return first <= joined && joined < next
      }).length

const joined = (number: number, zh: string, en: string) =>
  line(number, [`入党时间：${zh}`, `joined ${en}`], ['按入党之日分', 'by the day of joining'])
const way = (number: number, zh: string, en: string) =>
  line(number, [zh, en], ['按终止之日计', 'by the day of the end'])

/** 党员出党情况（一）. */
export const membersLeft: StatisticsForm = {
  id: 10,
  title: { zh: '党员出党情况（一）', en: 'Members who left the Party (1)' },
  columns: [
    line(
      1,
      ['总数', 'all'],
      [
        '期内出党的，此前已停止党籍的也计，去世和转出的不计；按终止之日计',
        'who left the Party, suspended ones too, not by death or transfer; by the day of the end',
      ],
    ),
    way(2, '开除党籍', 'expelled'),
    way(3, '退党除名', 'withdrew'),
    way(4, '劝退', 'advised to withdraw'),
    way(5, '劝而不退除名', 'advice refused, removed'),
    way(6, '自行脱党除名', 'left, removed'),
    unknown(7, ['其中：经多方查找确实无法取得联系', 'of these not to be found']),
    way(8, '取消预备党员资格', 'probation cancelled'),
    way(9, '不予承认', 'not recognized'),
    way(10, '除名而未写明哪一种（表外）', 'removed, not told how (not on the form)'),
  ],
  rows: [
    line(1, ['总计', 'all'], ['全部', 'all']),
    unknown(2, ['厅局级', 'bureau level']),
    unknown(3, ['县处级', 'county level']),
    ...['35岁及以下', '36岁至54岁', '55岁至59岁', '60岁及以上'].map((age, at) =>
      unknown(
        4 + at,
        [`年龄：${age}`, `age: ${['to 35', '36 to 54', '55 to 59', 'from 60'][at]}`],
        ['台账不记载出生日期', 'the book has no days of birth'],
      ),
    ),
    joined(8, '1966年4月及以前', 'to April 1966'),
    joined(9, '1966年5月至1976年10月', 'May 1966 to October 1976'),
    joined(10, '1976年11月至1978年12月', 'November 1976 to December 1978'),
    joined(11, '1979年1月至2002年10月', 'January 1979 to October 2002'),
    joined(12, '2002年11月至2012年10月', 'November 2002 to October 2012'),
    joined(13, '2012年11月及以后', 'from November 2012'),
    line(
      14,
      ['入党时间不详（表外）', 'day of joining unknown (not on the form)'],
      ['台账没有写入党时间的', 'those of whom the book does not tell it'],
    ),
  ],
  checks: [
    { of: 'columns', line: 1, plus: [2, 3, 4, 5, 6, 8, 9, 10] },
    { of: 'rows', line: 1, plus: [8, 9, 10, 11, 12, 13, 14] },
  ],
  fill: leftParty,
}
