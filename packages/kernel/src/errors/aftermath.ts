/** What became of the events at hand when a store could not go on; `none` where there were none. */
export type Aftermath = 'none' | 'nothing-recorded' | 'unknown'

/** How a store's error ends: whether anything was recorded. */
export const aftermaths: Readonly<Record<Aftermath, { readonly zh: string; readonly en: string }>> = {
  none: { zh: '', en: '' },
  'nothing-recorded': { zh: '；什么都没有记录', en: '; nothing was recorded' },
  unknown: {
    zh: '；不能确定是否已经记录',
    en: '; it is not certain whether the events were recorded',
  },
}
