import { randomUUID } from 'node:crypto'
import { LedgerError, portableBatchBytesMax, refuse } from '@taizhang/kernel'
import {
  decideAppend,
  type Aftermath,
  type AppendResult,
  type ExpectedRevision,
  type ReadEvent,
  type StoredEvent,
} from '@taizhang/kernel/store'
import type { Connection } from './connection.ts'
import { leavesOpen, passing, type Fault, type PassingFault } from './failure.ts'
import type { KnownIds } from './known-ids.ts'
import { onServer } from './stream-name.ts'
import { streamReader, type StreamReader } from './stream-reader.ts'
import { toWire, wireBytes, type WireEvent } from './wire-event.ts'

/** What an append works with. */
export interface AppendTools {
  readonly connection: Connection
  readonly ids: KnownIds
  /** The server's limit for one append. */
  readonly appendBytesMax: number
}

/** An append under way. */
interface Appending extends AppendTools {
  readonly stream: string
  readonly events: readonly StoredEvent[]
  /** The same as they are sent. */
  readonly proposed: readonly WireEvent[]
  readonly mark: string
  readonly reader: StreamReader
  /** What a failure says now. */
  readonly aftermath: () => Aftermath
}

/**
 * Appends as the port has it. The server is always told an exact revision, the one up to which the ids are known: then nobody can have
 * come in between with the same ids. It takes an append whose ids stand behind that revision already for a repetition, whoever wrote
 * them; so the first event of each append goes under an id that was never used before, its mark. Then only another try of the same
 * append is a repetition, and whoever is told that it was made has made it.
 *
 * A try that got no answer, or one that does not say what came of it, leaves a doubt: the events may be in the leader's log and hide
 * until they are committed or gone. It lasts until the stream shows what stands in their place, also for a later append of the same events;
 * nothing that fails meanwhile says that nothing was recorded.
 */
export async function appendTo(
  stream: string,
  events: readonly StoredEvent[],
  expected: ExpectedRevision,
  tools: AppendTools,
): Promise<AppendResult> {
  const { connection, ids, appendBytesMax } = tools
  const mark = randomUUID()
  const proposed = events.map((event, at) => (at === 0 ? toWire(event, mark) : toWire(event)))
  expectSize(connection.shown, events, proposed, appendBytesMax)
  const own = events.map(({ id }) => id)
  const aftermath = (): Aftermath => (ids.isInDoubt(own) ? 'unknown' : 'nothing-recorded')
  const reader = streamReader(connection, aftermath)
  const appending: Appending = { ...tools, stream, events, proposed, mark, reader, aftermath }
  await lookAt(appending)
  // What is known may well be all there is where the caller expects just that: then the server is asked for nothing but the append.
  let isUpToDate = expected !== (ids.size === 0 ? 'no-stream' : ids.size - 1)
  if (isUpToDate) await ids.catchUp(reader)
  const tries = connection.attempts()
  for (;;) {
    const last = ids.size - 1
    const found = await foundAmong(appending)
    const decided = decideAppend({ last, find: (id) => found.get(id) }, events, expected)
    if (decided && isUpToDate) return decided
    if (!decided && (await write(last, appending)) === 'written') {
      ids.learn(events.map(({ id }, at) => ({ id, revision: last + 1 + at })))
      return { ok: true, revision: last + events.length, repeated: false }
    }
    await ids.catchUp(reader)
    // Others were first, but nothing of theirs is to be seen: what is written there hides, and may be these events, sent by somebody before.
    const isStuck = !decided && ids.size - 1 === last
    if (isStuck && !(await tries.again(vanished(stream)))) throw await giveUp(vanished(stream), appending)
    isUpToDate = true
  }
}

/** Fails where somebody has deleted the stream: the server would let it go on where it ended. */
async function lookAt({ stream, ids, reader }: Appending): Promise<void> {
  if (ids.look.isFresh) return
  await (ids.size === 0 ? reader.expectNotDeleted(stream) : reader.expectWhole(stream))
  ids.look.looked()
}

