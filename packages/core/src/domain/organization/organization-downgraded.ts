import * as z from 'zod'
import { defineEvent } from '@taizhang/kernel/define'
import { refuse } from '@taizhang/kernel'
import { changeKind, kindChange } from './kind-change.ts'
import { higher } from './rank.ts'

/** 降格. An organization becomes a lower kind. */
export const organizationDowngraded = defineEvent({
  type: 'OrganizationDowngraded',
  title: { zh: '降格', en: 'Organization downgraded' },
  doc: {
    zh: '党组织降格',
    en: 'An organization becomes a lower kind.',
  },
  data: z.strictObject(kindChange),
  admit: ({ from, to }) =>
    higher(from, to) ||
    refuse(
      'not-a-downgrade',
      { zh: `${from} 到 ${to} 不是降格`, en: `from ${from} to ${to} is no downgrade` },
      { path: 'data.to', from, to },
    ),
  changes: changeKind,
  example: { organizationId: 'o17', from: 'general-branch', to: 'branch' },
})
