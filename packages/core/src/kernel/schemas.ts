import * as z from 'zod'
import { isCivilDate } from './civil-date.ts'
import { containsIdentityCardNumber } from './identity-card.ts'
import type { Words } from './refusal.ts'

/** A check with its own words in both languages; `params.words` is read where issues become refusals. */
export const because = (words: Words) => ({ error: words.en, params: { words } })

const noIdentityCard = because({
  zh: '不得包含居民身份证号码：请改用没有含义的编号',
  en: 'must not contain an identity-card number: use an id that means nothing',
})

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

/** An id: 1 to 64 characters of `A-Z a-z 0-9 . _ : -`. */
export const id = z
  .string()
  .regex(idShape.shape)
  .refine((text) => !containsIdentityCardNumber(text), noIdentityCard)

/** An id of a subject whose history can be asked for. */
export const subjectId = id.meta({ subject: true })

/** Text of 1 to 200 characters (code points). */
export const text = z
  .string()
  .min(1)
  .refine(
    (value) => value.length <= 200 || Array.from(value).length <= 200,
    because({ zh: '最多 200 个字符', en: 'at most 200 characters' }),
  )
  .refine((value) => !containsIdentityCardNumber(value), noIdentityCard)
  .meta({ maxLength: 200 })

/** Text without line breaks: it can be part of a key. */
export const textOnOneLine = text.refine(
  (value) => !/[\n\v\f\r\u0085\u2028\u2029]/.test(value),
  because({ zh: '应为一行文字，不能换行', en: 'expected one line of text' }),
)

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

/** A number from 0 on with at most so many decimals. */
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

/** The document behind an event. */
export const evidence = z.strictObject({
  documentNumber: text.optional(),
  issuer: text.optional(),
  date: civilDate.optional(),
  page: z.union([count, text]).optional(),
  uri: text.optional(),
  sha256: z.string().regex(sha256Shape.shape).optional(),
})
