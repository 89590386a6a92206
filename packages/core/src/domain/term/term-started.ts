import * as z from 'zod'
import { defineEvent } from '@taizhang/kernel/define'
import { asBefore } from '../earlier.ts'
import { admitTerm, startTerm } from './start-term.ts'
import { termData, termDataBefore } from '../words.ts'

/** 任期开始. A leading body's term begins; earlier offices end, those elected take theirs. */
export const termStarted = defineEvent({
  type: 'TermStarted',
  title: { zh: '任期开始', en: 'Term started' },
  doc: {
    zh: '班子任期开始：新当选的，或建账时已在任期中的；此前的职务终止，elected 就任',
    en: "A leading body's term begins; earlier offices end, those elected take theirs.",
  },
  data: z.strictObject(termData),
  earlier: asBefore(termDataBefore),
  admit: admitTerm,
  changes: (data, { effectiveOn }) => startTerm(data, effectiveOn),
  example: { organizationId: 'o17', years: 3, elected: [{ personId: 'p3', post: 'secretary' }] },
})
