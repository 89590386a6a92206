import { randomUUID } from 'node:crypto'
import {
  decideAppend,
  type AppendResult,
  type ExpectedRevision,
  type ReadEvent,
  type StoredEvent,
} from '@taizhang/kernel/store'
import { LedgerError, portableBatchBytesMax, refuse } from '@taizhang/kernel'
import type { Connection } from './connection.ts'
import { failure, type Fault } from './failure.ts'
import type { KnownIds } from './known-ids.ts'
import { onServer } from './stream-name.ts'
import type { StreamReader } from './stream-reader.ts'
import { toWire, wireBytes, type WireEvent } from './wire-event.ts'

/** What an append works with. */
export interface AppendTools {
  readonly connection: Connection
  readonly reader: StreamReader
  readonly ids: KnownIds
  /** The server's limit for one append. */
  readonly appendBytesMax: number
}

/**
 * Appends as the port has it. The server is always told an exact revision, the one up to which the ids are known: then nobody can have
 * come in between with the same ids. It takes an append whose ids stand behind that revision already for a repetition, whoever wrote
 * them; so the first event of each append goes under an id that was never used before, its mark. Then only another try of the same
 * append is a repetition, and whoever is told that it was made has made it.
 */
export async function appendTo(
  stream: string,
  events: readonly StoredEvent[],
  expected: ExpectedRevision,
  tools: AppendTools,
): Promise<AppendResult> {
  const { connection, reader, ids, appendBytesMax } = tools
  const mark = randomUUID()
  const proposed = events.map((event, at) => (at === 0 ? toWire(event, mark) : toWire(event)))
  expectSize(connection.shown, events, proposed, appendBytesMax)
  // What is known may well be all there is where the caller expects just that: then the server is asked for nothing but the append.
  let isUpToDate = expected !== (ids.size === 0 ? 'no-stream' : ids.size - 1)
  if (isUpToDate) await ids.catchUp(reader)
  const tries = connection.attempts()
  for (;;) {
    const last = ids.size - 1
    const found = await foundAmong(stream, events, tools)
    const decided = decideAppend({ last, find: (id) => found.get(id) }, events, expected)
    if (decided && isUpToDate) return decided
    if (!decided && (await write(stream, proposed, { last, mark, ...tools })) === 'written') {
      ids.learn(events.map(({ id }, at) => ({ id, revision: last + 1 + at })))
      return { ok: true, revision: last + events.length, repeated: false }
    }
    await ids.catchUp(reader)
    // Others were first, but nothing of theirs is to be seen: a leader that is just being replaced, or a stream that was truncated.
    const isStuck = !decided && ids.size - 1 === last
    const fault = vanished(stream)
    if (isStuck && !(await tries.again(fault.error))) throw giveUp(connection, fault, false)
    isUpToDate = true
  }
}

/** The events of the stream that have one of these ids. */
async function foundAmong(
  stream: string,
  events: readonly StoredEvent[],
  { ids, reader }: AppendTools,
): Promise<ReadonlyMap<string, ReadEvent>> {
  const found = new Map<string, ReadEvent>()
  for (const { id } of events) {
    const revision = ids.revisionOf(id)
    if (revision === undefined || found.has(id)) continue
    // A repetition is one stretch of the stream, so the rest most likely follows.
    for (const event of await reader.page(stream, revision, events.length)) found.set(event.id, event)
  }
  return found
}

/** Where an append goes, and how it is recognized. */
interface Writing extends AppendTools {
  readonly last: number
  readonly mark: string
}

/**
 * Writes behind the last revision, or finds that somebody else has. Where there was no answer, or one that cannot be, one looks at what
 * stands there: the outcome is unknown then.
 */
async function write(stream: string, events: readonly WireEvent[], writing: Writing): Promise<'written' | 'behind'> {
  const { connection, last } = writing
  const tries = connection.attempts()
  let touched = false
  for (;;) {
    const answer = await connection.once(async (_, { append }) => append(onServer(stream), events, last))
    // Elsewhere it can only have landed where somebody had deleted the stream.
    if (answer.ok && answer.value === last + events.length) return 'written'
    const fault = answer.ok ? vanished(stream) : answer.fault
    touched ||= answer.ok || (fault.kind === 'passing' && fault.outcome === 'unknown')
    if (fault.kind === 'wrong-revision' && !touched) return 'behind'
    if (touched) {
      const there = await whatStands(stream, writing)
      if (there !== 'nothing') return there
      if (fault.kind === 'wrong-revision') return 'behind'
    }
    if (fault.kind !== 'passing' || !(await tries.again(fault.error))) throw giveUp(connection, fault, touched)
  }
}

async function whatStands(stream: string, { reader, last, mark }: Writing): Promise<'written' | 'behind' | 'nothing'> {
  const record = await reader.record(stream, last + 1)
  return record === undefined ? 'nothing' : record.id === mark ? 'written' : 'behind'
}

/** What was acknowledged or seen, and is not there. */
const vanished = (stream: string): Fault & { readonly kind: 'passing' } => ({
  kind: 'passing',
  error: new Error(`stream ${stream} does not show what has been written to it`),
  outcome: 'unknown',
  keepsClient: true,
})

const giveUp = ({ shown }: Connection, fault: Fault, touched: boolean): LedgerError =>
  failure(shown, fault, touched ? 'unknown' : 'nothing-recorded')

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
    zh: `${shown}：这一批有 ${events.length} 条事件、${Math.max(bytes, onWire)} 字节，超过一批的上限 ${bytesMax} 字节；批次不能拆开存放，什么都没有记录：请用 --batch 分成较小的批次`,
    en: `${shown}: the batch has ${events.length} events and ${Math.max(bytes, onWire)} bytes, over the limit of ${bytesMax} for one batch; batches are never split, and nothing was recorded: record smaller ones with --batch`,
  }
  const fields = { ledger: shown, events: events.length, bytes: Math.max(bytes, onWire), bytesMax }
  throw new LedgerError('too-large', refuse('batch-too-large', words, fields))
}
