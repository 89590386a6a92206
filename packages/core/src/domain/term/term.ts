import { defineRelation } from '@taizhang/kernel/define'
import type { CivilDate, Row } from '@taizhang/kernel'
import { civilDate, count, evidence } from '../schemas.ts'
import { organization } from '../organization/organization.ts'

/** 任期: a leading body's time in office. It stays open until the next one; expiry is judged by rules. */
export const term = defineRelation({
  name: 'term',
  title: { zh: '任期', en: 'term' },
  key: ['organizationId'],
  attributes: {
    startedOn: civilDate,
    years: count,
    expiresOn: civilDate,
    extendedTo: civilDate.optional(),
    extensionApproval: evidence.optional(),
    eligible: count.optional(),
    present: count.optional(),
  },
  within: [organization],
})

/** The first day without a term: its end, or that of the approved extension. */
export const endOfTerm = ({ attributes: { expiresOn, extendedTo } }: Row<typeof term>): CivilDate =>
  extendedTo ?? expiresOn
