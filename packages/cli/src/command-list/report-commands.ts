import { buildCommand } from '@stricli/core'

import { asStricli, groups, times, tuple, type Words } from './words.ts'

/** What makes documents of a view, for those who read or are reminded. */
export const reportCommands = ({ say, option, formatOf, ofView, grouped, ledger }: Words) => ({
  report: () =>
    buildCommand({
      loader: async () => asStricli((await import('../commands/report.ts')).report),
      parameters: {
        flags: {
          from: option('from'),
          period: option('period'),
          compare: option('compare'),
          ...grouped,
          ...ofView,
          format: formatOf('report'),
        },
        positional: tuple(ledger),
      },
      docs: {
        brief: say('工作报告（Markdown、HTML）', 'the work report (Markdown, HTML)'),
        customUsage: [
          `LEDGER [--from DATE | --period PERIOD] [--compare DATE|year] ${times} ${groups} [--format md|html|json]`,
        ],
      },
    }),
  statistics: () =>
    buildCommand({
      loader: async () => asStricli((await import('../commands/statistics.ts')).statistics),
      parameters: {
        flags: {
          form: option('form'),
          from: option('from'),
          period: option('period'),
          ...ofView,
          format: formatOf('statistics'),
        },
        positional: tuple(ledger),
      },
      docs: {
        brief: say(
          '年度统计报表（表 1、10、15、24、27、30）',
          'forms of the yearly statistics (1, 10, 15, 24, 27, 30)',
        ),
        customUsage: [`LEDGER [--form NUMBER] [--from DATE | --period PERIOD] ${times} [--format …|md]`],
      },
    }),
  terms: () =>
    buildCommand({
      loader: async () => asStricli((await import('../commands/terms.ts')).terms),
      parameters: {
        flags: { within: option('within'), ...ofView, format: formatOf('terms') },
        positional: tuple(ledger),
      },
      docs: {
        brief: say('逾期和将届满的任期', 'terms overdue and coming due'),
        customUsage: [`LEDGER [--within 6m] ${times} [--format …|ics]`],
      },
    }),
})
