import { run } from '@stricli/core'

import { application } from './application.ts'
import { commandsFor, isCommand } from './command-list.ts'
import { defectOf } from './defect.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import { formatFor, formatsOf, isLooking, type Format } from './formats.ts'
import { languageOf, languages, type Language } from './language.ts'
import { askedDomain, given, normalized, peek, strayOption } from './options.ts'
import { startSession, type Output, type Session } from './session.ts'
import { errorJson, errorText, type Failure } from './show-error.ts'
import { stop, stopOf } from './stop.ts'
import { unknownOption, usageError } from './usage-errors.ts'
import { door, line } from './visible.ts'
import type { Out, World } from './world.ts'
import { writeOut } from './write-out.ts'

export { plainOut } from './plain-out.ts'
export type { World } from './world.ts'

/** Runs one command and returns its exit code; see docs/command-line.md for what it promises. */
export async function main(world: World): Promise<ExitCode> {
  // Each write looks at its own error; a stream that tells of it once more must not end the program.
  for (const out of [world.stdout, world.stderr]) out.on('error', () => undefined)
  const args = normalized(world.args)
  const language = languageOf(peek(args, 'lang'), world.env)
  const format = formatFor(args[0], peek(args, 'format'))
  let printed = ''
  const process = { stdout: { write: (text: string) => void (printed += text) }, stderr: { write: () => undefined } }
  const session = startSession(
    world,
    { language, format: format === 'xlsx' ? 'csv' : format, domainFile: askedDomain(args, world.env) },
    process,
    isLooking(args[0]) ? outputOf(args, format, language) : {},
  )
  const failure = await failureOf(session, args)
  session.progress.clear()
  if (failure) {
    await writeQuietly(world.stderr, shown(failure, session))
    return failure.exitCode
  }
  for (const words of session.remarks) await writeQuietly(world.stderr, line(words[language]))
  return printed === '' ? exitCodes.done : printText(session, printed)
}

/** Where the answer goes and as what, by the options of commands that look at something. */
function outputOf(args: readonly string[], format: Format, language: Language): Output {
  const out = peek(args, 'out')
  const spreadsheet = format === 'xlsx' ? 'xlsx' : given(args, 'excel') ? 'excel-csv' : undefined
  if (spreadsheet === undefined) return { out }
  const title = Object.values(commandsFor(language, args[0]))[0]?.brief ?? ''
  return {
    out,
    spreadsheet,
    makeSpreadsheet: async (answer, session) => {
      const { spreadsheetOf } = await import('./spreadsheet/spreadsheet.ts')
      return spreadsheetOf(answer, session, { as: spreadsheet, title })
    },
  }
}

/** Runs the command; what went wrong, if anything. */
async function failureOf(session: Session, args: readonly string[]): Promise<Failure | undefined> {
  const errors: unknown[] = []
  try {
    expectKnown(args)
    expectOutput(args, session.world.stdout)
    await run(
      application(session, args[0], (error) => errors.push(error)),
      args,
      session,
    )
  } catch (error) {
    errors.push(error)
  }
  const [first, ...rest] = errors.map(failureFrom)
  if (!first || rest.length === 0) return first
  return { ...first, refusal: { ...first.refusal, errors: [first, ...rest].map(({ refusal }) => refusal) } }
}

const failureFrom = (error: unknown): Failure => usageError(error) ?? stopOf(error) ?? defectOf(error)

/** What Stricli would not find wrong. */
function expectKnown(args: readonly string[]): void {
  const stray = strayOption(args)
  if (stray !== undefined) throw unknownOption(stray)
  expectOneOf('lang', peek(args, 'lang'), languages)
  const [command] = args
  const format = peek(args, 'format')
  // Of a command that is not there Stricli tells, whatever format was asked for.
  if (format !== undefined && command !== undefined && isCommand(command))
    expectOneOf('format', format, formatsOf(command))
}

/** What cannot be: an answer in bytes on a terminal, CSV for Excel in another form, a file without a name. */
function expectOutput(args: readonly string[], stdout: Out): void {
  if (!isLooking(args[0]) || given(args, 'help') || args.includes('-h')) return
  const out = peek(args, 'out')
  const format = formatFor(args[0], peek(args, 'format'))
  if (out === '')
    stop('usage', 'option-missing', { zh: '缺少 --out 的文件名', en: '--out names no file' }, { option: 'out' })
  if (given(args, 'excel') && !(format === 'csv' && formatsOf(args[0]).includes('xlsx')))
    stop(
      'usage',
      'option-needs-format',
      { zh: '--excel 须与 --format csv 同用', en: '--excel needs --format csv' },
      { option: 'excel' },
    )
  if (format === 'xlsx' && out === undefined && stdout.isTTY)
    stop('usage', 'binary-on-terminal', {
      zh: '工作簿不能显示在终端上：请写 -o 文件.xlsx，或用 > 文件.xlsx 转到文件',
      en: 'a workbook cannot be shown on a terminal: write -o FILE.xlsx, or send it to a file with > FILE.xlsx',
    })
}

function expectOneOf(option: string, found: string | undefined, values: readonly string[]): void {
  if (found === undefined || values.includes(found)) return
  const list = values.join(', ')
  stop(
    'usage',
    'bad-option-value',
    { zh: `--${option} 应为 ${list} 之一，而不是 ${found}`, en: `--${option} takes one of ${list}, not ${found}` },
    { option, found },
  )
}

const shown = (failure: Failure, { format, language, remarks }: Session): string =>
  format === 'json' || format === 'ndjson'
    ? errorJson(failure, remarks)
    : [...remarks.map((words) => line(words[language])), errorText(failure, language)].join('')

/** Help and version. */
async function printText({ world, language }: Session, text: string): Promise<ExitCode> {
  try {
    await writeOut(world.stdout, door.lines(text))
    return exitCodes.done
  } catch (error) {
    const failure = failureFrom(error)
    await writeQuietly(world.stderr, errorText(failure, language))
    return failure.exitCode
  }
}

/** Where nobody reads stderr there is nobody to tell. */
async function writeQuietly(out: Out, text: string): Promise<void> {
  try {
    await writeOut(out, text)
  } catch {
    // The exit code says it.
  }
}

/** What to say and how to end when something went wrong outside of a command. */
export function lastWords(
  error: unknown,
  { args, env }: Pick<World, 'args' | 'env'>,
): { text: string; exitCode: ExitCode } {
  const failure = defectOf(error)
  const language: Language = languageOf(peek(args, 'lang'), env)
  const json = ['json', 'ndjson'].includes(peek(args, 'format') ?? '')
  return { text: json ? errorJson(failure, []) : errorText(failure, language), exitCode: failure.exitCode }
}
