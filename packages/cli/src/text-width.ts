import type stringWidth from 'string-width'

/** ASCII, and Chinese with its punctuation: characters that take one column or two, whatever stands beside them. */
const known = /^[\u0020-\u007e\u00b7\u2014\u2018-\u201d\u2026\u3000-\u3029\u4e00-\u9fff\uff01-\uff60]*$/
const wide = /[\u3000-\u3029\u4e00-\u9fff\uff01-\uff60]/g

let measure: typeof stringWidth | undefined

/**
 * How many columns of a terminal a text takes. Other characters than those above are looked up by string-width, whose tables take half
 * as long to load as Node to start: most answers do without.
 */
export function textWidth(text: string): number {
  if (known.test(text)) return text.length + (text.match(wide)?.length ?? 0)
  measure ??= load()
  return measure(text)
}

const load = (): typeof stringWidth =>
  (
    process.getBuiltinModule('node:module').createRequire(import.meta.url)('string-width') as {
      readonly default: typeof stringWidth
    }
  ).default
