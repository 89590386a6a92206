import * as z from 'zod'
import { defineEvent } from '@taizhang/kernel/define'
import { refuse } from '@taizhang/kernel'
import { changeKind, kindChange } from './kind-change.ts'
import { higher } from './rank.ts'

/** 升格. An organization becomes a higher kind. */
export const branchUpgraded = defineEvent({
  type: 'BranchUpgraded',
  title: { zh: '升格', en: 'Branch upgraded' },
  doc: {
    zh: '党组织升格，如党总支升格为党委',
    en: 'An organization becomes a higher kind.',
  },
  data: z.strictObject(kindChange),
  admit: ({ from, to }) =>
    higher(to, from) ||
    refuse(
      'not-an-upgrade',
      { zh: `${from} 到 ${to} 不是升格`, en: `from ${from} to ${to} is no upgrade` },
      { path: 'data.to', from, to },
    ),
  changes: changeKind,
  example: { organizationId: 'o17', from: 'general-branch', to: 'committee', memberCount: 104 },
})
