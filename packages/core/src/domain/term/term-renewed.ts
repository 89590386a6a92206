import * as z from 'zod'
import { closeIfOpen, defineEvent } from '@taizhang/kernel/define'
import { term } from './term.ts'
import { asBefore } from '../earlier.ts'
import { admitTerm, startTerm } from './start-term.ts'
import { termData, termDataBefore } from '../words.ts'

/** 换届. An election: the term before and all offices end, the next term begins. */
export const termRenewed = defineEvent({
  type: 'TermRenewed',
  title: { zh: '换届', en: 'Term renewed' },
  doc: {
    zh: '换届选举：上一届任期与全部职务终止，新一届开始',
    en: 'An election: the term before and all offices end, the next term begins.',
  },
  data: z.strictObject(termData),
  earlier: asBefore(termDataBefore),
  admit: admitTerm,
  changes: (data, { effectiveOn }) => [
    closeIfOpen(term, { organizationId: data.organizationId }),
    ...startTerm(data, effectiveOn),
  ],
  example: {
    organizationId: 'o17',
    years: 3,
    eligible: 12,
    present: 11,
    elected: [{ personId: 'p3', post: 'secretary' }],
  },
})
