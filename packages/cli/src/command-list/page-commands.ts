import { buildCommand } from '@stricli/core'

import { asStricli, tuple, type Words } from './words.ts'

/** What shows a whole book to those who look at it in a browser. */
export const pageCommands = ({ say, option, ofBook, ledger }: Words) => ({
  explore: () =>
    buildCommand({
      loader: async () => asStricli((await import('../commands/explore.ts')).explore),
      parameters: {
        flags: {
          out: option('out'),
          mark: option('mark'),
          since: option('since'),
          trust: option('trust'),
          ...ofBook,
        },
        positional: tuple(ledger),
      },
      docs: {
        brief: say('整册写成一个网页，两根时间滑块', 'the whole book as one page with two time sliders'),
        customUsage: ['LEDGER -o FILE.html [--mark TEXT] [--since NOTE] [--trust FILE]'],
      },
    }),
})
