import type { FigureValue, Inexact, Measure } from '@taizhang/core'

import type { Language, Words } from './language.ts'

/** What a figure counts, behind its number. Money is kept in fen and shown in yuan. */
export const measureWords: Readonly<Record<Measure, Words>> = {
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
}

const qualified: Readonly<Record<Inexact, (value: string) => Words>> = {
  'more-than': (value) => ({ zh: `超过 ${value}`, en: `more than ${value}` }),
  'at-least': (value) => ({ zh: `至少 ${value}`, en: `at least ${value}` }),
  about: (value) => ({ zh: `约 ${value}`, en: `about ${value}` }),
}

/** A number in the words of its measure, as exact as it is; nothing where there is no value. */
export function amountText(
  { value, qualifier, measure }: FigureValue & { readonly measure: Measure },
  language: Language,
): string | null {
  if (value === null) return null
  const text = measure === 'fen' ? (Number(value) / 100).toFixed(2) : String(value)
  return qualifier === undefined ? text : qualified[qualifier](text)[language]
}
