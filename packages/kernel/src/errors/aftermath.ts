import type { Words } from './refusal.ts'

/** What became of the events at hand when a store could not go on. */
export type Aftermath = 'none' | 'nothing-recorded' | 'unknown'

/** How a store's error ends: whether anything was recorded. */
export const aftermaths: Readonly<Record<Aftermath, Words>> = {
  none: { zh: '', en: '' },
  'nothing-recorded': { zh: '；什么都没有记录', en: '; nothing was recorded' },
  unknown: {
    zh: '；不能确定是否已经记录：请原样再记录一次，不会重复',
    en: '; it is not certain whether the events were recorded: record the same again, nothing is recorded twice',
  },
}
