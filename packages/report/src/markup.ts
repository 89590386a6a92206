import type { Language } from './words.ts'

/** Text that is HTML already. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | Markup | undefined | readonly Part[]

/** HTML from a template: what is put in is escaped, unless it is markup itself; `undefined` is nothing. */
export const markup = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(String.raw({ raw: strings }, ...parts.map(textOf)))

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function textOf(part: Part): string {
  if (part === undefined) return ''
  if (part instanceof Markup) return part.text
  return typeof part === 'object'
    ? part.map(textOf).join('')
    : String(part).replaceAll(/[&<>"']/g, (character) => escapes[character] ?? character)
}

/** A text of the book's own, which is Chinese in an English page, too. */
export const own = (text: string, language: Language): Markup =>
  language === 'en' && /\p{Script=Han}/u.test(text)
    ? markup`<bdi lang="zh-CN">${text}</bdi>`
    : markup`<bdi>${text}</bdi>`
