import {
  buildApplication,
  buildCommand,
  buildRouteMap,
  text_en,
  version as versionFlag,
  type Application,
  type ApplicationText,
} from '@stricli/core'

import type { Language, Words } from './language.ts'
import { overview } from './overview.ts'
import { optionBriefs } from './options.ts'
import type { Session } from './session.ts'
import { unknownCommand } from './usage-errors.ts'
import { version } from './version.ts'

type Option = keyof typeof optionBriefs

/**
 * The commands, with what `--help` says. A command's own file is loaded when it runs, and with it what it needs. A new command is
 * one file and one entry here.
 *
 * Stricli writes errors itself: instead of a text each is handed to `caught`, and what it writes to stderr is thrown away.
 */
export function application(language: Language, caught: (error: unknown) => void): Application<Session> {
  const say = (zh: string, en: string): string => ({ zh, en })[language]
  const option = (name: Option) => ({
    kind: 'parsed' as const,
    parse: String,
    optional: true as const,
    brief: optionBriefs[name][language],
    placeholder: name,
  })
  const common = { lang: option('lang'), format: option('format') }
  const ofBook = { book: option('book'), ...common }
  const ofView = { asOf: option('asOf'), knownAt: option('knownAt'), ...ofBook }
  const argument = (placeholder: string, brief: string) => ({ parse: String, placeholder, brief })
  const ledger = argument('LEDGER', say('台账文件', 'the ledger’s file'))
  const only = { kind: 'tuple' as const, parameters: [ledger] as const }
  const events = {
    kind: 'array' as const,
    minimum: 1,
    parameter: argument(
      'LEDGER FILE',
      say('台账文件，其后是 NDJSON 文件；- 为标准输入', 'the ledger’s file, then NDJSON files; - is standard input'),
    ),
  }

  const routes = {
    init: buildCommand({
      loader: async () => (await import('./commands/init.ts')).init,
      parameters: {
        flags: { book: option('book'), name: option('name'), jurisdiction: option('jurisdiction'), ...common },
        positional: only,
      },
      docs: { brief: say('新建台账', 'make a new ledger'), customUsage: ['LEDGER --book CODE --name NAME'] },
    }),
    record: buildCommand({
      loader: async () => (await import('./commands/record.ts')).record,
      parameters: { flags: { batch: option('batch'), ...ofBook }, positional: events },
      docs: {
        brief: say('记录事件（NDJSON）', 'record events (NDJSON)'),
        customUsage: ['LEDGER [FILE…|-] [--batch N]'],
      },
    }),
    check: buildCommand({
      loader: async () => (await import('./commands/check.ts')).check,
      parameters: { flags: { batch: option('batch'), ...ofBook }, positional: events },
      docs: {
        brief: say('试记录：只检查，不记录', 'what record would say, without recording'),
        customUsage: ['LEDGER [FILE…|-] [--batch N]'],
      },
    }),
    coverage: buildCommand({
      loader: async () => (await import('./commands/coverage.ts')).coverage,
      parameters: { flags: { scope: option('scope'), ...ofView }, positional: only },
      docs: {
        brief: say('各口径的覆盖情况', 'the coverage of every scope'),
        customUsage: ['LEDGER [--as-of DATE] [--known-at SIZE|INSTANT] [--scope ID]'],
      },
    }),
    figures: buildCommand({
      loader: async () => (await import('./commands/figures.ts')).figures,
      parameters: {
        flags: { from: option('from'), to: option('to'), scope: option('scope'), ...ofView },
        positional: {
          kind: 'array',
          minimum: 1,
          parameter: argument(
            'LEDGER ID',
            say('台账文件，其后是指标编号（默认全部）', 'the ledger’s file, then figures (default: all)'),
          ),
        },
      },
      docs: {
        brief: say('各项指标', 'any figures'),
        customUsage: ['LEDGER [ID…] [--from DATE --to DATE] [--as-of DATE] [--known-at SIZE|INSTANT] [--scope ID]'],
      },
    }),
    series: buildCommand({
      loader: async () => (await import('./commands/series.ts')).series,
      parameters: {
        flags: {
          from: option('from'),
          to: option('to'),
          every: option('every'),
          scope: option('scope'),
          knownAt: option('knownAt'),
          ...ofBook,
        },
        positional: { kind: 'tuple', parameters: [ledger, argument('FIGURE', say('指标编号', 'the figure'))] },
      },
      docs: {
        brief: say('一项指标的时间序列', 'a figure over time'),
        customUsage: ['LEDGER FIGURE --from DATE --to DATE --every PERIOD [--scope ID] [--known-at SIZE|INSTANT]'],
      },
    }),
    organization: buildCommand({
      loader: async () => (await import('./commands/organization.ts')).organization,
      parameters: {
        flags: ofView,
        positional: { kind: 'tuple', parameters: [ledger, argument('ID', say('组织编号', 'the organization'))] },
      },
      docs: {
        brief: say('一组织一档', 'the dossier of one organization'),
        customUsage: ['LEDGER ID [--as-of DATE] [--known-at SIZE|INSTANT]'],
      },
    }),
    history: buildCommand({
      loader: async () => (await import('./commands/history.ts')).history,
      parameters: {
        flags: ofView,
        positional: {
          kind: 'tuple',
          parameters: [ledger, argument('ID', say('单位、组织、人员等的编号', 'a unit, an organization, a person …'))],
        },
      },
      docs: {
        brief: say('与一个对象有关的全部事件', 'every event about a subject'),
        customUsage: ['LEDGER ID [--as-of DATE] [--known-at SIZE|INSTANT]'],
      },
    }),
    events: buildCommand({
      loader: async () => (await import('./commands/events.ts')).events,
      parameters: {
        flags: common,
        positional: {
          kind: 'tuple',
          parameters: [{ ...argument('TYPE', say('事件类型', 'the type of event')), optional: true }],
        },
      },
      docs: { brief: say('事件目录', 'the catalogue of events'), customUsage: ['[TYPE]'] },
    }),
    export: buildCommand({
      loader: async () => (await import('./commands/export.ts')).exportCommand,
      parameters: { flags: ofBook, positional: only },
      docs: {
        brief: say('导出整册（NDJSON）', 'print the whole book (NDJSON)'),
        customUsage: ['LEDGER'],
      },
    }),
    restore: buildCommand({
      loader: async () => (await import('./commands/restore.ts')).restore,
      parameters: {
        flags: ofBook,
        positional: {
          kind: 'tuple',
          parameters: [
            ledger,
            argument('FILE', say('export 的输出；- 为标准输入', 'what export printed; - is standard input')),
          ],
        },
      },
      docs: {
        brief: say('由导出文件恢复整册', 'restore a book from an export'),
        customUsage: ['LEDGER FILE'],
      },
    }),
  }

  return buildApplication(
    // Without a prototype, so that `taizhang constructor` is an unknown command and not an inherited function.
    buildRouteMap({
      routes: Object.assign(Object.create(null) as typeof routes, routes),
      docs: { brief: say('两新组织党建台账', 'a ledger of Party organizations in two-new bodies') },
    }),
    {
      name: 'taizhang',
      scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
      documentation: { disableAnsiColor: true },
      localization: { text: texts(language, caught) },
    },
    {
      help: {
        flag: {
          brief: say('显示用法', 'show how to use it'),
          global: true,
          aliases: ['h'],
          defaultForRouteMap: true,
          run({ root }, { text, result: { target, prefix }, additionalFlags }) {
            const formatting = {
              prefix,
              config,
              text,
              additionalFlags,
              ansiColor: false,
              includeHidden: false,
              aliases: [],
            }
            this.process.stdout.write(
              target === root
                ? overview(Object.entries(routes), language)
                : target.formatHelp({ ...formatting, includeArgumentEscapeSequenceFlag: true }),
            )
          },
        },
      },
      version: versionFlag({
        brief: say('显示版本', 'show the version'),
        info: { getCurrentVersion: async () => version() },
      }),
    },
  )
}

