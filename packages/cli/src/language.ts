/** The languages that everything printed for people is written in. */
export type Language = 'zh' | 'en'

/** A text in both languages. */
export interface Words {
  readonly zh: string
  readonly en: string
}

export const languages: readonly Language[] = ['zh', 'en']

type Environment = Readonly<Partial<Record<string, string>>>

/**
 * The language to answer in: what was asked for, else `TAIZHANG_LANG`, else the locale, else Chinese. A locale in neither language
 * (or `C`) says nothing.
 */
export function languageOf(asked: string | undefined, env: Environment): Language {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((name) => name !== undefined && name !== '')
  return named(asked) ?? named(env['TAIZHANG_LANG']) ?? named(locale) ?? 'zh'
}

const named = (name: string | undefined): Language | undefined =>
  languages.find((language) => name !== undefined && new RegExp(`^${language}([-_.@]|$)`, 'i').test(name))

export const isWords = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value
