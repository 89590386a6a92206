import { metadataMark, onServer } from './stream-name.ts'

/**
 * Which events of the log are meant: of streams by the beginning of their names or of some streams, with what the server itself says of these; of some
 * types; or of all types but these and those of the server's own that do not tell of truncated and deleted streams.
 */
export type LogFilter =
  | { readonly prefixes: readonly string[] }
  | { readonly streams: readonly string[] }
  | { readonly types: readonly string[] }
  | { readonly otherThan: readonly string[] }

/** The same as the server is told. */
export type ServerFilter =
  | { readonly on: 'stream'; readonly prefixes: readonly string[] }
  | { readonly on: 'stream' | 'type'; readonly regex: string }

/** The type of what the server writes into a stream that is deleted for good. */
export const deletedType = '$streamDeleted'

/**
 * The server holds each event against each prefix, but against a regular expression once: of many streams it is told one, in which what names have
 * in common stands once.
 */
export function serverFilter(filter: LogFilter): ServerFilter {
  if ('prefixes' in filter) {
    const names = filter.prefixes.map(onServer)
    return { on: 'stream', prefixes: [...names, ...names.map((name) => metadataMark + name)] }
  }
  if ('streams' in filter)
    return { on: 'stream', regex: `^(?:${literal(metadataMark)})?${oneOf(filter.streams.map(onServer))}$` }
  if ('types' in filter) return { on: 'type', regex: `^${oneOf(filter.types)}$` }
  const served = String.raw`\$(?!${oneOf(['metadata', deletedType.slice(1)])}$)`
  return { on: 'type', regex: `^(?!${served}|${oneOf(filter.otherThan)}$)` }
}

/** Whether events of a stream may be meant, as far as its name says it. */
export function covers(filter: LogFilter, stream: string): boolean {
  if ('streams' in filter) return filter.streams.includes(stream)
  return !('prefixes' in filter) || filter.prefixes.some((prefix) => stream.startsWith(prefix))
}

/** A regular expression that takes these texts and no other. */
const oneOf = (texts: readonly string[]): string => branched([...new Set(texts)].toSorted())

/** The same of texts that are sorted, and each there once. */
function branched(texts: readonly string[]): string {
  const [first = '', ...others] = texts
  if (others.length === 0) return literal(first)
  const common = commonLength(first, others.at(-1) ?? '')
  const rests = Map.groupBy(
    texts.map((text) => text.slice(common)),
    ([letter = '']) => letter,
  )
  const branches = [...rests].map(([letter, rest]) =>
    letter === '' ? '' : literal(letter) + branched(rest.map((text) => text.slice(letter.length))),
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
