import type * as z from 'zod'
import en from 'zod/v4/locales/en.js'
import zhCN from 'zod/v4/locales/zh-CN.js'
import { isWords, pathText, refusalsMax, refuse, type Refusal, type Words } from './refusal.ts'
import { shapes } from '../define/schemas.ts'

type Issue = z.core.$ZodIssue
const errorEn = en().localeError
const errorZh = zhCN().localeError

/** The refusals behind a failed parse, the first hundred, with the path of each inside the event. */
export function refusalsOf(
  error: z.ZodError,
  prefix: readonly PropertyKey[] = [],
  unknownKeyCode = 'invalid',
): readonly Refusal[] {
  const refusals = error.issues.slice(0, refusalsMax).flatMap((issue) => {
    const path = [...prefix, ...issue.path]
    if (issue.code === 'unrecognized_keys')
      return issue.keys.slice(0, refusalsMax).map((key) => unknownKey(unknownKeyCode, [...path, key]))
    return [refuse('invalid', wordsOf(issue), { path: pathText(path) })]
  })
  return refusals.slice(0, refusalsMax)
}

const unknownKey = (code: string, path: readonly PropertyKey[]): Refusal =>
  refuse(code, { zh: '没有这个字段', en: 'there is no such field' }, { path: pathText(path) })

function wordsOf(issue: Issue): Words {
  if (issue.code === 'custom' && isWords(issue.params?.['words'])) return issue.params['words']
  const shape = issue.code === 'invalid_format' && shapes.find(({ shape: known }) => String(known) === issue.pattern)
  if (shape) return shape.words
  return ownWords(issue) ?? localeWords(issue)
}

/**
 * What each kind of value is called, with the space that Latin letters need after Han ones. The value itself is not repeated: it may
 * be what must not be in a ledger.
 */
const kinds: Readonly<Record<string, Words>> = {
  string: { zh: '文本', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: ' true 或 false', en: 'true or false' },
  array: { zh: '列表 […]', en: 'a list […]' },
  object: { zh: '对象 {…}', en: 'an object {…}' },
  record: { zh: '对象 {…}', en: 'an object {…}' },
  null: { zh: ' null', en: 'null' },
}

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

/** The issues that people meet, in words of our own. */
function ownWords(issue: Issue): Words | undefined {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return { zh: '缺少这个字段', en: 'this field is missing' }
    if (issue.expected === 'int' && typeof issue.input === 'number')
      return { zh: '应为整数', en: 'expected a whole number' }
    const [expected, found] = [kinds[issue.expected], kinds[kindOf(issue.input)]]
    if (expected && found)
      return { zh: `应为${expected.zh}，而不是${found.zh}`, en: `expected ${expected.en}, not ${found.en}` }
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String)
    return { zh: `应为以下之一：${values.join('、')}`, en: `expected one of ${values.join(', ')}` }
  }
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return { zh: '不能为空', en: 'must not be empty' }
    return { zh: `不得小于 ${issue.minimum}`, en: `must not be less than ${issue.minimum}` }
  }
  if (issue.code === 'invalid_format' && issue.pattern !== undefined) return formWords(issue.pattern.slice(1, -1))
  return undefined
}

const formWords = (pattern: string): Words => ({ zh: `格式应为 ${pattern}`, en: `expected the form ${pattern}` })

function localeWords(issue: Issue): Words {
  // The locales are written for issues before their message is made; parsing with `reportInput` keeps all else of them.
  const raw = issue as z.core.$ZodRawIssue
  return { zh: messageOf(errorZh(raw)) ?? issue.message, en: messageOf(errorEn(raw)) ?? issue.message }
}

const messageOf = (made: string | { message: string } | null | undefined): string | undefined =>
  typeof made === 'string' ? made : made?.message
