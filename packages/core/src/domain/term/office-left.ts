import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { office } from './office.ts'
import { officePost } from '../words.ts'

/** 离任. A person leaves a post. */
export const officeLeft = defineEvent({
  type: 'OfficeLeft',
  title: { zh: '离任', en: 'Office left' },
  doc: {
    zh: '离任',
    en: 'A person leaves a post.',
  },
  data: z.strictObject({ organizationId: subjectId, post: officePost, personId: subjectId }),
  changes: (key) => [close(office, key)],
  example: { organizationId: 'o17', post: 'secretary', personId: 'p3' },
})
