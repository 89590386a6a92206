import type { View } from '@taizhang/kernel'
import type { Workbook } from '@taizhang/tabular'

import { csv } from './csv.ts'
import { nameColumns, withNames, type NamesOf } from './csv-names.ts'
import type { Format } from './formats.ts'
import type { Language, Words } from './language.ts'
import { progressOn, type Progress } from './progress.ts'
import type { Paint } from './sheet.ts'
import { Stop } from './stop.ts'
import { door } from './visible.ts'
import type { Out, World } from './world.ts'
import { writeOut } from './write-out.ts'

/** What a command found, for every form in which it can be printed; see `formatsOf` for which these are. */
export interface Answer extends Documents {
  readonly json: unknown
  /** One to a line in NDJSON and CSV; by default the JSON itself. */
  readonly rows?: readonly object[]
  /** The rows as a spreadsheet shows them, where these are others: money in columns that are named with its unit. */
  readonly csvRows?: readonly object[]
  /** The members of a row that are CSV's columns. */
  readonly columns?: readonly string[]
  /** What its columns are called, where the command knows better than `column-words.ts` and the domain. */
  readonly titles?: ReadonlyMap<string, Words>
  /** What the values of all rows are counted in, where the rows do not say it. */
  readonly measure?: string
  /** What ids and types of events are called: CSV says it behind the row. */
  readonly names?: NamesOf
  /** The rows as a workbook of its own, where that is a form. */
  readonly workbook?: () => Workbook
  /** For people: whole lines. */
  readonly table?: (paint: Paint) => string
  /** What has been carried out even where the answer cannot be printed. */
  readonly done?: Words
  /** How the command ends because of what it found, where that is no success. It stands, also where the answer cannot be printed. */
  readonly verdict?: Stop | undefined
}

/** A file for spreadsheets: a workbook, or CSV that Excel opens well. */
export type Spreadsheet = 'xlsx' | 'excel-csv'

/** Where the answer goes, and in which form, besides what the command sees. */
export interface Output {
  readonly out?: string | undefined
  readonly spreadsheet?: Spreadsheet | undefined
  /** Makes that file; loaded when it is asked for. */
  readonly makeSpreadsheet?: (answer: Answer, session: Session) => Promise<string | Uint8Array>
}

/** Whole documents, made when they are asked for. */
type Documents = { readonly [F in 'md' | 'html' | 'ics']?: () => string | Promise<string> }

type ViewNote = Pick<View, 'book' | 'asOf' | 'knownAt' | 'size'>

/** One run of a command: who asks, in which language and form, and where the answer goes. Stricli calls it the context. */
export interface Session {
  /** Only for Stricli's own texts, such as help. */
  readonly process: { readonly stdout: { write(text: string): void }; readonly stderr: { write(text: string): void } }
  readonly world: World
  readonly language: Language
  /** The form that rows are made for. For a spreadsheet it is CSV: that has the same columns. */
  readonly format: Format
  /** The file for spreadsheets that is made of them, where one is. */
  readonly spreadsheet?: Spreadsheet | undefined
  /** The views that the answer is about, for whoever says so above it. */
  readonly seen: ViewNote[]
  /** What the books that were read are called, by their codes. */
  readonly bookNames: Map<string, string>
  /** The file of the domain that was asked for; `domainOf` gives it. */
  readonly domainFile?: string | undefined
  readonly progress: Progress
  /** Something to know besides the answer, said once. Shown on stderr at the end, so that an error in JSON stays one object. */
  readonly remark: (words: Words) => void
  readonly remarks: readonly Words[]
  readonly print: (answer: Answer) => Promise<void>
}

