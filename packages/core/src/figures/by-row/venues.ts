import type * as z from 'zod'
import { venue } from '../../domain/resources/venue.ts'
import type { checklist } from '../../domain/words.ts'
import { whereCounted } from '../counting.ts'
import { defineRate, defineStock } from '@taizhang/kernel/define'

/** 31: 评估过的党员活动室. */
export const activityRoomsAssessed = defineStock({
  id: 'activity-rooms-assessed',
  title: { zh: '已评估活动室数', en: 'Activity rooms assessed' },
  doc: {
    zh: '当日按“六有”清单评估过的党员活动室数',
    en: 'Activity rooms on the day that were held against the checklist.',
  },
  measure: 'items',
  of: venue,
  subjects: whereCounted,
  counts: ({ row: { attributes } }) => attributes.kind === 'activity-room' && attributes.checklist !== undefined,
})

const hasAll = ({ version: _version, ...items }: z.output<typeof checklist>): boolean =>
  Object.values(items).every(Boolean)

/** 31: 达到“六有”标准的党员活动室. */
export const activityRoomsComplete = defineStock({
  id: 'activity-rooms-complete',
  title: { zh: '“六有”活动室数', en: 'Activity rooms with all six' },
  doc: {
    zh: '当日最近一次评估六项俱全的党员活动室数',
    en: 'Activity rooms on the day that had all six items when last assessed.',
  },
  measure: 'items',
  of: venue,
  subjects: whereCounted,
  counts: ({ row: { attributes } }) =>
    attributes.kind === 'activity-room' && attributes.checklist !== undefined && hasAll(attributes.checklist),
})

/** 31: “六有”达标率. */
export const activityRoomsMeetingStandard = defineRate({
  id: 'activity-rooms-meeting-standard',
  title: { zh: '活动室“六有”达标率', en: 'Activity rooms meeting the standard' },
  doc: {
    zh: '“六有”活动室数 / 已评估活动室数',
    en: 'Activity rooms with all six items / activity rooms assessed.',
  },
  part: activityRoomsComplete,
  whole: activityRoomsAssessed,
})

/** 32: 党群服务中心、党群驿站. */
export const serviceCenters = defineStock({
  id: 'service-centers',
  title: { zh: '党群服务阵地数', en: 'Service centres' },
  doc: { zh: '当日的党群服务中心和党群驿站数，按种类分', en: 'Service centres and stations on the day, by kind.' },
  measure: 'items',
  of: venue,
  subjects: whereCounted,
  by: 'kind',
  byOf: ({ attributes }) => attributes.kind,
  counts: ({ row }) => row.attributes.kind !== 'activity-room',
})

/** 32: 向周边开放的. */
export const serviceCentersOpen = defineStock({
  id: 'service-centers-open',
  title: { zh: '向周边开放的服务阵地数', en: 'Service centres open to neighbours' },
  doc: {
    zh: '当日向周边开放的党群服务中心和党群驿站数，按种类分',
    en: 'Service centres and stations on the day that are open to neighbours, by kind.',
  },
  measure: 'items',
  of: venue,
  subjects: whereCounted,
  by: 'kind',
  byOf: ({ attributes }) => attributes.kind,
  counts: ({ row: { attributes } }) => attributes.kind !== 'activity-room' && attributes.openToNeighbours,
})
