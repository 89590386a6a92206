import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import type { Refusal } from '@taizhang/kernel'
import { inOrderOfDays, unlessRefused } from '../admit.ts'
import { civilDate, id, subjectId } from '../schemas.ts'
import { candidacyStage } from '../words.ts'
import { candidacy } from './candidacy.ts'

const ordered = (path: string, first: string | undefined, last: string): true | Refusal =>
  inOrderOfDays({
    code: 'joined-after',
    path,
    first,
    last,
    words: (a, b) => ({ zh: `${path}（${a}）晚于 ${b}`, en: `${path} (${a}) is after ${b}` }),
  })

/** 培养对象转入. A candidate comes from another book, or is there when the book opens, and keeps the time from before. */
export const candidateTransferredIn = defineEvent({
  type: 'CandidateTransferredIn',
  title: { zh: '培养对象转入', en: 'Candidate transferred in' },
  doc: {
    zh: '入党申请人、积极分子或发展对象由本台账以外转入，或者建账时已有的；since 是该阶段开始的日期，培养教育时间连续计算',
    en: 'A candidate comes from another book, or is there when the book opens, and keeps the time from before.',
  },
  data: z.strictObject({
    personId: subjectId,
    organizationId: subjectId,
    stage: candidacyStage,
    since: civilDate,
    activistSince: civilDate.optional(),
    fromBook: id.optional(),
  }),
  admit: ({ since, activistSince }, _rules, { effectiveOn }) =>
    unlessRefused(ordered('since', since, effectiveOn), ordered('activistSince', activistSince, since)),
  changes: ({ personId, organizationId, stage, since, activistSince }) => [
    open(
      candidacy,
      { personId },
      { organizationId, stage, since, activistSince: stage === 'activist' ? since : activistSince },
    ),
  ],
  example: { personId: 'p33', organizationId: 'o17', stage: 'activist', since: '2017-03-01', fromBook: '350304' },
})
