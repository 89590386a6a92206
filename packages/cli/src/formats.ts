import type { Words } from './language.ts'

/** How results are printed: rows in four forms, documents in their own. */
export type Format = 'table' | 'json' | 'ndjson' | 'csv' | 'md' | 'html' | 'ics'

const ofRows: readonly Format[] = ['table', 'json', 'ndjson', 'csv']

/** What commands take that print something else than rows. */
const ofCommand: ReadonlyMap<string, readonly Format[]> = new Map([
  ['report', ['md', 'html', 'json']],
  ['terms', [...ofRows, 'ics']],
])

/** The formats that a command takes, its default first. */
export const formatsOf = (command: string | undefined): readonly Format[] => ofCommand.get(command ?? '') ?? ofRows

/** The format that was asked for, else the command's default; also where what was asked for is none of its formats. */
export const formatFor = (command: string | undefined, asked: string | undefined): Format => {
  const formats = formatsOf(command)
  return formats.find((format) => format === asked) ?? formats[0] ?? 'table'
}

/** What `--help` says of `--format`. */
export function formatBrief(formats: readonly Format[]): Words {
  const [first] = formats
  const list = (comma: string, or: string): string => [formats.slice(0, -1).join(comma), formats.at(-1)].join(or)
  return {
    zh: `输出格式：${list('、', ' 或 ')}（默认 ${first}）`,
    en: `format: ${list(', ', ' or ')} (default: ${first})`,
  }
}
