import { buildCommand } from '@stricli/core'

import type { Language } from './language.ts'
import { optionBriefs } from './options.ts'
import type { Session } from './session.ts'

/**
 * The commands, with what `--help` says. A command's own file is loaded when it runs, and with it what it needs. A new command is
 * one file and one entry here.
 */
export function commandList(language: Language) {
  const words = wordsIn(language)
  const { init, record, check, restore, export: exported } = bookCommands(words)
  const { coverage, figures, series, organization, history } = viewCommands(words)
  const { events } = catalogueCommands(words)
  return {
    init,
    record,
    check,
    coverage,
    figures,
    series,
    organization,
    history,
    events,
    export: exported,
    restore,
  }
}

type Words = ReturnType<typeof wordsIn>

function wordsIn(language: Language) {
  const say = (zh: string, en: string): string => ({ zh, en })[language]
  const option = (name: keyof typeof optionBriefs) => ({
    kind: 'parsed' as const,
    // Values are read by the command itself: its errors say what was expected, in both languages.
    parse: String,
    optional: true as const,
    brief: optionBriefs[name][language],
    placeholder: name,
  })
  const common = { lang: option('lang'), format: option('format') }
  const ofBook = { book: option('book'), ...common }
  const ofView = { asOf: option('asOf'), knownAt: option('knownAt'), ...ofBook }
  const ledger = argument('LEDGER', say('台账文件', 'the ledger’s file'))
  return { say, option, common, ofBook, ofView, ledger }
}

const argument = (placeholder: string, brief: string) => ({ parse: String, placeholder, brief })

const tuple = <T extends readonly unknown[]>(...parameters: T) => ({ kind: 'tuple' as const, parameters })

const atLeastOne = <T>(parameter: T) => ({ kind: 'array' as const, minimum: 1, parameter })

/** Stricli gives the context as `this`; our commands take it as their first argument. */
const asStricli = <F, A extends readonly unknown[]>(
  command: (session: Session, flags: F, ...args: A) => Promise<void>,
) =>
  async function commandOfStricli(this: Session, flags: F, ...args: A): Promise<void> {
    await command(this, flags, ...args)
  }

/** What makes, writes and copies books. */
function bookCommands({ say, option, common, ofBook, ledger }: Words) {
  const inputs = atLeastOne(
    argument(
      'LEDGER FILE',
      say('台账文件，其后是 NDJSON 文件；- 为标准输入', 'the ledger’s file, then NDJSON files; - is standard input'),
    ),
  )
  return {
    init: buildCommand({
      loader: async () => asStricli((await import('./commands/init.ts')).init),
      parameters: {
        flags: { book: option('book'), name: option('name'), jurisdiction: option('jurisdiction'), ...common },
        positional: tuple(ledger),
      },
      docs: {
        brief: say('新建台账', 'make a new ledger'),
        customUsage: ['LEDGER --book CODE --name NAME [--jurisdiction TEXT]'],
      },
    }),
    record: buildCommand({
      loader: async () => asStricli((await import('./commands/record.ts')).record),
      parameters: { flags: { batch: option('batch'), ...ofBook }, positional: inputs },
      docs: {
        brief: say('记录事件（NDJSON）', 'record events (NDJSON)'),
        customUsage: ['LEDGER [FILE…|-] [--batch N]'],
      },
    }),
    check: buildCommand({
      loader: async () => asStricli((await import('./commands/check.ts')).check),
      parameters: { flags: { batch: option('batch'), ...ofBook }, positional: inputs },
      docs: {
        brief: say('试记录：只检查，不记录', 'what record would say, without recording'),
        customUsage: ['LEDGER [FILE…|-] [--batch N]'],
      },
    }),
    export: buildCommand({
      loader: async () => asStricli((await import('./commands/export.ts')).exportCommand),
      parameters: { flags: ofBook, positional: tuple(ledger) },
      docs: { brief: say('导出整册（NDJSON）', 'print the whole book (NDJSON)'), customUsage: ['LEDGER'] },
    }),
    restore: buildCommand({
      loader: async () => asStricli((await import('./commands/restore.ts')).restore),
      parameters: {
        flags: ofBook,
        positional: tuple(
          ledger,
          argument('FILE', say('export 的输出；- 为标准输入', 'what export printed; - is standard input')),
        ),
      },
      docs: { brief: say('由导出文件恢复整册', 'restore a book from an export'), customUsage: ['LEDGER FILE'] },
    }),
  }
}

/** What looks at a book as of a day, as known at a size. */
function viewCommands({ say, option, ofBook, ofView, ledger }: Words) {
  const times = '[--as-of DATE] [--known-at SIZE|INSTANT]'
  const window = { from: option('from'), to: option('to') }
  const figureIds = say('台账文件，其后是指标编号（默认全部）', 'the ledger’s file, then figures (default: all)')
  const subject = say('单位、组织、人员等的编号', 'a unit, an organization, a person …')
  return {
    coverage: buildCommand({
      loader: async () => asStricli((await import('./commands/coverage.ts')).coverage),
      parameters: { flags: { scope: option('scope'), ...ofView }, positional: tuple(ledger) },
      docs: {
        brief: say('各口径的覆盖情况', 'the coverage of every scope'),
        customUsage: [`LEDGER ${times} [--scope ID]`],
      },
    }),
    figures: buildCommand({
      loader: async () => asStricli((await import('./commands/figures.ts')).figures),
      parameters: {
        flags: { ...window, scope: option('scope'), ...ofView },
        positional: atLeastOne(argument('LEDGER ID', figureIds)),
      },
      docs: {
        brief: say('各项指标', 'any figures'),
        customUsage: [`LEDGER [ID…] [--from DATE --to DATE] ${times} [--scope ID]`],
      },
    }),
    series: buildCommand({
      loader: async () => asStricli((await import('./commands/series.ts')).series),
      parameters: {
        flags: { ...window, every: option('every'), scope: option('scope'), knownAt: option('knownAt'), ...ofBook },
        positional: tuple(ledger, argument('FIGURE', say('指标编号', 'the figure'))),
      },
      docs: {
        brief: say('一项指标的时间序列', 'a figure over time'),
        customUsage: ['LEDGER FIGURE --from DATE --to DATE --every PERIOD [--scope ID] [--known-at SIZE|INSTANT]'],
      },
    }),
    organization: buildCommand({
      loader: async () => asStricli((await import('./commands/organization.ts')).organization),
      parameters: { flags: ofView, positional: tuple(ledger, argument('ID', say('组织编号', 'the organization'))) },
      docs: {
        brief: say('一组织一档', 'the dossier of one organization'),
        customUsage: [`LEDGER ID ${times}`],
      },
    }),
    history: buildCommand({
      loader: async () => asStricli((await import('./commands/history.ts')).history),
      parameters: { flags: ofView, positional: tuple(ledger, argument('ID', subject)) },
      docs: {
        brief: say('与一个对象有关的全部事件', 'every event about a subject'),
        customUsage: [`LEDGER ID ${times}`],
      },
    }),
  }
}

/** What needs no book. */
const catalogueCommands = ({ say, common }: Words) => ({
  events: buildCommand({
    loader: async () => asStricli((await import('./commands/events.ts')).events),
    parameters: {
      flags: common,
      positional: tuple({ ...argument('TYPE', say('事件类型', 'the type of event')), optional: true as const }),
    },
    docs: { brief: say('事件目录', 'the catalogue of events'), customUsage: ['[TYPE]'] },
  }),
})
