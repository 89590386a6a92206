import { isCivilDate, type CivilDate } from '../time/civil-date.ts'
import { listed, near, perhaps, type CalledBy } from './near.ts'
import { fail, type Words } from '../errors/refusal.ts'

/*
 * How public functions check what they are given: once, when they are called. What is inside trusts it. A wrong day, window, period or
 * size fails with `LedgerError` (usage) and names the parameter; a name that nothing has fails with `LedgerError` (not-found) and gives
 * the nearest names.
 */

/** The first day of the calendar; the last one is `openEnd`. */
export const firstDay: CivilDate = '0001-01-01'

const textShownMax = 80

/** One word: it shows where it ends. */
const word = /^[\p{L}\p{N}._:+-]+$/u

/** What was given, short enough for a message. Texts other than words stand in quotes. */
export function shown(value: unknown): string {
  if (typeof value === 'string') {
    if (value.length <= textShownMax && word.test(value)) return value
    const text = JSON.stringify(value.slice(0, textShownMax).toWellFormed())
    return value.length > textShownMax ? `${text}…` : text
  }
  if (typeof value === 'function' || typeof value === 'symbol') return typeof value
  if (typeof value !== 'object' || value === null) return String(value)
  return Array.isArray(value) ? '[…]' : '{…}'
}

/** The same for a refusal's field: plain JSON, and never long. */
export function foundField(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, textShownMax).toWellFormed()
  return typeof value === 'boolean' || Number.isFinite(value) ? value : shown(value)
}

/** Fails (usage): a parameter is not what was expected. */
export const wrong = (code: string, parameter: string, expected: Words, value: unknown): never =>
  fail(
    'usage',
    code,
    {
      zh: `${parameter} 应为${expected.zh}，而不是 ${shown(value)}`,
      en: `${parameter} must be ${expected.en}, not ${shown(value)}`,
    },
    { parameter, found: foundField(value) },
  )

/** A name that nothing has. */
interface Unknown {
  readonly code: string
  readonly parameter: string
  /** What kind of thing was named: 规则, rule. */
  readonly what: Words
  readonly name: string
  /** The names there are. */
  readonly names: Iterable<string>
  /** What people call what is named so, where the names are ids. */
  readonly called?: CalledBy
  /** All names are given, not the nearest alone: they are few, and one has to choose. */
  readonly all?: boolean
  /** Further members of the refusal. */
  readonly fields?: Readonly<Record<string, unknown>>
}

/** So many names are all given where none is near. */
const namesShownMax = 10

/** Fails (not-found) with the nearest names. */
export function unknown({ code, parameter, what, name, names, called, all: tellsAll, fields = {} }: Unknown): never {
  const all = [...names]
  const named = Object.entries(fields).map(([member, value]): [string, unknown] => [
    member,
    typeof value === 'string' ? foundField(value) : value,
  ])
  const nearest = nearestOf(name, all, called)
  const few = nearest.length === 0 && all.length <= namesShownMax
  const meant = tellsAll === true || few ? thereAre(all, called) : perhaps(nearest, called)
  return fail(
    'not-found',
    code,
    { zh: `没有${what.zh} ${shown(name)}${meant.zh}`, en: `there is no ${what.en} ${shown(name)}${meant.en}` },
    { parameter, found: foundField(name), near: nearest, ...Object.fromEntries(named) },
  )
}

/** The nearest ids; where none is near, those whose names have in them what was written. */
function nearestOf(name: string, ids: readonly string[], called?: CalledBy): readonly string[] {
  const nearest = near(name, ids)
  if (nearest.length > 0 || name === '') return nearest
  return ids
    .filter((id) => {
      const title = called?.(id)
      return title !== undefined && (title.zh.includes(name) || title.en.includes(name))
    })
    .slice(0, namesShownMax)
}

function thereAre(ids: readonly string[], called?: CalledBy): Words {
  if (ids.length === 0) return { zh: '', en: '' }
  const words = listed(ids, called)
  return { zh: `（有：${words.zh}）`, en: ` (there are: ${words.en})` }
}

/** Fails (usage) where a value is no object: options that are `null`, a text instead of a view. */
export function expectObject(value: unknown, parameter: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    wrong('bad-object', parameter, { zh: '对象', en: 'an object' }, value)
}

/** Fails (usage) where a value is no list. */
export function expectList(value: unknown, parameter: string): void {
  if (!Array.isArray(value)) wrong('bad-list', parameter, { zh: '列表', en: 'a list' }, value)
}

/** Fails (usage) where a value is no function. */
export function expectFunction(value: unknown, parameter: string): void {
  if (typeof value !== 'function') wrong('bad-function', parameter, { zh: '函数', en: 'a function' }, value)
}

/** Fails (usage) where a value is no text. */
export function expectText(value: unknown, parameter: string): void {
  if (typeof value !== 'string') wrong('bad-text', parameter, { zh: '文本', en: 'text' }, value)
}

/** Fails (usage) where a value is no day of the calendar, 0001-01-01 to 9999-12-31. */
export function expectDay(value: unknown, parameter = 'asOf'): void {
  if (typeof value === 'string' && isCivilDate(value) && value >= firstDay) return
  wrong(
    'bad-day',
    parameter,
    { zh: '存在的日期，写作 YYYY-MM-DD', en: 'a date that exists, written YYYY-MM-DD' },
    value,
  )
}

/** The ends of a window as somebody gave them: `from` is its first day, `to` the first day after it. */
interface GivenWindow {
  readonly from?: unknown
  readonly to?: unknown
}

/**
 * Fails (usage) where an end that is given is no day, or the window ends before it begins. `prefix` stands before the ends' names:
 * `window.`.
 */
export function expectWindow({ from, to }: GivenWindow, prefix: string): void {
  if (from !== undefined) expectDay(from, `${prefix}from`)
  if (to !== undefined) expectDay(to, `${prefix}to`)
  if (typeof from === 'string' && typeof to === 'string' && from > to) backwards(from, to, prefix)
}

/** Fails (usage): a window ends before it begins. */
export const backwards = (from: CivilDate, to: CivilDate, prefix: string): never =>
  fail(
    'usage',
    'window-backwards',
    {
      zh: `${prefix}from（${from}）晚于 ${prefix}to（${to}）`,
      en: `${prefix}from (${from}) is after ${prefix}to (${to})`,
    },
    { parameter: `${prefix}from`, from, to },
  )

/** Fails (usage) where a value is no whole number from `least` on, or past 2^53. */
export function expectWhole(value: unknown, parameter: string, least = 0): void {
  if (!Number.isSafeInteger(value) || (value as number) < least)
    wrong('bad-number', parameter, { zh: `不小于 ${least} 的整数`, en: `a whole number from ${least} on` }, value)
}

/** Fails (usage) where a value is no number, or past 2^53: more cannot be counted exactly. */
export function expectNumber(value: unknown, parameter: string): void {
  if (Number.isFinite(value) && Math.abs(value as number) <= Number.MAX_SAFE_INTEGER) return
  wrong('bad-number', parameter, { zh: '不超过 2^53-1 的数字', en: 'a number up to 2^53-1' }, value)
}

/** Fails (usage) where a value is none of a closed list. */
export function expectChoice(value: unknown, parameter: string, choices: readonly string[]): void {
  if (typeof value === 'string' && choices.includes(value)) return
  const expected = { zh: `以下之一：${choices.join('、')}`, en: `one of ${choices.join(', ')}` }
  wrong('bad-choice', parameter, expected, value)
}
