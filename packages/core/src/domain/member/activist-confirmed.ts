import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { candidacy } from './candidacy.ts'

/** 确定入党积极分子. The applicant becomes an activist. */
export const activistConfirmed = defineEvent({
  type: 'ActivistConfirmed',
  title: { zh: '确定入党积极分子', en: 'Activist confirmed' },
  doc: {
    zh: '确定为入党积极分子',
    en: 'The applicant becomes an activist.',
  },
  data: z.strictObject({ personId: subjectId }),
  changes: ({ personId }) => [amend(candidacy, { personId }, { stage: 'activist', since: null, activistSince: null })],
  example: { personId: 'p9' },
})
