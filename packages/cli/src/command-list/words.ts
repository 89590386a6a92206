import type { Language } from '../language.ts'
import { formatBrief, formatsOf } from '../formats.ts'
import { optionBriefs } from '../options.ts'
import type { Session } from '../session.ts'

/** What the entries of the command list are made of, in one language. */
export type Words = ReturnType<typeof wordsIn>

export function wordsIn(language: Language, isLooking = false) {
  const say = (zh: string, en: string): string => ({ zh, en })[language]
  const option = (name: keyof typeof optionBriefs) => ({
    kind: 'parsed' as const,
    // Values are read by the command itself: its errors say what was expected, in both languages.
    parse: String,
    optional: true as const,
    brief: optionBriefs[name][language],
    placeholder: name,
  })
  /** An option that may be given again. */
  const each = (name: keyof typeof optionBriefs) => ({ ...option(name), variadic: true as const })
  const flag = (name: keyof typeof optionBriefs) => ({
    kind: 'boolean' as const,
    optional: true as const,
    withNegated: false as const,
    brief: optionBriefs[name][language],
  })
  /** `--format` of a command that prints something else than rows. */
  const formatOf = (command: string) => ({ ...option('format'), brief: formatBrief(formatsOf(command))[language] })
  // What looks at something says where its answer goes; commands that do something say what they do with a file themselves.
  const output = isLooking
    ? { format: formatOf('figures'), out: option('out'), excel: flag('excel') }
    : { format: option('format') }
  const common = { lang: option('lang'), domain: option('domain'), ...output }
  const ofBook = { book: option('book'), ...common }
  const ofView = {
    asOf: option('asOf'),
    knownAt: option('knownAt'),
    trust: option('trust'),
    with: option('with'),
    ...ofBook,
  }
  const grouped = { by: option('by'), where: each('where') }
  const ledger = argument(
    'LEDGER',
    say(
      '台账文件，或 esdb://主机:端口/台账代码、postgres://主机/数据库?book=台账代码',
      'the ledger’s file, or esdb://host:port/BOOK, postgres://host/database?book=BOOK',
    ),
  )
  return { say, option, each, flag, formatOf, common, ofBook, ofView, grouped, ledger }
}

/** What `--known-at` takes, and with it `--as-of`, in a synopsis. */
export const knownAt = '[--known-at SIZE|INSTANT|DATE|NOTE]'
export const times = `[--as-of DATE] ${knownAt}`

/** What groups and filters, in a synopsis. */
export const groups = '[--by DIMENSION,…] [--where CONDITION]…'

export const argument = (placeholder: string, brief: string) => ({ parse: String, placeholder, brief })

export const tuple = <T extends readonly unknown[]>(...parameters: T) => ({ kind: 'tuple' as const, parameters })

export const atLeastOne = <T>(parameter: T) => ({ kind: 'array' as const, minimum: 1, parameter })

/** Stricli gives the context as `this`; our commands take it as their first argument. */
export const asStricli = <F, A extends readonly unknown[]>(
  command: (session: Session, flags: F, ...args: A) => Promise<void>,
) =>
  async function commandOfStricli(this: Session, flags: F, ...args: A): Promise<void> {
    await command(this, flags, ...args)
  }
