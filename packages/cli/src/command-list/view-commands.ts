import { buildCommand } from '@stricli/core'

import { argument, asStricli, atLeastOne, groups, knownAt, times, tuple, type Words } from './words.ts'

/** What looks at a book as of a day, as known at a size. */
export function viewCommands({ say, option, each, formatOf, ofBook, ofView, grouped, ledger }: Words) {
  const window = { from: option('from'), to: option('to'), period: option('period') }
  const figureIds = say('台账文件，其后是指标编号（默认全部）', 'the ledger’s file, then figures (default: all)')
  const subject = say('台账中任一对象的编号', 'whatever the book is about, by its id')
  return {
    coverage: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/coverage.ts')).coverage),
        parameters: { flags: { scope: option('scope'), ...grouped, ...ofView }, positional: tuple(ledger) },
        docs: {
          brief: say('各口径的覆盖情况', 'the coverage of every scope'),
          customUsage: [`LEDGER ${times} [--scope ID] ${groups}`],
        },
      }),
    figures: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/figures.ts')).figures),
        parameters: {
          flags: {
            ...window,
            compare: option('compare'),
            scope: option('scope'),
            books: option('books'),
            ...grouped,
            ...ofView,
          },
          positional: atLeastOne(argument('LEDGER ID', figureIds)),
        },
        docs: {
          brief: say('各项指标', 'any figures'),
          customUsage: [
            `LEDGER [ID…] [--from DATE --to DATE | --period PERIOD] [--compare DATE|year] ${times} [--scope ID] ${groups} [--with FILE]`,
            `'postgres://HOST/DATABASE' [ID…] --books CODES [--by book] [--as-of DATE] [--known-at DATE] [--scope ID]`,
          ],
        },
      }),
    series: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/series.ts')).series),
        parameters: {
          flags: {
            ...window,
            every: option('every'),
            scope: option('scope'),
            knownAt: option('knownAt'),
            trust: option('trust'),
            with: option('with'),
            ...grouped,
            ...ofBook,
          },
          positional: tuple(ledger, argument('FIGURE', say('指标编号', 'the figure'))),
        },
        docs: {
          brief: say('一项指标的时间序列', 'a figure over time'),
          customUsage: [
            `LEDGER FIGURE --from DATE --to DATE --every PERIOD [--scope ID] ${groups} ${knownAt} [--with FILE]`,
          ],
        },
      }),
    list: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/list.ts')).list),
        parameters: {
          flags: {
            where: each('where'),
            columns: option('columns'),
            sort: option('sort'),
            counted: option('counted'),
            leftOut: option('leftOut'),
            scope: option('scope'),
            form: option('form'),
            ...ofView,
          },
          positional: tuple(
            argument(
              'LIST',
              say('名册，如 units；写错时列出全部', 'the list, such as units; a wrong one tells which there are'),
            ),
            ledger,
          ),
        },
        docs: {
          brief: say('名册：当日的各个对象，一行一个', 'a list of a day: what there is, one a line'),
          customUsage: [
            `LIST LEDGER ${times} [--where CONDITION]… [--columns ID,…] [--sort ID] [--counted FIGURE | --left-out FIGURE] [--scope ID] [--form FORM] [--with FILE]`,
          ],
        },
      }),
    reach: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/reach.ts')).reach),
        parameters: {
          flags: { scope: option('scope'), ...grouped, ...ofView },
          positional: tuple(
            ledger,
            argument('FIGURE', say('按单位计的率', 'a rate of units')),
            argument('PERCENT', say('要达到的百分比', 'the percentage to come to')),
          ),
        },
        docs: {
          brief: say(
            '离某一比率还差多少，可以从哪些对象入手',
            'what is missing for a rate, and what could be counted next',
          ),
          customUsage: [`LEDGER FIGURE PERCENT ${times} [--scope ID] ${groups}`],
        },
      }),
    changes: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/changes.ts')).changes),
        parameters: { flags: { ...window, ...ofView }, positional: tuple(ledger) },
        docs: {
          brief: say(
            '变更说明：两日之间增加、撤销、更名等',
            'what was listed, founded, renamed, ended between two days',
          ),
          customUsage: [`LEDGER [--from DATE --to DATE | --period PERIOD] ${times}`],
        },
      }),
    organization: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/organization.ts')).organization),
        parameters: {
          flags: { ...ofView, format: formatOf('organization') },
          positional: tuple(ledger, argument('ID', say('组织编号', 'the organization'))),
        },
        docs: {
          brief: say('一组织一档', 'the dossier of one organization'),
          customUsage: [`LEDGER ID ${times}`],
        },
      }),
    findings: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/findings.ts')).findings),
        parameters: {
          flags: {
            rule: option('rule'),
            subject: option('subject'),
            severity: option('severity'),
            failOn: option('failOn'),
            ...window,
            ...ofView,
          },
          positional: tuple(ledger),
        },
        docs: {
          brief: say('规则发现的问题', 'what the rules find wrong'),
          customUsage: [
            `LEDGER [--rule ID] [--subject ID] [--severity S] [--from DATE --to DATE] [--fail-on S] ${times}`,
          ],
        },
      }),
    history: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/history.ts')).history),
        parameters: { flags: ofView, positional: tuple(ledger, argument('ID', subject)) },
        docs: {
          brief: say('与一个对象有关的全部记录', 'every event about a subject'),
          customUsage: [`LEDGER ID ${times}`],
        },
      }),
  }
}