const config = {
  caseStyle: 'convert-camel-to-kebab',
  useAliasInUsageLine: false,
  onlyRequiredInUsageLine: true,
} as const

/** Stricli's headings in the language, and its errors handed over. */
function texts(language: Language, caught: (error: unknown) => void): ApplicationText {
  const say = ({ zh, en }: Words): string => ({ zh, en })[language]
  const handOver = (error: unknown): string => {
    caught(error)
    return ''
  }
  return {
    ...text_en,
    headers: {
      usage: say({ zh: '用法', en: 'USAGE' }),
      aliases: say({ zh: '别名', en: 'ALIASES' }),
      commands: say({ zh: '命令', en: 'COMMANDS' }),
      flags: say({ zh: '选项', en: 'OPTIONS' }),
      arguments: say({ zh: '参数', en: 'ARGUMENTS' }),
    },
    briefs: {
      ...text_en.briefs,
      argumentEscapeSequence: say({ zh: '其后都是参数，不是选项', en: 'everything after it is an argument' }),
    },
    noCommandRegisteredForInput: ({ input, corrections }) =>
      handOver(
        unknownCommand(
          input,
          corrections.map((name) => name.replaceAll('`', '')),
        ),
      ),
    exceptionWhileParsingArguments: handOver,
    exceptionWhileLoadingCommandFunction: handOver,
    exceptionWhileLoadingCommandContext: handOver,
    exceptionWhileRunningCommand: handOver,
    exceptionWhileRunningIntegrationHook: ({ exception }) => handOver(exception),
    exceptionWhileRunningIntegrationFlag: ({ exception }) => handOver(exception),
    commandErrorResult: handOver,
  }
}
