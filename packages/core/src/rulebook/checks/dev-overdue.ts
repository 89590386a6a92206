import { absence } from '../../domain/member/absence.ts'
import { memberTransferredIn } from '../../domain/member/member-transferred-in.ts'
import type { membership } from '../../domain/member/membership.ts'
import { plusMonths } from '@taizhang/kernel/define'
import { type CivilDate, type Facts, type Row } from '@taizhang/kernel'
import { begunWith, eventsNaming, memberships } from '../around.ts'
import { defineCheck } from '../define-check.ts'

type Membership = Row<typeof membership>

/** For how long the branch to which somebody moved on probation may put the decision off. */
const putOffMonths = 6

/** 预备期满未处理. The branch to which the member moved may have put the decision off, which the book does not record. */
export const devOverdue = defineCheck({
  id: 'DEV-OVERDUE',
  says: () => ({
    zh: '预备期满，应当及时讨论转正、延长预备期或者取消预备党员资格',
    en: 'When probation ends, the member is confirmed, the probation extended, or cancelled.',
  }),
  next: {
    zh: '召开支部大会讨论转正、延长预备期或者取消预备党员资格，并记录结果；已经讨论的补录',
    en: 'Decide at a branch meeting to confirm, extend or cancel, and record it, or what was decided already.',
  },
  looks: (look) => [
    look({
      subjects: memberships,
      near: { absences: (facts, { id }) => facts.where(absence, 'memberId', id) },
      turns: ({ row: { attributes } }) => [
        attributes.probationEndsOn,
        attributes.probationEndsOn && plusMonths(attributes.probationEndsOn, putOffMonths),
      ],
      holds: ({ subject: { row }, on, facts, absences: [away] }) => {
        // Abroad, probation goes on until the return.
        if (away && away.attributes.kind !== 'mobile') return undefined
        const { status, probationEndsOn } = row.attributes
        if (status !== 'probationary' || probationEndsOn === undefined || on < probationEndsOn) return undefined
        const mayBePutOff = on < plusMonths(probationEndsOn, putOffMonths) && movedBy(facts, row, probationEndsOn)
        return {
          ...(mayBePutOff ? { severity: 'warning' } : {}),
          message: {
            zh: `预备期已于 ${probationEndsOn} 届满，尚未转正、延长或取消${mayBePutOff ? '；转入的预备党员，可以推迟讨论' : ''}`,
            en: `Probation ended on ${probationEndsOn}; the member is neither confirmed nor extended nor cancelled.${mayBePutOff ? ' Who was transferred on probation may be discussed later.' : ''}`,
          },
        }
      },
    }),
  ],
  texts: [
    {
      id: 'DEV-OVERDUE',
      title: { zh: '预备期满未处理', en: 'Probation overdue' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党章程》第七条：预备期满，党的支部应当及时讨论。“及时”没有写期限，自期满之日起提示。《中国共产党发展党员工作细则》（2014）第三十六条（2026 年修订为第三十五条）：对转入的预备党员，可以推迟讨论，不超过六个月；台账不记推迟，其间为警示',
        en: 'Party constitution, art. 7: the branch decides in time when probation ends. It gives no days, so from the end on. Rules on recruitment (发展党员工作细则, 2014), art. 36 (art. 35 as of 2026): for who was transferred on probation it may be put off by at most six months; the book does not record that, so it is a warning until then',
      },
      parameters: {},
    },
  ],
})

/** Whether somebody came to the present organization on probation, from another or from outside the book, before probation ended. */
function movedBy(facts: Facts, row: Membership, end: CivilDate): boolean {
  const first = begunWith(row, () => true)
  const { organizationId } = row.attributes
  const came = begunWith(row, ({ attributes }) => attributes.organizationId === organizationId)
  const fromOutside = eventsNaming(facts, memberTransferredIn.type, 'memberId', row.key.memberId).some(
    ({ position }) => position === came.openedBy,
  )
  return came.from < end && (came !== first || fromOutside)
}
