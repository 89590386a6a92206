import { forkLedger, type Refusal } from '@taizhang/kernel'

import type { Words } from '../language.ts'
import { withLedger } from '../open-ledger.ts'
import { outcomeAnswer } from '../outcome-answer.ts'
import { readCount } from '../read-options.ts'
import { expectActor } from '../record-options.ts'
import { readBatch, writeBatches, type Recorded } from '../recording.ts'
import type { Session } from '../session.ts'
import { Stop } from '../stop.ts'
import type { RecordFlags } from './record.ts'

/** `check`: what `record` would do, without recording. Refusals are its answer: programs find them on stdout, too. */
export async function check(
  session: Session,
  flags: RecordFlags,
  address: string,
  ...files: readonly string[]
): Promise<void> {
  const size = flags.batch === undefined ? Infinity : readCount('batch', flags.batch)
  await expectActor(session)
  try {
    const recorded = await withLedger(session, address, { ...flags, known: [] }, async (ledger): Promise<Recorded> => {
      const drafts = await readBatch(session, ledger, { files, fromExport: flags.fromExport })
      if (size >= drafts.values.length)
        return writeBatches(session, ledger, drafts, {
          size,
          write: async (...batch) => ledger.check(...batch),
          clockAhead: flags.clockAhead,
        })
      // A later batch may need what an earlier one records.
      const copy = await forkLedger(ledger)
      return writeBatches(session, copy, drafts, {
        size,
        write: async (...batch) => copy.record(...batch),
        clockAhead: flags.clockAhead,
      })
    })
    await session.print(outcomeAnswer(recorded, possibleWords(recorded)))
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    const verdict = nothingRecorded(error)
    if (Array.isArray(error.refusal['errors'])) await printRefusals(session, error.refusal['errors'], verdict)
    throw verdict
  }
}

const possibleWords = ({ recorded, alreadyRecorded, size }: Recorded): Words => ({
  zh: `可以记录 ${recorded} 条${alreadyRecorded > 0 ? `，另有 ${alreadyRecorded} 条先前已记录` : ''}；录入后台账将有 ${size} 条`,
  en: `${recorded} can be recorded${alreadyRecorded > 0 ? `, ${alreadyRecorded} are there already` : ''}; the book would have ${size} events`,
})

const columns = ['file', 'line', 'path', 'code', 'message', 'events']

/** People read them with the error, on stderr. */
async function printRefusals({ print }: Session, refusals: readonly Refusal[], verdict: Stop): Promise<void> {
  await print({ json: refusals, rows: refusals, columns, table: () => '', verdict })
}

/** Earlier batches were recorded in a copy only. */
const nothingRecorded = ({ exitCode, refusal, headline }: Stop): Stop =>
  new Stop(exitCode, 'recorded' in refusal ? { ...refusal, recorded: 0 } : refusal, {
    ...(headline === undefined || !('batch' in refusal) ? {} : { headline: batchWords(refusal) }),
    ...(headline === undefined || 'batch' in refusal ? {} : { headline }),
  })

const batchWords = ({ batch, errors }: Refusal): Words => {
  const count = Array.isArray(errors) ? errors.length : 1
  return {
    zh: `第 ${String(batch)} 批有 ${count} 处会被拒绝`,
    en: `batch ${String(batch)} would be refused, for ${count} ${count === 1 ? 'reason' : 'reasons'}`,
  }
}
