import * as z from 'zod'
import { canonicalText } from '../events/canonical.ts'
import { isCivilDate } from '../time/civil-date.ts'
import type { Words } from '../errors/refusal.ts'

/**
 * A check with its own words in both languages; `params.words` is read where issues become refusals.
 *
 * @example
 * const even = z.number().refine((value) => value % 2 === 0, because({ zh: '应为偶数', en: 'must be even' }))
 * even.safeParse(3).success // => false
 */
export const because = (words: Words) => ({ error: words.en, params: { words } })

/** Shapes of text with their words: a regular expression is no message for people. */
export const shapes = [
  {
    shape: /^[A-Za-z0-9._:-]{1,64}$/,
    words: { zh: '编号应为 1 至 64 个字符：字母、数字、. _ : -', en: 'expected an id: 1 to 64 of A-Z a-z 0-9 . _ : -' },
  },
  {
    shape: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    words: { zh: '应为小写的 UUID', en: 'expected a lower-case UUID' },
  },
  { shape: /^[0-9a-f]{64}$/, words: { zh: '应为 64 位小写十六进制', en: 'expected 64 lower-case hexadecimal digits' } },
] as const satisfies readonly { readonly shape: RegExp; readonly words: Words }[]
const [idShape, eventIdShape, sha256Shape] = shapes

/** A civil date `YYYY-MM-DD` that exists. */
export const civilDate = z
  .string()
  .refine(
    isCivilDate,
    because({ zh: '应为存在的日期，写作 YYYY-MM-DD', en: 'expected a date that exists, written YYYY-MM-DD' }),
  )
  .meta({ format: 'date' })

/** An instant in UTC, of a year of four digits: instants compare as texts. */
export const instant = z
  .string()
  .refine(
    (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && new Date(value).toJSON() === value,
    because({ zh: '应为 UTC 时刻，精确到毫秒', en: 'expected an instant in UTC with milliseconds' }),
  )

/** A whole number from 0 on. */
export const count = z.int().min(0)

/**
 * A number from 0 on with at most so many decimals.
 *
 * @example
 * decimal(2).safeParse(12.5).success // => true
 * decimal(2).safeParse(12.345).success // => false
 */
export const decimal = (decimals: number) =>
  z
    .number()
    .min(0)
    .refine(
      (value) => Number(value.toFixed(decimals)) === value,
      because({ zh: `最多 ${decimals} 位小数`, en: `at most ${decimals} decimals` }),
    )
    .meta({ multipleOf: 10 ** -decimals })

/** The id of an event: a lower-case UUID (RFC 9562) of any version. */
export const eventId = z.string().regex(eventIdShape.shape)

/** What a domain keeps out of its ids and texts, and what a person is told where it is found. */
export interface Screen {
  /** Whether the text must not enter a book. */
  readonly refuses: (text: string) => boolean
  readonly words: Words
}

/** Characters (UTF-16 units) of canonical text that the metadata of an event may have, and levels of nesting. */
const [metadataCharactersMax, metadataDepthMax] = [4_096, 8]

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0

/** The texts in a JSON value, names of members too. */
const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(textsIn)]
      : []

/** Marks schemas of ids, also for another copy of this package: a domain may bring its own. */
const idMark = Symbol.for('@taizhang/kernel id')

/** Whether a schema is that of an id, of a subject or of anything else. */
export const isIdSchema = (schema: unknown): boolean =>
  typeof schema === 'object' &&
  schema !== null &&
  (idMark in schema || (schema instanceof z.ZodString && schema.meta()?.['subject'] === true))

/**
 * The schemas of ids and texts, which all of a domain's events share with the envelope around them.
 *
 * @param screen what they refuse besides; by default nothing
 * @example
 * const { subjectId, text } = textSchemas({
 *   refuses: (value) => value.includes('@'),
 *   words: { zh: '不得包含电子邮件地址', en: 'must not contain an e-mail address' },
 * })
 * text.safeParse('a@b.example').success // => false
 */
export function textSchemas(screen?: Screen) {
  const passes = (value: string): boolean => !screen?.refuses(value)
  const refused = because(screen?.words ?? { zh: '', en: '' })
  /** An id: 1 to 64 characters of `A-Z a-z 0-9 . _ : -`. */
  const id: z.ZodString = Object.assign(z.string().regex(idShape.shape).refine(passes, refused), { [idMark]: true })
  /** An id of a subject whose history can be asked for. */
  const subjectId = id.meta({ subject: true })
  /** Text of 1 to 200 characters (code points). */
  const text = z
    .string()
    .min(1)
    .refine(
      (value) => value.length <= 200 || Array.from(value).length <= 200,
      because({ zh: '最多 200 个字符', en: 'at most 200 characters' }),
    )
    .refine(passes, refused)
    .meta({ maxLength: 200 })
  /** Text without line breaks: it can be part of a key. */
  const textOnOneLine = text.refine(
    (value) => !/[\n\v\f\r\u0085\u2028\u2029]/.test(value),
    because({ zh: '应为一行文字，不能换行', en: 'expected one line of text' }),
  )
  /** The document behind an event. */
  const evidence = z.strictObject({
    documentNumber: text.optional(),
    issuer: text.optional(),
    date: civilDate.optional(),
    page: z.union([count, text]).optional(),
    uri: text.optional(),
    sha256: z.string().regex(sha256Shape.shape).optional(),
  })
  /** What the recording program says of its own doing: an open JSON object. */
  const metadata = z
    .record(z.string(), z.unknown())
    .refine(
      (value) => depthOf(value) <= metadataDepthMax,
      because({ zh: `最多嵌套 ${metadataDepthMax} 层`, en: `at most ${metadataDepthMax} levels of nesting` }),
    )
    .refine(
      (value) => canonicalText(value).length <= metadataCharactersMax,
      because({
        zh: `规范文本最多 ${metadataCharactersMax} 个字符`,
        en: `at most ${metadataCharactersMax} characters of canonical text`,
      }),
    )
    .refine((value) => textsIn(value).every(passes), refused)
  return { id, subjectId, text, textOnOneLine, evidence, metadata } as const
}

/** The schemas of ids and texts that all events of a domain share; see {@link textSchemas}. */
export type TextSchemas = ReturnType<typeof textSchemas>

/** A text in both languages. */
export const words = z.strictObject({ zh: z.string(), en: z.string() })

/** The schemas of a domain that refuses nothing. */
export const plainTexts: TextSchemas = textSchemas()
export const { id, subjectId, text, textOnOneLine, evidence } = plainTexts
