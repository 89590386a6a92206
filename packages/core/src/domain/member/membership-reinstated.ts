import * as z from 'zod'
import { defineEvent } from '@taizhang/kernel/define'
import { admitEnrolment, enrol, enrolment } from './enrolment.ts'

/** 恢复党籍. Somebody who was wrongly expelled or removed is a member again, and Party age goes on. */
export const membershipReinstated = defineEvent({
  type: 'MembershipReinstated',
  title: { zh: '纠错恢复党籍', en: 'Membership reinstated' },
  doc: {
    zh: '错误开除或者除名的，纠正后恢复党籍，党龄连续计算；停止党籍后恢复的另有一种记录',
    en: 'Somebody who was wrongly expelled or removed is a member again, and Party age goes on.',
  },
  data: z.strictObject(enrolment),
  admit: admitEnrolment,
  changes: (data) => [enrol(data)],
  example: {
    memberId: 'p22',
    organizationId: 'o17',
    status: 'full',
    joinedOn: '1999-07-01',
    fullSince: '2000-07-01',
  },
})
