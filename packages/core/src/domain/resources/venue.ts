import * as z from 'zod'
import { defineRelation } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { organization } from '../organization/organization.ts'
import { checklist, venueKind } from '../words.ts'

/** 活动阵地: an activity room, a service centre or a station, with its last assessment. */
export const venue = defineRelation({
  name: 'venue',
  title: { zh: '党群阵地', en: 'venue' },
  key: ['venueId'],
  attributes: {
    kind: venueKind,
    organizationId: subjectId,
    openToNeighbours: z.boolean(),
    checklist: checklist.optional(),
  },
  within: [organization],
})