/** The events of the stream that have one of these ids. */
async function foundAmong({ stream, events, ids, reader }: Appending): Promise<ReadonlyMap<string, ReadEvent>> {
  const found = new Map<string, ReadEvent>()
  for (const { id } of events) {
    const revision = ids.revisionOf(id)
    if (revision === undefined || found.has(id)) continue
    // A repetition is one stretch of the stream, so the rest most likely follows.
    for (const event of await reader.page(stream, revision, events.length)) found.set(event.id, event)
  }
  return found
}

/**
 * Writes behind the last revision, or finds that something stands or hides there. Once a try has left a doubt, the same is tried until
 * the stream shows what became of it.
 */
async function write(last: number, appending: Appending): Promise<'written' | 'behind'> {
  const { connection, ids, stream, events, proposed } = appending
  const tries = connection.attempts()
  const own = events.map(({ id }) => id)
  const wasInDoubt = ids.isInDoubt(own)
  let touched = false
  for (;;) {
    let sent = false
    const onSent = (): void => void (sent = true)
    const answer = await connection.once(async (_, { append }) => append(onServer(stream), proposed, { last, onSent }))
    // Elsewhere it can only have landed where somebody had deleted the stream.
    if (answer.ok && answer.value === last + events.length) return 'written'
    const fault = answer.ok ? vanished(stream) : answer.fault
    touched ||= sent && leavesOpen(fault)
    if (fault.kind === 'wrong-revision' || touched) ids.doubt(own, last + 1)
    if (touched || wasInDoubt) {
      const there = await whatStands(last + 1, appending)
      if (there !== 'nothing') return there
    } else if (fault.kind === 'wrong-revision') return 'behind'
    const shown = fault.kind === 'wrong-revision' ? vanished(stream) : fault
    if (shown.kind !== 'passing' || !(await tries.again(shown))) throw await giveUp(shown, appending)
  }
}

async function whatStands(
  revision: number,
  { stream, reader, mark }: Appending,
): Promise<'written' | 'behind' | 'nothing'> {
  const record = await reader.record(stream, revision)
  return record === undefined ? 'nothing' : record.id === mark ? 'written' : 'behind'
}

/** What was acknowledged or seen, and is not there. */
const vanished = (stream: string): PassingFault =>
  passing(new Error(`stream ${stream} does not show what has been written to it`), 'unknown', {
    zh: `流 ${stream} 中看不到已写入的内容，可能尚未提交`,
    en: `stream ${stream} does not show what has been written to it: it may not be committed yet`,
  })

const giveUp = async (fault: Fault, { connection, aftermath }: Appending): Promise<LedgerError> =>
  connection.failure(fault, aftermath())

/** A batch is one append, and is never split: one that the server would refuse is refused before anything is sent. */
function expectSize(
  shown: string,
  events: readonly StoredEvent[],
  proposed: readonly WireEvent[],
  appendBytesMax: number,
): void {
  const bytes = events.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
  const onWire = proposed.reduce((sum, event) => sum + wireBytes(event), 0)
  const bytesMax = Math.min(portableBatchBytesMax, appendBytesMax)
  if (bytes <= bytesMax && onWire <= appendBytesMax) return
  const words = {
    zh: `${shown}：这一批有 ${events.length} 条记录、${Math.max(bytes, onWire)} 字节，超过一批的上限 ${bytesMax} 字节；批次不能拆开存放，什么都没有记录：请用 --batch 分成较小的批次`,
    en: `${shown}: the batch has ${events.length} events and ${Math.max(bytes, onWire)} bytes, over the limit of ${bytesMax} for one batch; batches are never split, and nothing was recorded: record smaller ones with --batch`,
  }
  const fields = { ledger: shown, events: events.length, bytes: Math.max(bytes, onWire), bytesMax }
  throw new LedgerError('too-large', refuse('batch-too-large', words, fields))
}
