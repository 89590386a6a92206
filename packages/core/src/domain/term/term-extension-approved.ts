import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { endsLater } from '../admit.ts'
import { asBefore } from '../earlier.ts'
import { civilDate, subjectId } from '../schemas.ts'
import { term } from './term.ts'

const data = { organizationId: subjectId, until: civilDate }

/** 批准延期换届. The term is extended to `until`, the first day on which it no longer holds; the event\'s evidence is the approval. */
export const termExtensionApproved = defineEvent({
  type: 'TermExtensionApproved',
  title: { zh: '批准延期换届', en: 'Term extension approved' },
  doc: {
    zh: '批准任期延至 until（不再有效的首日）；记录的 evidence 即批文',
    en: "The term is extended to `until`, the first day on which it no longer holds; the event's evidence is the approval.",
  },
  data: z.strictObject(data),
  earlier: asBefore(data),
  admit: ({ until }, _rules, { effectiveOn }) => endsLater(until, effectiveOn),
  changes: ({ organizationId, until }, { evidence }) => [
    amend(term, { organizationId }, { extendedTo: until, extensionApproval: evidence ?? null }),
  ],
  example: { organizationId: 'o17', until: '2019-12-31' },
})
