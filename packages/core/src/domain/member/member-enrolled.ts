import * as z from 'zod'
import { defineEvent } from '@taizhang/kernel/define'
import { asBefore } from '../earlier.ts'
import { admitEnrolment, enrol, enrolment, enrolmentBefore } from './enrolment.ts'

/** 建账时已有党员. A member who is there when the book opens. */
export const memberEnrolled = defineEvent({
  type: 'MemberEnrolled',
  title: { zh: '建账时已有党员', en: 'Member enrolled' },
  doc: {
    zh: '台账启用时已在的党员，列入台账',
    en: 'A member who is there when the book opens.',
  },
  data: z.strictObject(enrolment),
  earlier: asBefore(enrolmentBefore),
  admit: admitEnrolment,
  changes: (data) => [enrol(data)],
  example: {
    memberId: 'p3',
    organizationId: 'o17',
    unitId: 'u12',
    status: 'full',
    joinedOn: '2001-07-01',
    fullSince: '2002-07-01',
  },
})
