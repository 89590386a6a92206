import { buildCommand } from '@stricli/core'

import { argument, asStricli, knownAt, tuple, type Words } from './words.ts'

/** What needs no book. A book may have rules of its own. */
export const catalogueCommands = ({ say, option, common, ofView }: Words) => ({
  events: () =>
    buildCommand({
      loader: async () => asStricli((await import('../commands/events.ts')).events),
      parameters: {
        flags: common,
        positional: tuple({ ...argument('TYPE', say('记录种类', 'the type of event')), optional: true as const }),
      },
      docs: { brief: say('记录种类目录', 'the catalogue of events'), customUsage: ['[TYPE]'] },
    }),
  forms: () =>
    buildCommand({
      loader: async () => asStricli((await import('../commands/forms.ts')).forms),
      parameters: { flags: common, positional: tuple() },
      docs: { brief: say('可以打印和导入的表', 'the forms that can be printed and imported'), customUsage: [''] },
    }),
  dimensions: () =>
    buildCommand({
      loader: async () => asStricli((await import('../commands/dimensions.ts')).dimensions),
      parameters: { flags: common, positional: tuple() },
      docs: {
        brief: say('可以用来分组和筛选的项目', 'what figures can be grouped and filtered by'),
        customUsage: [''],
      },
    }),
  rules: () =>
    buildCommand({
      loader: async () => asStricli((await import('../commands/rules.ts')).rules),
      parameters: {
        flags: { ledger: option('ledger'), ...ofView },
        positional: tuple({ ...argument('ID', say('规则编号', 'the rule')), optional: true as const }),
      },
      docs: {
        brief: say('规则，默认的或某一台账的', 'the rules, by default or of a ledger'),
        customUsage: [`[ID] [--as-of DATE] [--ledger LEDGER] ${knownAt}`],
      },
    }),
})
