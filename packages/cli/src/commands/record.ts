import { portableBatchBytesMax, type EventStore, type Ledger } from '@taizhang/core'
import { streamOf } from '@taizhang/kernel/internal'

import type { Words } from '../language.ts'
import { withLedger } from '../open-ledger.ts'
import type { BookFlags } from '../options.ts'
import { outcomeAnswer } from '../outcome-answer.ts'
import { readCount } from '../read-options.ts'
import { expectActor } from '../record-options.ts'
import { readBatch, writeBatches, type Recorded } from '../recording.ts'
import type { Session } from '../session.ts'

export interface RecordFlags extends BookFlags {
  readonly batch?: string | undefined
}

/** `record`: events from NDJSON, as one batch or in batches of N. */
export async function record(
  session: Session,
  flags: RecordFlags,
  address: string,
  ...files: readonly string[]
): Promise<void> {
  const size = flags.batch === undefined ? Infinity : readCount('batch', flags.batch)
  await expectActor(session.world)
  await withLedger(session, address, { ...flags, readOnly: false, known: [] }, async (ledger, store) => {
    const drafts = await readBatch(session, ledger, files)
    const before = ledger.size
    const ids = countedIds(ledger)
    const recorded = await writeBatches(session, ledger, drafts, { size, write: ids.record }).finally(() =>
      remarkIds(session, ids.count()),
    )
    if (drafts.characters + drafts.values.length * stampBytes > portableBatchBytesMax)
      await remarkLargeBatch(session, ledger, store, before)
    await session.print({ ...outcomeAnswer(recorded, recordedWords(recorded)), done: doneWords(recorded) })
  })
}

/** Records and counts how many of the recorded events had no id. */
function countedIds(ledger: Ledger): { record: Ledger['record']; count: () => number } {
  let count = 0
  return {
    record: async (drafts, { newId, ...options }) => {
      let made = 0
      const outcome = await ledger.record(drafts, { ...options, newId: () => ((made += 1), newId()) })
      if (outcome.ok) count += made
      return outcome
    },
    count: () => count,
  }
}

function remarkIds({ remark }: Session, count: number): void {
  if (count === 0) return
  remark({
    zh: `${count} 条事件没有 id，已分配新的 id；同一文件再记录一次会成为新的事件`,
    en: `${count} ${count === 1 ? 'event' : 'events'} had no id and got new ones; recording the same input again makes new events`,
  })
}

/** What the ledger adds to an event, generously: below the limit by this estimate nothing needs to be measured. */
const stampBytes = 1000

/** Batches cannot be split later, so whoever records a large one is told what it excludes. */
async function remarkLargeBatch(
  { remark }: Session,
  { book }: Ledger,
  store: EventStore,
  before: number,
): Promise<void> {
  const bytes = new Map<number, number>()
  for await (const page of store.read(streamOf(book), { from: before })) {
    for (const { revision, text } of page) {
      const { batch } = JSON.parse(text) as { readonly batch: { readonly index: number } }
      const first = revision - batch.index
      bytes.set(first, (bytes.get(first) ?? 0) + Buffer.byteLength(text))
    }
  }
  const largest = Math.max(0, ...bytes.values())
  if (largest <= portableBatchBytesMax) return
  const size = largest.toLocaleString('en')
  remark({
    zh: `有批次达 ${size} 字节，超过 1,000,000：这册台账今后不能迁入 EventStoreDB；可用 --batch 分批`,
    en: `a batch has ${size} bytes, over 1,000,000: the book can then not move to EventStoreDB; --batch makes smaller ones`,
  })
}

const recordedWords = ({ recorded, alreadyRecorded, size }: Recorded): Words => ({
  zh: `已记录 ${recorded} 条事件${alreadyRecorded > 0 ? `，另有 ${alreadyRecorded} 条先前已记录` : ''}；台账册现有 ${size} 条`,
  en: `${recorded} recorded${alreadyRecorded > 0 ? `, ${alreadyRecorded} were there already` : ''}; the book has ${size} events`,
})

const doneWords = ({ recorded }: Recorded): Words => ({
  zh: `${recorded} 条事件已经记录`,
  en: `${recorded} events are recorded`,
})
