import { buildCommand } from '@stricli/core'

import { argument, asStricli, atLeastOne, tuple, type Words } from './words.ts'

/** What makes, writes and copies books. */
export function bookCommands({ say, option, flag, common, ofBook, ledger }: Words) {
  const inputs = atLeastOne(
    argument(
      'LEDGER FILE',
      say('台账文件，其后是 NDJSON 文件；- 为标准输入', 'the ledger’s file, then NDJSON files; - is standard input'),
    ),
  )
  return {
    init: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/init.ts')).init),
        parameters: {
          flags: {
            book: option('book'),
            name: option('name'),
            jurisdiction: option('jurisdiction'),
            opening: option('opening'),
            ...common,
          },
          positional: tuple(ledger),
        },
        docs: {
          brief: say('新建台账', 'make a new ledger'),
          customUsage: ['LEDGER --book CODE --name NAME [--jurisdiction TEXT] [--opening JSON]'],
        },
      }),
    record: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/record.ts')).record),
        parameters: {
          flags: { batch: option('batch'), fromExport: flag('fromExport'), clockAhead: flag('clockAhead'), ...ofBook },
          positional: inputs,
        },
        docs: {
          brief: say('把记录录入台账（NDJSON）', 'record events (NDJSON)'),
          customUsage: ['LEDGER [FILE…|-] [--batch N] [--from-export] [--clock-ahead]'],
        },
      }),
    check: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/check.ts')).check),
        parameters: {
          flags: { batch: option('batch'), fromExport: flag('fromExport'), clockAhead: flag('clockAhead'), ...ofBook },
          positional: inputs,
        },
        docs: {
          brief: say('试记录：只检查，不记录', 'what record would say, without recording'),
          customUsage: ['LEDGER [FILE…|-] [--batch N] [--from-export] [--clock-ahead]'],
        },
      }),
    import: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/import.ts')).importForm),
        parameters: {
          flags: {
            asOf: option('asOf'),
            form: option('form'),
            covers: option('covers'),
            month: option('month'),
            record: flag('record'),
            confirmed: flag('confirmed'),
            clockAhead: flag('clockAhead'),
            ...ofBook,
          },
          positional: tuple(ledger, argument('FILE', say('填好的表：.xlsx 或 CSV', 'the form: .xlsx or CSV'))),
        },
        docs: {
          brief: say('由填好的表提出记录', 'propose events from a form that was filled in'),
          customUsage: [
            'LEDGER FILE --as-of DATE [--form FORM] [--covers CONDITION] [--month first|last] [--record] [--confirmed] [--clock-ahead]',
          ],
        },
      }),
    export: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/export.ts')).exportCommand),
        parameters: { flags: ofBook, positional: tuple(ledger) },
        docs: { brief: say('导出整册（NDJSON）', 'print the whole book (NDJSON)'), customUsage: ['LEDGER'] },
      }),
    restore: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/restore.ts')).restore),
        parameters: {
          flags: ofBook,
          positional: tuple(
            ledger,
            argument('FILE', say('export 的输出；- 为标准输入', 'what export printed; - is standard input')),
          ),
        },
        docs: { brief: say('由导出文件恢复整册', 'restore a book from an export'), customUsage: ['LEDGER FILE'] },
      }),
    project: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/project.ts')).project),
        parameters: {
          flags: {
            into: option('into'),
            book: { ...option('book'), variadic: ',' as const, brief: say('台账代码，可写几个', 'the books’ codes') },
            all: flag('all'),
            follow: flag('follow'),
            workers: option('workers'),
            worker: option('worker'),
            ...common,
          },
          positional: tuple(argument('SERVER', say('esdb://主机:端口', 'esdb://host:port'))),
        },
        docs: {
          brief: say('把服务器上的台账写入 SQLite 文件', 'keep a server’s books in a SQLite file'),
          customUsage: ['SERVER --into FILE --book CODE[,CODE…]|--all [--follow] [--workers N --worker I]'],
        },
      }),
  }
}
