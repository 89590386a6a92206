import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { asBefore } from '../earlier.ts'
import { subjectId, text } from '../schemas.ts'
import { dissolutionCause } from '../words.ts'
import { organization } from './organization.ts'

/** 党组织撤销. The organization ends. Members must have moved. */
export const organizationDissolved = defineEvent({
  type: 'OrganizationDissolved',
  title: { zh: '党组织撤销', en: 'Organization dissolved' },
  doc: {
    zh: '党组织撤销；党员须先转出；cause 是供统计的原因',
    en: 'The organization ends. Members must have moved.',
  },
  data: z.strictObject({ organizationId: subjectId, reason: text, cause: dissolutionCause.optional() }),
  earlier: asBefore({ organizationId: subjectId, reason: text }),
  changes: ({ organizationId }) => [close(organization, { organizationId })],
  example: { organizationId: 'o17', reason: '企业注销', cause: 'unit-closed' },
})
