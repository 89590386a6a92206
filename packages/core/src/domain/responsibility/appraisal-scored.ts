import * as z from 'zod'
import { occur, defineEvent, occurrence } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { appraisalKind, score } from '../words.ts'

/** 绩效考评、年度考核. Party building was scored in an appraisal. */
export const appraisalScored = defineEvent({
  type: 'AppraisalScored',
  title: { zh: '考核评分', en: 'Appraisal scored' },
  doc: {
    zh: '党建工作列入绩效考评或年度考核，得分',
    en: 'The organization scored so much in a performance or an annual appraisal.',
  },
  data: z.strictObject({ organizationId: subjectId, kind: appraisalKind, score }),
  changes: (data, { id: eventId, type }) => [occur(occurrence, { eventId }, { type, data })],
  example: { organizationId: 'o17', kind: 'annual', score: 92.5 },
})
