import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { office } from './office.ts'
import { officePost } from '../words.ts'

/** 任职. A person takes a post. */
export const officeTaken = defineEvent({
  type: 'OfficeTaken',
  title: { zh: '任职', en: 'Office taken' },
  doc: {
    zh: '担任职务',
    en: 'A person takes a post.',
  },
  data: z.strictObject({ organizationId: subjectId, post: officePost, personId: subjectId }),
  changes: (key) => [open(office, key, {})],
  example: { organizationId: 'o17', post: 'secretary', personId: 'p3' },
})
