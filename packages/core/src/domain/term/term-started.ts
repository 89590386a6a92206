import * as z from 'zod'
import { defineEvent } from '@taizhang/kernel/define'
import { inOrderOfDays, unlessRefused } from '../admit.ts'
import { civilDate } from '../schemas.ts'
import { asBefore } from '../earlier.ts'
import { admitTerm, startTerm } from './start-term.ts'
import { termData, termDataBefore } from '../words.ts'

/** 任期开始. A leading body's term begins; earlier offices end, those elected take theirs. */
export const termStarted = defineEvent({
  type: 'TermStarted',
  title: { zh: '任期开始', en: 'Term started' },
  doc: {
    zh: '班子任期开始：新当选的，或建账时已在任期中的；随党组织转入的届次写 startedOn；此前的职务终止，elected 就任',
    en: "A leading body's term begins, or goes on from before where the organization came from another book (startedOn); earlier offices end, those elected take theirs.",
  },
  data: z.strictObject({ ...termData, startedOn: civilDate.optional() }),
  earlier: asBefore(termDataBefore),
  admit: (data, _rules, { effectiveOn }) =>
    unlessRefused(
      admitTerm(data),
      inOrderOfDays({
        code: 'started-after',
        path: 'startedOn',
        first: data.startedOn,
        last: effectiveOn,
        words: (first, last) => ({ zh: `任期开始于 ${first}，晚于 ${last}`, en: `started on ${first}, after ${last}` }),
      }),
    ),
  changes: (data, { effectiveOn }) => startTerm(data, data.startedOn ?? effectiveOn),
  example: { organizationId: 'o17', years: 3, elected: [{ personId: 'p3', post: 'secretary' }] },
})
