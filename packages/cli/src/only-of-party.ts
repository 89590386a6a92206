import type { Domain } from '@taizhang/kernel/define'

import { stop } from './stop.ts'

/** Says that a command is of the Party's books alone, and what there is for others. */
export const onlyOfParty = (command: string, { name }: Domain): never =>
  stop(
    'usage',
    'only-of-party',
    {
      zh: `${command} 只用于党建台账，领域 ${name} 没有`,
      en: `${command} is of ledgers of Party organizations alone; the domain ${name} has none of it`,
    },
    {
      command,
      domain: name,
      next: {
        zh: '任何领域的台账都可用 figures、series、findings、history；台账是党建台账的，去掉 --domain 和 TAIZHANG_DOMAIN',
        en: 'figures, series, findings and history are of any domain; where the ledger is of the Party, leave out --domain and TAIZHANG_DOMAIN',
      },
    },
  )
