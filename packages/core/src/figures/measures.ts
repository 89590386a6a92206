import { expectText } from '@taizhang/kernel/internal'
import { yuan } from '../domain/typography.ts'
import type { Words, FigureValue, Said } from '@taizhang/kernel'
import type { Measure } from '@taizhang/kernel/define'

/** What a figure counts, behind its number. Money is kept in fen and shown in yuan. */
export const measureWords = {
  units: { zh: '家', en: 'units' },
  persons: { zh: '人', en: 'persons' },
  organizations: { zh: '个', en: 'organizations' },
  batches: { zh: '批', en: 'batches' },
  events: { zh: '次', en: 'events' },
  policies: { zh: '项', en: 'policies' },
  problems: { zh: '个', en: 'problems' },
  suggestions: { zh: '条', en: 'suggestions' },
  'person-times': { zh: '人次', en: 'person-times' },
  pairings: { zh: '对', en: 'pairings' },
  items: { zh: '个', en: 'items' },
  fen: { zh: '元', en: 'yuan' },
  pieces: { zh: '个', en: 'pieces' },
  sets: { zh: '套', en: 'sets' },
  tonnes: { zh: '吨', en: 'tonnes' },
  percent: { zh: '%', en: '%' },
  various: { zh: '各计', en: 'various' },
} satisfies Readonly<Record<Measure, Words>>

/**
 * What a measure is called. A measure of another domain is returned unchanged.
 *
 * @example measureTitle('persons').zh // => '人'
 */
export function measureTitle(measure: Measure): Words {
  expectText(measure, 'measure')
  return Object.hasOwn(measureWords, measure)
    ? measureWords[measure as keyof typeof measureWords]
    : { zh: measure, en: measure }
}

/** What lies between two rates. */
export const percentagePoints = (points: number): Words => ({
  zh: '个百分点',
  en: points === 1 ? 'percentage point' : 'percentage points',
})

/** How exact a number is, before it. */
export const qualifierWords: Readonly<Record<Said, Words>> = {
  'more-than': { zh: '超过', en: 'more than' },
  'at-least': { zh: '至少', en: 'at least' },
  about: { zh: '约', en: 'about' },
  'less-than': { zh: '不足', en: 'less than' },
  nearly: { zh: '近', en: 'nearly' },
  'at-most': { zh: '至多', en: 'at most' },
}

/** A number in the words of its measure, as exact as it is; nothing where there is no value. */
export function amountText(
  {
    value,
    qualifier,
    measure,
  }: Pick<FigureValue, 'value'> & { readonly qualifier?: Said | undefined; readonly measure: Measure },
  language: keyof Words,
): string | null {
  if (value === null) return null
  const text = measure === 'fen' ? yuan(Number(value)) : String(value)
  return qualifier === undefined ? text : `${qualifierWords[qualifier][language]} ${text}`
}
