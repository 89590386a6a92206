import { defineRelation } from '@taizhang/kernel/define'
import { organization } from './organization.ts'
import { rectificationReason } from '../words.ts'

/** 整顿: an organization is flagged until it is put right or ends. */
export const rectification = defineRelation({
  name: 'rectification',
  title: { zh: '整顿', en: 'rectification' },
  key: ['organizationId'],
  attributes: {
    reason: rectificationReason,
  },
  within: [organization],
})
