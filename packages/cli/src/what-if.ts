import { forkLedger, type Ledger } from '@taizhang/kernel'

import { noteFork } from './forks.ts'
import { knownIn, type AskedKnownAt } from './read-options.ts'
import { expectActor } from './record-options.ts'
import { readBatch, writeBatches } from './recording.ts'
import type { Session } from './session.ts'
import { stop } from './stop.ts'

/**
 * The book as it would be with the events of a file, in memory: they are judged as `record` does, after what was known. Stops where they
 * would be refused. Nothing is recorded.
 */
export async function whatIf(
  session: Session,
  ledger: Ledger,
  { file, known }: { readonly file: string; readonly known: readonly AskedKnownAt[] },
): Promise<Ledger> {
  if (known.length > 1)
    stop('usage', 'with-two-views', {
      zh: '--with 只用于看一个时点的命令',
      en: '--with is for commands that look at one view',
    })
  await expectActor(session)
  const knownAt = knownIn(session, ledger, known[0])
  const fork = await forkLedger(ledger, knownAt === undefined ? {} : { knownAt })
  const drafts = await readBatch(session, fork, { files: [file] })
  const { recorded } = await writeBatches(session, fork, drafts, {
    size: Infinity,
    write: async (...batch) => fork.record(...batch),
  })
  session.remark({
    zh: `假设：另加 ${file} 中的 ${recorded} 条记录，没有录入台账`,
    en: `what if: with ${recorded} events of ${file}, which are not recorded`,
  })
  return noteFork(fork)
}
