import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { subjectId, textOnOneLine } from '../schemas.ts'
import { organization } from './organization.ts'

/** 登记党组织代码. The organization has a (new) official code. */
export const organizationCodeAssigned = defineEvent({
  type: 'OrganizationCodeAssigned',
  title: { zh: '登记党组织代码', en: 'Organization code assigned' },
  doc: {
    zh: '登记或更换党组织的正式代码',
    en: 'The organization has a (new) official code.',
  },
  data: z.strictObject({ organizationId: subjectId, code: textOnOneLine }),
  changes: ({ organizationId, code }) => [amend(organization, { organizationId }, { code })],
  example: { organizationId: 'o17', code: '35030500017' },
})
