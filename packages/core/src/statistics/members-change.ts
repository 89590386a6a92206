import { plusDays } from '@taizhang/kernel/define'
import { type View } from '@taizhang/kernel'
import { memberEnrolled } from '../domain/member/member-enrolled.ts'
import { memberRecruited } from '../domain/member/member-recruited.ts'
import { memberTransferredIn } from '../domain/member/member-transferred-in.ts'
import { memberTransferredOut } from '../domain/member/member-transferred-out.ts'
import { membershipEnded } from '../domain/member/membership-ended.ts'
import { membershipReinstated } from '../domain/member/membership-reinstated.ts'
import { membershipRestored } from '../domain/member/membership-restored.ts'
import { membershipSuspended } from '../domain/member/membership-suspended.ts'
import { probationCancelled } from '../domain/member/probation-cancelled.ts'
import { recruitmentRejected } from '../domain/member/recruitment-rejected.ts'
import { isSuspendedBefore } from '../figures/suspended-before.ts'
import { line, unknown, type FormWindow, type StatisticsForm } from './form.ts'
import { during, isDeath, membersOn, type OfMember } from './member-events.ts'

/** Who comes as a suspended member is none yet, and who leaves as one has been taken from the members before. */
const asMember = ({ data }: OfMember): boolean => data['status'] !== 'suspended'
const wasMember = (view: View, window: FormWindow, ...types: readonly { readonly type: string }[]): OfMember[] =>
  during(view, window, ...types).filter((event) => !isSuspendedBefore(view.facts, event))
const isWhole = ({ data }: OfMember): boolean => data['withOrganization'] === true

type Balance = Readonly<Record<number, (view: View, window: FormWindow) => number>>

const balance: Balance = {
  1: (view, { from }) => membersOn(view, plusDays(from, -1)),
  2: (view, window) => sum(view, window, [3, 5, 7]),
  3: (view, window) => during(view, window, memberRecruited).length,
  5: (view, window) => balanceOf(view, window, 6) + during(view, window, membershipReinstated).filter(asMember).length,
  6: (view, window) => during(view, window, membershipRestored).length,
  7: (view, window) => during(view, window, memberTransferredIn).filter(asMember).length,
  8: (view, window) =>
    during(view, window, memberTransferredIn)
      .filter(asMember)
      .filter((event) => isWhole(event)).length,
  9: (view, window) => sum(view, window, [10, 11, 12, 13]),
  10: (view, window) =>
    wasMember(view, window, membershipEnded).filter((event) => !isDeath(event)).length +
    during(view, window, probationCancelled, recruitmentRejected).length,
  11: (view, window) => during(view, window, membershipSuspended).length,
  12: (view, window) => wasMember(view, window, membershipEnded).filter((event) => isDeath(event)).length,
  13: (view, window) => wasMember(view, window, memberTransferredOut).length,
  14: (view, window) => wasMember(view, window, memberTransferredOut).filter((event) => isWhole(event)).length,
  15: (view, window) => sum(view, window, [1, 2]) - balanceOf(view, window, 9),
  16: (view, { to }) => membersOn(view, plusDays(to, -1)),
  17: (view, window) => balanceOf(view, window, 16) - balanceOf(view, window, 15),
  18: (view, window) => during(view, window, memberEnrolled).filter(asMember).length,
}

function balanceOf(view: View, window: FormWindow, row: number): number {
  const count = balance[row]
  if (!count) throw new Error(`form 1 has no row ${row}`)
  return count(view, window)
}

const sum = (view: View, window: FormWindow, rows: readonly number[]): number =>
  rows.reduce((all, row) => all + balanceOf(view, window, row), 0)

/** 党员数量变化情况: what came and went explains the members to the last one. */
export const membersChange: StatisticsForm = {
  id: 1,
  title: { zh: '党员数量变化情况', en: 'Changes in the number of members' },
  columns: [line(1, ['人数', 'members'], ['人数', 'persons'])],
  rows: [
    line(
      1,
      ['一、上年底总数', 'I. at the end of last year'],
      ['期初前一日的党员，停止党籍的不计', 'members on the day before the first, suspended ones not counted'],
    ),
    line(2, ['二、本年增加', 'II. came'], ['第 3、5、7 行之和', 'rows 3, 5 and 7']),
    line(
      3,
      ['发展党员', 'recruited'],
      ['期内接收的预备党员，按支部大会接收之日计', 'admitted as probationary members, by the day of the admission'],
    ),
    unknown(4, ['其中：重新入党', 'of these who joined again']),
    line(
      5,
      ['恢复党籍', 'restored'],
      [
        '停止党籍后恢复的和纠错恢复的，按恢复之日计',
        'after a suspension, or after a wrong expulsion or removal, by the day of it',
      ],
    ),
    line(
      6,
      ['其中：停止党籍后恢复党籍', 'of these after a suspension'],
      ['停止党籍后恢复的，按恢复之日计', 'by the day of the restoration'],
    ),
    line(
      7,
      ['转入组织关系', 'transferred in'],
      [
        '由本台账以外转入的，按转入之日计；转入时停止党籍的不计',
        'from another book, by the day on which they came; suspended ones not counted',
      ],
    ),
    line(
      8,
      ['其中：整建制转入', 'of these with a whole organization'],
      ['随党组织整建制转入的', 'those who came with their organization'],
    ),
    line(9, ['三、本年减少', 'III. went'], ['第 10 至 13 行之和', 'rows 10 to 13']),
    line(
      10,
      ['出党', 'left the Party'],
      [
        '除名、退党、开除、取消预备党员资格、不予承认和上级未批准接收的，按终止之日计；此前已停止党籍的不计',
        'removed, withdrawn, expelled, probations cancelled, recruitments rejected, by the day of the end; who had been suspended is not counted',
      ],
    ),
    line(11, ['停止党籍', 'suspended'], ['按停止之日计', 'by the day of the suspension']),
    line(
      12,
      ['死亡', 'died'],
      ['按去世之日计；此前已停止党籍的不计', 'by the day of the death; who had been suspended is not counted'],
    ),
    line(
      13,
      ['转出组织关系', 'transferred out'],
      [
        '转往本台账以外的，按转出之日计；此前已停止党籍的不计',
        'to another book, by the day on which they left; who had been suspended is not counted',
      ],
    ),
    line(
      14,
      ['其中：整建制转出', 'of these with a whole organization'],
      ['随党组织整建制转出的', 'those who left with their organization'],
    ),
    line(15, ['四、本年底应有', 'IV. due at the end'], ['第 1 行加第 2 行减第 9 行', 'row 1 and 2 less row 9']),
    line(
      16,
      ['五、本年底实有', 'V. at the end'],
      ['期末当日的党员，停止党籍的不计', 'members on the last day, suspended ones not counted'],
    ),
    line(17, ['六、实有与应有之差', 'VI. difference'], ['第 16 行减第 15 行', 'row 16 less row 15']),
    line(
      18,
      ['其中：登记入册的已有党员', 'of these enrolled'],
      [
        '期内登记入册的已有党员（建册、补登），按登记之日计',
        'members who were there and came into the book, by the day of the enrolment',
      ],
    ),
  ],
  checks: [
    { of: 'rows', line: 2, plus: [3, 5, 7] },
    { of: 'rows', line: 9, plus: [10, 11, 12, 13] },
    { of: 'rows', line: 15, plus: [1, 2], minus: [9] },
    { of: 'rows', line: 16, plus: [15, 17] },
    { of: 'rows', line: 17, plus: [18] },
  ],
  fill: (view, window) => (row) => balanceOf(view, window, row),
}
