import { buildCommand } from '@stricli/core'

import { argument, asStricli, tuple, type Words } from './words.ts'

/** What needs no book. */
export const catalogueCommands = ({ say, common }: Words) => ({
  events: buildCommand({
    loader: async () => asStricli((await import('../commands/events.ts')).events),
    parameters: {
      flags: common,
      positional: tuple({ ...argument('TYPE', say('事件类型', 'the type of event')), optional: true as const }),
    },
    docs: { brief: say('事件目录', 'the catalogue of events'), customUsage: ['[TYPE]'] },
  }),
})
