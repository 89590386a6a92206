import { plusDays } from '@taizhang/kernel/define'
import { rowsOn, type View } from '@taizhang/kernel'
import { inOrder } from '@taizhang/kernel/internal'
import { memberConfirmed } from '../domain/member/member-confirmed.ts'
import { membership } from '../domain/member/membership.ts'
import { probationCancelled } from '../domain/member/probation-cancelled.ts'
import { probationExtended } from '../domain/member/probation-extended.ts'
import { line, unknown, type FormWindow, type StatisticsForm } from './form.ts'
import { during, type OfMember } from './member-events.ts'

/** The last that happened to each probation in the window, and what is still open. */
function probations(view: View, window: FormWindow): ReadonlyMap<number, number> {
  const last = plusDays(window.to, -1)
  const pending = new Set(
    rowsOn({ ...view, asOf: last }, membership)
      .filter(
        ({ attributes: { status, probationEndsOn } }) =>
          status === 'probationary' && (probationEndsOn ?? '9999') <= last,
      )
      .map(({ key }) => key.memberId),
  )
  const decided = Map.groupBy(
    during(view, window, memberConfirmed, probationExtended, probationCancelled).toSorted(inOrder),
    ({ data }) => data.memberId,
  )
  const count = new Map([...[3, 4, 6, 7, 9].map((column) => [column, 0] as const), [8, pending.size]])
  const add = (column: number): void => void count.set(column, (count.get(column) ?? 0) + 1)
  for (const [memberId, events] of decided) {
    const event = events.at(-1)
    if (!event || pending.has(memberId)) continue
    if (event.type === probationExtended.type) add(6)
    else if (event.type === probationCancelled.type) add(isEarly(view, event) ? 9 : 7)
    else {
      add(3)
      const extended = view.facts.naming(probationExtended.type, 'memberId', memberId)
      if (extended.some((one) => inOrder(one, event) < 0)) add(4)
    }
  }
  return count
}

/** Whether a probation was cancelled before its end. */
const isEarly = ({ facts }: View, { position, effectiveOn, data: { memberId } }: OfMember): boolean =>
  facts
    .where(membership, 'memberId', memberId)
    .some(({ closedBy, attributes }) => closedBy === position && (attributes.probationEndsOn ?? '') > effectiveOn)

/** 预备党员转正情况. */
export const membersConfirmation: StatisticsForm = {
  id: 15,
  title: { zh: '预备党员转正情况', en: 'Confirmation of probationary members' },
  columns: [
    line(
      1,
      ['预备期满的党员', 'probations over'],
      ['第 2、8 列之和；同一人期内几次的，计最后一次', 'columns 2 and 8; a person counts by the last decision'],
    ),
    line(2, ['已经审批：合计', 'decided: all'], ['第 3、6、7 列之和', 'columns 3, 6 and 7']),
    line(
      3,
      ['转为正式党员', 'full members'],
      ['期内转正的，按转正之日计', 'confirmed in the window, by the day of the confirmation'],
    ),
    line(
      4,
      ['其中：延长预备期转正', 'of these after an extension'],
      ['转正之前延长过预备期的', 'whose probation had been extended'],
    ),
    unknown(5, ['其中：推迟讨论转正', 'of these discussed late']),
    line(
      6,
      ['延长预备期', 'extended'],
      ['期内延长、期末仍未到延长后日期的', 'extended in the window and not over again at its end'],
    ),
    line(7, ['取消预备党员资格', 'cancelled'], ['预备期满后取消的', 'cancelled at or after the end of the probation']),
    line(8, ['尚未讨论或审批', 'not decided'], ['期末已满预备期而未转正的', 'over on the last day and not confirmed']),
    line(
      9,
      ['预备期未满被取消预备党员资格', 'cancelled before the end'],
      ['预备期未满时取消的', 'cancelled before the end of the probation'],
    ),
  ],
  rows: [line(1, ['人数', 'persons'], ['人数', 'persons'])],
  checks: [
    { of: 'columns', line: 1, plus: [2, 8] },
    { of: 'columns', line: 2, plus: [3, 6, 7] },
  ],
  fill: (view, window) => {
    const count = probations(view, window)
    const all = (...columns: readonly number[]): number =>
      columns.reduce((total, one) => total + (count.get(one) ?? 0), 0)
    return (_row, column) => (column === 1 ? all(3, 6, 7, 8) : column === 2 ? all(3, 6, 7) : all(column))
  },
}
