import { portableBatchBytesMax, LedgerError, type EventStore, type Ledger } from '@taizhang/core'
import { streamOf } from '@taizhang/kernel/internal'

import { exitCodes } from '../exit-codes.ts'
import type { Words } from '../language.ts'
import { withLedger } from '../open-ledger.ts'
import type { BookFlags } from '../options.ts'
import { outcomeAnswer } from '../outcome-answer.ts'
import { readCount } from '../read-options.ts'
import { expectActor } from '../record-options.ts'
import { readBatch, writeBatches, type Recorded } from '../recording.ts'
import type { Session } from '../session.ts'
import { Stop, stopOf } from '../stop.ts'
import { joined, withOutcome } from '../what-became.ts'
import { writeWithIds } from '../with-ids-file.ts'

export interface RecordFlags extends BookFlags {
  readonly batch?: string | undefined
  readonly fromExport?: boolean | undefined
  readonly clockAhead?: boolean | undefined
}

/** `record`: events from NDJSON, as one batch or in batches of N. */
export async function record(
  session: Session,
  flags: RecordFlags,
  address: string,
  ...files: readonly string[]
): Promise<void> {
  const size = flags.batch === undefined ? Infinity : readCount('batch', flags.batch)
  await expectActor(session)
  const sending = sentEvents()
  let recorded: Recorded | undefined
  try {
    await withLedger(session, address, { ...flags, readOnly: false, known: [] }, async (ledger, store) => {
      const drafts = await readBatch(session, ledger, { files, fromExport: flags.fromExport })
      const before = ledger.size
      sending.take(drafts.values)
      const write = sending.through(ledger)
      recorded = await writeBatches(session, ledger, drafts, { size, write, clockAhead: flags.clockAhead }).finally(
        () => remarkIds(session, sending.recordedWithoutId),
      )
      if (drafts.characters + drafts.values.length * stampBytes > portableBatchBytesMax)
        await remarkLargeBatch(session, ledger, store, before).catch(unlessUnread)
      await session.print({ ...outcomeAnswer(recorded, recordedWords(recorded)), done: doneWords(recorded) })
    })
  } catch (error) {
    throw (await handedOver(session, whatBecame(error, recorded), { sending, files })) ?? error
  }
}

/** What became of the events when something went wrong before the first batch, or behind the last. */
function whatBecame(error: unknown, recorded: Recorded | undefined): Stop | undefined {
  if (!recorded) return withOutcome(error, { recorded: 0 })
  const stopped = stopOf(error)
  return stopped && new Stop(stopped.exitCode, { ...stopped.refusal, recorded: recorded.recorded }, { cause: error })
}

/** Events on their way, with ids and an actor for those that came without. */
interface Sending {
  readonly take: (drafts: readonly unknown[]) => void
  readonly through: (ledger: Ledger) => Ledger['record']
  /** How many of the recorded events had no id. */
  readonly recordedWithoutId: number
  /** All that was given: what was sent as it was sent, and what was not as it came. */
  readonly events: () => readonly unknown[]
}

function sentEvents(): Sending {
  let given: readonly unknown[] = []
  let recordedWithoutId = 0
  const sent: unknown[] = []
  return {
    take: (drafts) => void (given = drafts),
    through: (ledger) => async (drafts, options) => {
      const { actor, newId } = options
      const complete = drafts.map((draft) =>
        isObject(draft) ? { ...('id' in draft ? {} : { id: newId() }), actor, ...draft } : draft,
      )
      for (const draft of complete) sent.push(draft)
      const outcome = await ledger.record(complete, options)
      if (outcome.ok) recordedWithoutId += drafts.filter((draft) => isObject(draft) && !('id' in draft)).length
      return outcome
    },
    get recordedWithoutId() {
      return recordedWithoutId
    },
    events: () => [...sent, ...given.slice(sent.length)],
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Where nobody knows what was recorded, or events without ids are recorded that would be new ones the next time, the events are written
 * beside with their ids: whoever records that file records nothing twice.
 */
async function handedOver(
  { remark }: Session,
  stopped: Stop | undefined,
  { sending, files }: { readonly sending: Sending; readonly files: readonly string[] },
): Promise<Stop | undefined> {
  if (!stopped) return undefined
  const { exitCode, refusal, cause } = stopped
  const isUnknown = refusal['recorded'] === null
  const isToBeRepeated = exitCode === exitCodes.unavailable || exitCode === exitCodes.conflict
  const wouldDouble = isToBeRepeated && refusal['batch'] !== undefined && sending.recordedWithoutId > 0
  if (!isUnknown && !wouldDouble) return stopped
  const events = sending.events()
  const file = await writeWithIds(files[0] ?? '-', events)
  if (file === undefined) {
    const lines = events.map((event) => JSON.stringify(event)).join('\n')
    remark({
      zh: `带 id 的记录（未能写成文件）：\n${lines}`,
      en: `the events with their ids (no file could be written):\n${lines}`,
    })
  }
  const message = file === undefined ? refusal.message : joined(refusal.message, keptWords(file))
  const next = recordThat(file ?? '…')
  return new Stop(exitCode, { ...refusal, message, ...(file === undefined ? {} : { withIds: file }), next }, { cause })
}

const keptWords = (file: string): Words => ({
  zh: `全部记录连同 id 已存入 ${file}`,
  en: `all events, with their ids, are in ${file}`,
})

const recordThat = (file: string): Words => ({
  zh: `排除上述原因后改为录入 ${file}（其余照旧）：已经录入的不会重复；不要再录入原来的文件`,
  en: `remove the cause and record ${file} instead, all else as before: what is recorded already is not recorded twice. Do not record the first input again`,
})

function remarkIds({ remark }: Session, count: number): void {
  if (count === 0) return
  remark({
    zh: `${count} 条记录没有 id，已分配新的 id；同一文件再录入一次会成为新的记录`,
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

/** The events are recorded all the same where the store cannot be read again for a remark. */
function unlessUnread(error: unknown): void {
  if (!(error instanceof LedgerError)) throw error
}

const recordedWords = ({ recorded, alreadyRecorded, size }: Recorded): Words => ({
  zh: `已记录 ${recorded} 条${alreadyRecorded > 0 ? `，另有 ${alreadyRecorded} 条先前已记录` : ''}；台账现有 ${size} 条`,
  en: `${recorded} recorded${alreadyRecorded > 0 ? `, ${alreadyRecorded} were there already` : ''}; the book has ${size} events`,
})

const doneWords = ({ recorded }: Recorded): Words => ({
  zh: `${recorded} 条已经记录`,
  en: `${recorded} events are recorded`,
})
