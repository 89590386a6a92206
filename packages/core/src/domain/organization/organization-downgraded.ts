import * as z from 'zod'
import { amend } from '../../kernel/change.ts'
import { defineEvent } from '../../kernel/define-event.ts'
import { refuse } from '../../kernel/refusal.ts'
import { count, evidence, subjectId } from '../../kernel/schemas.ts'
import { organization } from './organization.ts'
import { higher } from './rank.ts'
import { organizationKind } from '../words.ts'

/** 降格. An organization becomes a lower kind. */
export const organizationDowngraded = defineEvent({
  type: 'OrganizationDowngraded',
  title: { zh: '降格', en: 'Organization downgraded' },
  doc: {
    zh: '党组织降格',
    en: 'An organization becomes a lower kind.',
  },
  data: z.strictObject({
    organizationId: subjectId,
    from: organizationKind,
    to: organizationKind,
    memberCount: count.optional(),
    exceptionApproval: evidence.optional(),
  }),
  admit: ({ from, to }) =>
    higher(from, to) ||
    refuse(
      'not-a-downgrade',
      { zh: `${from} 到 ${to} 不是降格`, en: `from ${from} to ${to} is no downgrade` },
      { path: 'data.to', from, to },
    ),
  changes: ({ organizationId, from, to }) => [
    amend(organization, { organizationId }, { kind: to }, { expect: { kind: from } }),
  ],
  example: { organizationId: 'o17', from: 'general-branch', to: 'branch' },
})
