import type { Refusal } from '@taizhang/core'

import type { ExitCode } from './exit-codes.ts'
import type { Language, Words } from './language.ts'
import { nextStep } from './next-step.ts'
import { door, line } from './visible.ts'

/** An error with all that is shown of it. */
export interface Failure {
  readonly exitCode: ExitCode
  readonly refusal: Refusal
  readonly headline?: Words | undefined
}

/** The error as one object: what went wrong, its fields, and what to do next. */
export const errorJson = ({ exitCode, refusal }: Failure, remarks: readonly Words[]): string =>
  door.json(
    `${JSON.stringify({
      ...refusal,
      next: nextStep(exitCode, refusal),
      ...(remarks.length > 0 ? { remarks } : {}),
    })}\n`,
  )

/** The error for people: a headline, the places with what is wrong there, and what to do next. */
export function errorText({ exitCode, refusal, headline }: Failure, language: Language): string {
  const label = { zh: '错误：', en: 'error: ' }[language]
  const next = { zh: '下一步：', en: 'next: ' }[language]
  const step = nextStep(exitCode, refusal)[language]
  const title = line((headline ?? refusal.message)[language])
  const details = detailsOf(refusal, headline !== undefined)
  const stack = typeof refusal['stack'] === 'string' ? `${door.lines(refusal['stack'])}\n` : ''
  return `${label}${title}${stack}${details.map((detail) => refusalText(detail, language)).join('')}${next}${line(step)}`
}

/** What the headline does not say: every refusal; of an error without a list, itself where the headline is another one. */
function detailsOf({ errors, ...refusal }: Refusal, hasHeadline: boolean): readonly Refusal[] {
  if (isRefusals(errors)) return errors
  return hasHeadline || 'line' in refusal ? [refusal] : []
}

const isRefusals = (value: unknown): value is readonly Refusal[] => Array.isArray(value) && value.length > 0

/** `file:line path: message`, and the events in the way, indented. */
export function refusalText({ message, path, file, line: at, inTheWay }: Refusal, language: Language): string {
  const place = [placeText(file, at, language), path].filter((text) => text !== undefined && text !== '').join(' ')
  const text = `  ${place === '' ? '' : `${place}: `}${message[language]}`
  const events = Array.isArray(inTheWay) ? inTheWay.map((event) => eventText(event as InTheWay, language)) : []
  return [text, ...events.map((event) => `    ${event}`)].map(line).join('')
}

function placeText(file: unknown, number: unknown, language: Language): string | undefined {
  if (typeof file !== 'string') return undefined
  const name = file === '-' ? { zh: '标准输入', en: 'stdin' }[language] : file
  return typeof number === 'number' ? `${name}:${number}` : name
}

/** An event in the way: of the book, with its position, or of the input, with its place. */
type InTheWay = Readonly<
  Record<'position' | 'id' | 'type' | 'effectiveOn' | 'file' | 'line', string | number | undefined>
> & { readonly title?: Words }

function eventText({ position, id, type, title, effectiveOn, file, line: at }: InTheWay, language: Language): string {
  if (position === undefined) return `${{ zh: '见', en: 'see' }[language]} ${placeText(file, at, language)}`
  const name = title?.[language] ?? type
  return {
    zh: `见第 ${position} 条 ${name}，${effectiveOn}，${id}`,
    en: `see event ${position}, ${name} on ${effectiveOn}, ${id}`,
  }[language]
}
