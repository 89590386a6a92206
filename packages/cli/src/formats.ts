import type { Words } from './language.ts'

/** How results are printed: rows in four forms, documents in their own. */
export type Format = 'table' | 'json' | 'ndjson' | 'csv' | 'xlsx' | 'md' | 'html' | 'ics'

const ofRows: readonly Format[] = ['table', 'json', 'ndjson', 'csv']

/** Commands that look at something: what they print may also be a workbook, and go into a file. */
const looking: ReadonlySet<string> = new Set(
  [
    'coverage',
    'figures',
    'series',
    'list',
    'changes',
    'reach',
    'findings',
    'history',
    'organization',
    'report',
    'statistics',
    'terms',
  ].concat(['explain', 'diff', 'late', 'events', 'rules', 'dimensions', 'forms']),
)

/** Whether `--out` and `--excel` say where the answer goes and how. Other commands with `--out` write a file of their own. */
export const isLooking = (command: string | undefined): boolean => looking.has(command ?? '')

/** What commands take that print something else than rows. */
const ofCommand: ReadonlyMap<string, readonly Format[]> = new Map([
  ['report', ['md', 'html', 'json']],
  // A dossier is no table: it has several in it.
  ['organization', ofRows],
  ['statistics', [...ofRows, 'xlsx', 'md']],
  ['terms', [...ofRows, 'xlsx', 'ics']],
])

/** The formats that a command takes, its default first. */
export const formatsOf = (command: string | undefined): readonly Format[] =>
  ofCommand.get(command ?? '') ?? (isLooking(command) ? [...ofRows, 'xlsx'] : ofRows)

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
