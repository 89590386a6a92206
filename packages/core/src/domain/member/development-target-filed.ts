import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { candidacy } from './candidacy.ts'

/** 列为发展对象. The activist becomes a development target. */
export const developmentTargetFiled = defineEvent({
  type: 'DevelopmentTargetFiled',
  title: { zh: '列为发展对象', en: 'Development target filed' },
  doc: {
    zh: '列为发展对象',
    en: 'The activist becomes a development target.',
  },
  data: z.strictObject({ personId: subjectId }),
  changes: ({ personId }) => [amend(candidacy, { personId }, { stage: 'development-target', since: null })],
  example: { personId: 'p9' },
})
