import { amountOf, bracketed, measureWords, type Measure } from '@taizhang/core/figures'
import type { Domain } from '@taizhang/kernel/define'

import { isParty } from './domain.ts'
import { amountText, measureTitle } from './figure-words.ts'
import type { Language } from './language.ts'
import { wordOf } from './thing-names.ts'

/** What an id is called, where it has a name. */
export type NameOf = (id: string) => string | undefined

/** What an event of one organization says besides, in a few words: 培训，60 人次. */
export function dataText(
  domain: Domain,
  data: Readonly<Record<string, unknown>>,
  nameOf: NameOf,
  language: Language,
): string {
  const { organizationId: _whose, measure, ...said } = data
  const measured = (amount: ReturnType<typeof amountOf>, of: Measure | undefined): string =>
    measuredIn(domain, amount, of, language)
  const texts = Object.entries(said).map(([member, value]) => {
    if (isParty(domain) && member.endsWith('Fen')) return measured({ value: Number(value) }, 'fen')
    if (isQuantity(value)) return measured(amountOf(value), isMeasure(measure) ? measure : undefined)
    return contentText(domain, value, nameOf, language)
  })
  return texts.join({ zh: '，', en: ', ' }[language])
}

/** An id with its name, where it has one. */
export function namedText(id: string, nameOf: NameOf, language: Language): string {
  const name = nameOf(id)
  return name === undefined ? id : bracketed(name, id)[language]
}

type Quantity = Parameters<typeof amountOf>[0]

const isQuantity = (value: unknown): value is Quantity =>
  typeof value === 'object' && value !== null && 'qualifier' in value && 'value' in value

const isMeasure = (value: unknown): value is Measure => typeof value === 'string' && Object.hasOwn(measureWords, value)

/** Without a measure the event’s title says what is counted. */
const measuredIn = (
  domain: Domain,
  amount: ReturnType<typeof amountOf>,
  measure: Measure | undefined,
  language: Language,
): string => {
  const unit = measure === undefined ? '' : ` ${measureTitle(domain, measure)[language]}`
  return `${amountText(domain, { ...amount, measure: measure ?? 'items' }, language)}${unit}`
}

/** All that an event's data say: members and words of the wire as people say them, ids with their names, amounts of money in yuan. */
export function contentText(domain: Domain, value: unknown, nameOf: NameOf, language: Language): string {
  if (typeof value === 'string') {
    const word = wordOf(domain, value)[language]
    return word === value ? namedText(value, nameOf, language) : word
  }
  const inside = (one: unknown): string => {
    const text = contentText(domain, one, nameOf, language)
    const hasMembers = typeof one === 'object' && one !== null && !Array.isArray(one) && !isQuantity(one)
    return hasMembers ? { zh: `（${text}）`, en: `(${text})` }[language] : text
  }
  if (typeof value === 'boolean') return { zh: value ? '是' : '否', en: value ? 'yes' : 'no' }[language]
  if (Array.isArray(value)) return value.map(inside).join({ zh: '、', en: ', ' }[language])
  if (typeof value !== 'object' || value === null) return String(value)
  if (isQuantity(value)) return measuredIn(domain, amountOf(value), undefined, language)
  const members = Object.entries(value).map(([member, one]) => {
    const isMoney = isParty(domain) && member.endsWith('Fen') && typeof one === 'number'
    const text = isMoney ? measuredIn(domain, { value: one }, 'fen', language) : inside(one)
    return `${domain.fieldOf(member)[language]}${{ zh: '：', en: ': ' }[language]}${text}`
  })
  return members.join({ zh: '，', en: ', ' }[language])
}
