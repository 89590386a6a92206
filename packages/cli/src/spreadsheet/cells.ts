import { qualifierWords } from '@taizhang/core/figures'
import type { Domain } from '@taizhang/kernel/define'
import { isCivilDate } from '@taizhang/kernel'
import type { Cell } from '@taizhang/tabular'

import { countedIn, isMoney, measureTitle } from '../figure-words.ts'
import { isWords, type Language, type Words } from '../language.ts'
import { wordOf } from '../thing-names.ts'
import { door } from '../visible.ts'

/** What a cell is made with, besides its value. */
export interface Context {
  readonly domain: Domain
  readonly language: Language
  /** The measure of rows that say none. */
  readonly measure?: string | undefined
}

type Row = Readonly<Record<string, unknown>>

const days = /^(on|asOf|from|to|since|until|extendedTo|reachesBackTo|.+On)$/
const codes = /^(id|.*Ids?|subject|scope|figure|book|key|type|path|code)$/
const words: readonly string[] = ['kind', 'category', 'severity', 'because', 'why', 'role', 'reason', 'state', 'read']
const rates: readonly string[] = ['rate', 'soloRate', 'workRate']
/** What of a rate's row is a rate; the rest of it is counted. */
const ofRate: readonly string[] = ['value', 'first', 'second', 'reported']
const measured: readonly string[] = [...ofRate, 'difference', 'repeated', 'part', 'whole', 'wholeDifference'].concat([
  'subjectFirst',
  'subjectSecond',
  'subjectDifference',
])

/** A row's value as a cell for people: a day, a rate, yuan, a word in their language, and whatever else as a text. */
export function cellOf(name: string, member: string, row: Row, context: Context): Cell {
  const value = row[member]
  if (value === null || value === undefined) return { kind: 'text', value: null }
  if (measured.includes(name)) return measuredCell(name, value, measureOf(row, context), context)
  if (name.endsWith('Fen') && Number.isSafeInteger(value)) return { kind: 'money', value: Number(value) }
  if (rates.includes(name)) return numeric('percent', value, context)
  if (name === 'points') return numeric('number', Number(value), context)
  if (typeof value === 'number' || typeof value === 'boolean') return plain(value, context)
  if (typeof value !== 'string') return text(value, context)
  if (days.test(name) && isCivilDate(value) && value >= firstDay) return { kind: 'day', value }
  if (codes.test(name)) return { kind: 'code', value: door.cells(value) }
  return { kind: 'text', value: door.cells(said(name, value, context)) }
}

const firstDay = '0001-01-01'

const measureOf = (row: Row, { domain, measure }: Context): string | undefined => {
  if (typeof row['measure'] === 'string') return row['measure']
  return typeof row['figure'] === 'string' ? countedIn(domain, row['figure']) : measure
}

function measuredCell(name: string, given: unknown, measure: string | undefined, context: Context): Cell {
  // What somebody reported is an object: its value stands here, the rest of it in columns of its own.
  const value = typeof given === 'object' && given !== null && 'value' in given ? given.value : given
  if (value === null || value === undefined) return { kind: 'text', value: null }
  if (measure === 'percent') return numeric(ofRate.includes(name) ? 'percent' : 'number', value, context)
  if (measure !== undefined && isMoney(context.domain, measure) && Number.isSafeInteger(value))
    return { kind: 'money', value: Number(value) }
  return plain(value, context)
}

const percent = /^-?\d{1,15}(\.\d{1,15})?$/

/** A number, also one that stands in a text as rates do. */
const numeric = (kind: 'percent' | 'number', value: unknown, context: Context): Cell =>
  typeof value === 'number' || (typeof value === 'string' && percent.test(value))
    ? { kind, value: Number(value) }
    : text(value, context)

const plain = (value: unknown, context: Context): Cell => {
  if (typeof value === 'number') return { kind: 'number', value }
  return typeof value === 'boolean' ? { kind: 'boolean', value } : text(value, context)
}

const text = (value: unknown, { language }: Context): Cell => ({
  kind: 'text',
  value: door.cells(textOf(value, language)),
})

/** A word of the wire as people say it. */
function said(name: string, value: string, { domain, language }: Context): string {
  if (name === 'measure') return measureTitle(domain, value)[language]
  if (name === 'qualifier' && Object.hasOwn(qualifierWords, value))
    return qualifierWords[value as keyof typeof qualifierWords][language]
  return words.includes(name) ? wordOf(domain, value)[language] : value
}

const between: Words = { zh: '、', en: ', ' }

/** Lists with commas, objects as what they have, one behind the other. */
function textOf(value: unknown, language: Language): string {
  if (typeof value === 'string') return value
  if (isWords(value)) return value[language]
  if (Array.isArray(value)) return value.map((one: unknown) => textOf(one, language)).join(between[language])
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value).map(([name, one]) => `${name}: ${textOf(one, language)}`)
  return members.join({ zh: '；', en: '; ' }[language])
}
