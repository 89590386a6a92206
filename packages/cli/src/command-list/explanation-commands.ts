import { buildCommand } from '@stricli/core'

import { argument, asStricli, atLeastOne, groups, times, tuple, type Words } from './words.ts'

/** What auditors ask of figures: why one is what it is, what differs between two views, what came late and moved them. */
export function explanationCommands(words: Words) {
  const { say, option, ofBook, ofView, grouped, ledger } = words
  const sealedAt = {
    ...option('since'),
    brief: say(
      '封存时已知：记录条数、时刻、日期或检查点文件',
      'what was sealed: a size, an instant, a date or a checkpoint',
    ),
  }
  return {
    explain: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/explain.ts')).explainCommand),
        parameters: {
          flags: {
            scope: option('scope'),
            subject: option('subject'),
            from: option('from'),
            to: option('to'),
            period: option('period'),
            ...grouped,
            ...ofView,
          },
          positional: tuple(ledger, argument('FIGURE', say('指标编号', 'the figure'))),
        },
        docs: {
          brief: say('一项指标为什么是这个数', 'why a figure is what it is'),
          customUsage: [`LEDGER FIGURE [--scope ID] ${times} [--subject ID] ${groups}`],
        },
      }),
    diff: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/diff.ts')).diffCommand),
        parameters: {
          flags: {
            scope: option('scope'),
            trust: option('trust'),
            ...grouped,
            ...ofBook,
            asOf: {
              ...option('asOf'),
              brief: say(
                '截至哪一天，或从哪天到哪天：A、A..B、A..（到今天）',
                'as of which day, or from which to which: A, A..B, A.. (to today)',
              ),
            },
            knownAt: {
              ...option('knownAt'),
              brief: say(
                '当时已知，前后各一：X..Y、X..（到全部）；各为记录条数、时刻、日期或检查点文件',
                'as known at, before and after: X..Y, X.. (to all of the book); each a size, an instant, a date or a checkpoint',
              ),
            },
          },
          positional: atLeastOne(
            argument('LEDGER ID', say('台账文件，其后是指标编号（默认全部）', 'the ledger’s file, then figures')),
          ),
        },
        docs: {
          brief: say('两个时点之间哪些数变了，因为什么', 'what differs between two views, and why'),
          customUsage: [`LEDGER [ID…] --as-of A[..B] --known-at X[..Y] [--scope ID] ${groups}`],
        },
      }),
    late: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/late.ts')).lateCommand),
        parameters: {
          flags: { since: sealedAt, trust: option('trust'), days: option('days'), ...ofBook },
          positional: tuple(ledger),
        },
        docs: {
          brief: say('补录和追溯的记录，各改变了哪些数', 'what was recorded late or behind a seal, and what it moved'),
          customUsage: ['LEDGER [--since NOTE|SIZE] [--days N]'],
        },
      }),
  }
}
