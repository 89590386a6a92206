import type { Words } from '../kernel/refusal.ts'
import type { Measure } from './figure.ts'

/** What a figure counts, behind its number. */
export const measureWords: Readonly<Record<Measure, Words>> = {
  units: { zh: '家', en: 'units' },
  persons: { zh: '人', en: 'persons' },
  organizations: { zh: '个', en: 'organizations' },
  batches: { zh: '批', en: 'batches' },
  events: { zh: '次', en: 'events' },
  percent: { zh: '%', en: '%' },
}
