import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { asBefore } from '../earlier.ts'
import { subjectId } from '../schemas.ts'
import { office } from './office.ts'
import { officePost } from '../words.ts'

const first = { organizationId: subjectId, post: officePost, personId: subjectId }

/** 任职. A person takes a post; perhaps sent by the superior, the membership elsewhere. */
export const officeTaken = defineEvent({
  type: 'OfficeTaken',
  title: { zh: '任职', en: 'Office taken' },
  doc: {
    zh: '担任职务；上级选派的写 sentBySuperior',
    en: 'A person takes a post; perhaps sent by the superior, the membership elsewhere.',
  },
  data: z.strictObject({ ...first, sentBySuperior: z.boolean().optional() }),
  earlier: asBefore(first),
  changes: ({ sentBySuperior, ...key }) => [open(office, key, { sentBySuperior })],
  example: { organizationId: 'o17', post: 'secretary', personId: 'p3' },
})
