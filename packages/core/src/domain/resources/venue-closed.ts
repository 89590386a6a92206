import * as z from 'zod'
import { close, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { venue } from './venue.ts'

/** 阵地停用. The venue closes. */
export const venueClosed = defineEvent({
  type: 'VenueClosed',
  title: { zh: '阵地停用', en: 'Venue closed' },
  doc: {
    zh: '阵地停用',
    en: 'The venue closes.',
  },
  data: z.strictObject({ venueId: subjectId }),
  changes: ({ venueId }) => [close(venue, { venueId })],
  example: { venueId: 'v4' },
})
