import { onServer } from './stream-name.ts'

/** Which events of the log are meant: of streams by the beginning of their names, of some streams, or of types that a regular expression tells. */
export type LogFilter =
  | { readonly prefixes: readonly string[] }
  | { readonly streams: readonly string[] }
  | { readonly types: string }

/** The same as the server is told. */
export type ServerFilter =
  | { readonly on: 'stream'; readonly prefixes: readonly string[] }
  | { readonly on: 'stream' | 'type'; readonly regex: string }

/**
 * The server holds each event against each prefix, but against a regular expression once: of many streams it is told one, in which what names have
 * in common stands once.
 */
export function serverFilter(filter: LogFilter): ServerFilter {
  if ('types' in filter) return { on: 'type', regex: filter.types }
  if ('prefixes' in filter) return { on: 'stream', prefixes: filter.prefixes.map(onServer) }
  return { on: 'stream', regex: `^${anyOf([...new Set(filter.streams.map(onServer))].toSorted())}$` }
}

/** Whether events of a stream are meant, as far as its name says it. */
export function covers(filter: LogFilter, stream: string): boolean {
  if ('types' in filter) return true
  return 'streams' in filter
    ? filter.streams.includes(stream)
    : filter.prefixes.some((prefix) => stream.startsWith(prefix))
}

/** A regular expression that takes these texts and no other; they are sorted, and each is there once. */
function anyOf(texts: readonly string[]): string {
  const [first = '', ...others] = texts
  if (others.length === 0) return literal(first)
  const common = commonLength(first, others.at(-1) ?? '')
  const rests = Map.groupBy(
    texts.map((text) => text.slice(common)),
    ([letter = '']) => letter,
  )
  const branches = [...rests].map(([letter, rest]) =>
    letter === '' ? '' : literal(letter) + anyOf(rest.map((text) => text.slice(letter.length))),
  )
  return `${literal(first.slice(0, common))}(?:${branches.join('|')})`
}

/** Of sorted texts all have in common what the first and the last have. */
function commonLength(first: string, last: string): number {
  let length = 0
  while (length < first.length && first[length] === last[length]) length++
  return length
}

const literal = (text: string): string => text.replaceAll(/[\\^$.|?*+()[\]{}#\s]/g, String.raw`\$&`)
