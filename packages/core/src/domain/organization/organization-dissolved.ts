import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId, text } from '../schemas.ts'
import { organization } from './organization.ts'

/** 党组织撤销. The organization ends. Members must have moved. */
export const organizationDissolved = defineEvent({
  type: 'OrganizationDissolved',
  title: { zh: '党组织撤销', en: 'Organization dissolved' },
  doc: {
    zh: '党组织撤销；党员须先转出',
    en: 'The organization ends. Members must have moved.',
  },
  data: z.strictObject({ organizationId: subjectId, reason: text }),
  changes: ({ organizationId }) => [close(organization, { organizationId })],
  example: { organizationId: 'o17', reason: '企业注销' },
})
