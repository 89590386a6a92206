import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { subjectId, text } from '../schemas.ts'
import { organization } from './organization.ts'

/** 党组织更名. The organization has a new name. */
export const organizationRenamed = defineEvent({
  type: 'OrganizationRenamed',
  title: { zh: '党组织更名', en: 'Organization renamed' },
  doc: {
    zh: '党组织更名',
    en: 'The organization has a new name.',
  },
  data: z.strictObject({ organizationId: subjectId, name: text }),
  changes: ({ organizationId, name }) => [amend(organization, { organizationId }, { name })],
  example: { organizationId: 'o17', name: '海峡新材料有限公司党支部' },
})
