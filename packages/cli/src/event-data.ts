import {
  amountOf,
  amountText,
  bracketed,
  measureTitle,
  measureWords,
  wordTitle,
  type Measure,
} from '@taizhang/core/figures'
import type { Language } from './language.ts'

/** What an id is called, where it has a name. */
export type NameOf = (id: string) => string | undefined

/** What an event of one organization says besides, in a few words: 培训，60 人次. */
export function dataText(data: Readonly<Record<string, unknown>>, nameOf: NameOf, language: Language): string {
  const { organizationId: _whose, measure, ...said } = data
  const texts = Object.entries(said).map(([member, value]) => {
    if (member.endsWith('Fen')) return measured({ value: Number(value) }, 'fen', language)
    if (isQuantity(value)) return measured(amountOf(value), isMeasure(measure) ? measure : undefined, language)
    if (typeof value !== 'string') return JSON.stringify(value)
    return member.endsWith('Id') ? namedText(value, nameOf, language) : wordTitle(value)[language]
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
const measured = (amount: ReturnType<typeof amountOf>, measure: Measure | undefined, language: Language): string => {
  const unit = measure === undefined ? '' : ` ${measureTitle(measure)[language]}`
  return `${amountText({ ...amount, measure: measure ?? 'items' }, language)}${unit}`
}

/** All that an event's data say, by their members; words of the wire as people say them, ids with their names. */
export function contentText(value: unknown, nameOf: NameOf, language: Language): string {
  if (typeof value === 'string')
    return nameOf(value) === undefined ? wordTitle(value)[language] : namedText(value, nameOf, language)
  if (Array.isArray(value))
    return value.map((one) => contentText(one, nameOf, language)).join({ zh: '、', en: ', ' }[language])
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value).map(([member, one]) => {
    const text = contentText(one, nameOf, language)
    return `${member}=${typeof one === 'object' && one !== null ? `(${text})` : text}`
  })
  return members.join({ zh: '，', en: ', ' }[language])
}
