import * as z from 'zod'
import { amend, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { venue } from './venue.ts'
import { checklist } from '../words.ts'

/** 阵地评估. A venue was held against the checklist of six haves. */
export const venueAssessed = defineEvent({
  type: 'VenueAssessed',
  title: { zh: '阵地评估', en: 'Venue assessed' },
  doc: {
    zh: '按“六有”清单评估阵地：有场所、有设施、有标志、有党旗、有书报、有制度；version 为清单版本',
    en: 'The venue was held against the checklist of six haves, in the version named.',
  },
  data: z.strictObject({ venueId: subjectId, checklist }),
  changes: ({ venueId, checklist }) => [amend(venue, { venueId }, { checklist })],
  example: {
    venueId: 'v4',
    checklist: {
      version: '2018',
      place: true,
      facilities: true,
      signs: true,
      flag: true,
      readingMaterial: true,
      rules: false,
    },
  },
})
