import * as z from 'zod'
import { open } from '../../kernel/change.ts'
import { defineEvent } from '../../kernel/define-event.ts'
import { subjectId } from '../../kernel/schemas.ts'
import { venue } from './venue.ts'
import { venueKind } from '../words.ts'

/** 阵地启用. An activity room, a service centre or a station opens. */
export const venueOpened = defineEvent({
  type: 'VenueOpened',
  title: { zh: '阵地启用', en: 'Venue opened' },
  doc: {
    zh: '党员活动室、党群服务中心或党群驿站启用',
    en: 'An activity room, a service centre or a station opens.',
  },
  data: z.strictObject({
    venueId: subjectId,
    kind: venueKind,
    organizationId: subjectId,
    openToNeighbours: z.boolean().optional(),
  }),
  changes: ({ venueId, openToNeighbours = false, ...attributes }) => [
    open(venue, { venueId }, { ...attributes, openToNeighbours }),
  ],
  example: { venueId: 'v4', kind: 'activity-room', organizationId: 'o17', openToNeighbours: true },
})
