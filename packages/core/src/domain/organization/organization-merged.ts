import * as z from 'zod'
import { close, mustHold, defineEvent } from '@taizhang/kernel/define'
import { refuse } from '@taizhang/kernel'
import { subjectId } from '../schemas.ts'
import { organization } from './organization.ts'

/** 党组织合并. The organization is merged into another and ends; what belongs to it moves by its own events. */
export const organizationMerged = defineEvent({
  type: 'OrganizationMerged',
  title: { zh: '党组织合并', en: 'Organization merged' },
  doc: {
    zh: '党组织并入另一党组织，自身终止；党员、下级、培养对象和覆盖各以单独的记录转出',
    en: 'The organization is merged into another and ends; what belongs to it moves by its own events.',
  },
  data: z.strictObject({ organizationId: subjectId, into: subjectId }),
  admit: ({ organizationId, into }) =>
    organizationId !== into ||
    refuse(
      'merged-into-itself',
      {
        zh: `党组织 ${organizationId} 不能并入自身`,
        en: `organization ${organizationId} cannot be merged into itself`,
      },
      { path: 'data.into' },
    ),
  changes: ({ organizationId, into }) => [
    close(organization, { organizationId }),
    mustHold(organization, { organizationId: into }),
  ],
  example: { organizationId: 'o17', into: 'o2' },
})
