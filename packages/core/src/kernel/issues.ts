import type * as z from 'zod'
import en from 'zod/v4/locales/en.js'
import zhCN from 'zod/v4/locales/zh-CN.js'
import { isWords, refuse, type Refusal, type Words } from './refusal.ts'
import { shapes } from './schemas.ts'

type Issue = z.core.$ZodIssue
const errorEn = en().localeError
const errorZh = zhCN().localeError

/** The refusals behind a failed parse, with the path of each inside the event. */
export function refusalsOf(error: z.ZodError, prefix: readonly PropertyKey[] = []): readonly Refusal[] {
  return error.issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path]
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key]))
    return [refuse('invalid', wordsOf(issue), { path: pathText(path) })]
  })
}

const unknownKey = (path: readonly PropertyKey[]): Refusal =>
  refuse('invalid', { zh: '没有这个字段', en: 'there is no such field' }, { path: pathText(path) })

function wordsOf(issue: Issue): Words {
  if (issue.code === 'custom' && isWords(issue.params?.['words'])) return issue.params['words']
  const shape = issue.code === 'invalid_format' && shapes.find(({ shape: known }) => String(known) === issue.pattern)
  if (shape) return shape.words
  // The locales are written for issues before their message is made; parsing with `reportInput` keeps all else of them.
  const raw = issue as z.core.$ZodRawIssue
  return { zh: messageOf(errorZh(raw)) ?? issue.message, en: messageOf(errorEn(raw)) ?? issue.message }
}

const messageOf = (made: string | { message: string } | null | undefined): string | undefined =>
  typeof made === 'string' ? made : made?.message

/** `data.unitIds[2]`, as people write it. */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`,
    '',
  )