export function startSession(
  world: World,
  { language, format, domainFile }: Pick<Session, 'language' | 'format' | 'domainFile'>,
  process: Session['process'],
  output: Output = {},
): Session {
  const remarks: Words[] = []
  const remark = (words: Words): void => void (remarks.some(({ en }) => en === words.en) || remarks.push(words))
  const progress = progressOn(world.stderr, world.now)
  const session: Session = {
    process,
    world,
    language,
    format,
    spreadsheet: output.spreadsheet,
    domainFile,
    seen: [],
    bookNames: new Map(),
    progress,
    remark,
    remarks,
    print: async (answer) => {
      progress.clear()
      const { out, spreadsheet, makeSpreadsheet } = output
      const terminal = out === undefined ? world.stdout : undefined
      const content =
        spreadsheet && makeSpreadsheet
          ? await makeSpreadsheet(answer, session)
          : await textOf(answer, format, brush(terminal, session))
      try {
        if (out === undefined) await writeOut(world.stdout, content, answer.done)
        else await writeFile(out, content, remark)
      } catch (error) {
        if (!answer.verdict || !(error instanceof Stop)) throw error
        remark(error.refusal.message)
      }
      if (answer.verdict) throw answer.verdict
    },
  }
  return session
}

/** What writes files is loaded when one is written. */
async function writeFile(file: string, content: string | Uint8Array, remark: Session['remark']): Promise<void> {
  const { writeNewFile } = await import('./new-file.ts')
  await writeNewFile(file, content)
  remark({ zh: `结果已写入 ${file}`, en: `the result is in ${file}` })
}

async function textOf(answer: Answer, format: Format, { paint, shown }: Brush): Promise<string> {
  const { json, rows, table } = answer
  const lines = rows ?? [json as object]
  switch (format) {
    case 'table':
      return table ? shown(table(paint)) : unprintable(format)
    case 'json':
      return door.json(`${JSON.stringify(json, undefined, 2)}\n`)
    case 'ndjson':
      return door.json(lines.map((row) => `${JSON.stringify(row)}\n`).join(''))
    case 'csv': {
      const { columns, rows } = csvTable(answer)
      return door.cells(csv(columns, rows))
    }
    case 'xlsx':
      return unprintable(format)
    case 'md':
    case 'html':
    case 'ics':
      return door[format === 'ics' ? 'calendar' : 'lines'](await (answer[format] ?? (() => unprintable(format)))())
  }
}

/** The rows as CSV has them, with its columns. */
export function csvTable({ json, rows, csvRows, columns = [], names }: Answer): {
  readonly columns: readonly string[]
  readonly rows: readonly object[]
} {
  const lines = csvRows ?? rows ?? [json as object]
  if (!names) return { columns, rows: lines }
  return { columns: [...columns, ...nameColumns], rows: lines.map((row) => withNames(row, columns, names)) }
}

function unprintable(format: Format): never {
  throw new Error(`the command takes --format ${format} but has nothing to print in it`)
}

interface Brush {
  readonly paint: Paint
  /** What was painted, with the colours in it and everything else made visible. */
  readonly shown: (text: string) => string
}

/**
 * Colours on a terminal only, and not with `NO_COLOR`. What makes them is loaded only for one: it takes a while. Until everything else is made
 * visible marks stand for them, which no text can have foreseen.
 */
function brush(out: Out | undefined, { language, bookNames }: Pick<Session, 'language' | 'bookNames'>): Brush {
  if (!out?.isTTY) return { paint: { language, bookNames, bold: String, dim: String }, shown: door.lines }
  const { styleText } = process.getBuiltinModule('node:util')
  const mark = Math.random().toString(36).slice(2)
  const marked = (name: string) => (text: string) => `<${mark} ${name}>${text}</${mark} ${name}>`
  const coloured = (text: string, name: 'bold' | 'dim'): string => {
    const [before = '', after = ''] = styleText(name, '|', { stream: out }).split('|')
    return text.replaceAll(`<${mark} ${name}>`, before).replaceAll(`</${mark} ${name}>`, after)
  }
  return {
    paint: { language, bookNames, width: out.columns, bold: marked('bold'), dim: marked('dim') },
    shown: (text) => coloured(coloured(door.lines(text), 'bold'), 'dim'),
  }
}
