import type * as z from 'zod'
import en from 'zod/v4/locales/en.js'
import zhCN from 'zod/v4/locales/zh-CN.js'
import { refuse, type Refusal, type Words } from './refusal.ts'

type Issue = z.core.$ZodIssue
const errorEn = en().localeError
const errorZh = zhCN().localeError

/** The refusals behind a failed parse, with the path of each inside the event. */
export function refusalsOf(error: z.ZodError, prefix: readonly PropertyKey[] = []): readonly Refusal[] {
  return error.issues.map((issue) => {
    const words = wordsOf(issue)
    return refuse('invalid', words, { path: pathText([...prefix, ...issue.path]) })
  })
}

function wordsOf(issue: Issue): Words {
  if (issue.code === 'custom' && isWords(issue.params?.['words'])) return issue.params['words']
  // The locales are written for issues before their message is made; parsing with `reportInput` keeps all else of them.
  const raw = issue as z.core.$ZodRawIssue
  return { zh: messageOf(errorZh(raw)) ?? issue.message, en: messageOf(errorEn(raw)) ?? issue.message }
}

const messageOf = (made: string | { message: string } | null | undefined): string | undefined =>
  typeof made === 'string' ? made : made?.message

const isWords = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value

/** `data.unitIds[2]`, as people write it. */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`,
    '',
  )
