import type { EventStore, StoredEvent } from '../store/event-store.ts'
import type { TableChanges } from '../facts/table-changes.ts'
import { LedgerError, refuse } from '../errors/refusal.ts'
import { streamOf } from '../book/read-book.ts'

/** A whole book, checked: its events, and a change of tables for each batch. */
export interface Restorable {
  readonly stored: readonly StoredEvent[]
  readonly changes: readonly TableChanges[]
}

/**
 * Writes a book into a store; `false` where it is there already. A store without a limit takes it in one append. Others take as many whole
 * batches at a time as fit, after those that they have already.
 *
 * A `LedgerError` that comes after some batches were written has in its refusal how many events stand there for certain (`standing`),
 * and how many of them this run has written (`recorded`).
 */
export async function writeRestored(
  store: EventStore,
  book: string,
  { stored, changes }: Restorable,
): Promise<boolean> {
  const stream = streamOf(book)
  if (store.appendBytesMax === undefined) {
    const result = await store.append(stream, stored, { expectedRevision: 'no-stream', changes })
    return result.ok && !result.repeated
  }
  const pieces = piecesOf({ stored, changes }, store.appendBytesMax, book)
  const there = await restoredBefore(store, stream, stored)
  if (there === 'another-book' || there === stored.length) return false
  for (const piece of pieces.filter(({ to }) => to > there)) {
    const from = Math.max(piece.from, there)
    const appending = store.append(stream, stored.slice(from, piece.to), {
      expectedRevision: from === 0 ? 'no-stream' : from - 1,
      changes: changes.filter(({ size }) => from < size && size <= piece.to),
    })
    const result = await appending.catch((error: unknown) => {
      throw from === 0 ? error : withStanding(error, { standing: from, recorded: from - there })
    })
    if (!result.ok && from > there) throw interfered(book, from)
    if (!result.ok) return false
  }
  return true
}

function withStanding(error: unknown, counts: { readonly standing: number; readonly recorded: number }): unknown {
  if (!(error instanceof LedgerError)) return error
  const { kind, refusal, because, aftermath, cause } = error
  return new LedgerError(kind, { ...refusal, message: because, ...counts }, { aftermath, cause })
}

const interfered = (book: string, standing: number): LedgerError => {
  const words = {
    zh: `恢复期间另有写入者向台账 ${book} 录入：只恢复了前 ${standing} 条`,
    en: `somebody else recorded into book ${book} while it was being restored: only its first ${standing} events are restored`,
  }
  return new LedgerError('conflict', refuse('restore-interfered', words, { book, standing }))
}

/** How many of the events an interrupted restoring has written before. */
async function restoredBefore(
  store: EventStore,
  stream: string,
  stored: readonly StoredEvent[],
): Promise<number | 'another-book'> {
  let there = 0
  for await (const page of store.read(stream))
    for (const { text } of page) if (text !== stored[there++]?.text) return 'another-book'
  return there
}

interface Piece {
  readonly from: number
  readonly to: number
}

/** Stretches of whole batches that fit into one append each. */
function piecesOf({ stored, changes }: Restorable, bytesMax: number, book: string): readonly Piece[] {
  const pieces: Piece[] = []
  let [from, to, bytes] = [0, 0, 0]
  for (const { size } of changes) {
    const batch = stored.slice(to, size).reduce((sum, { text }) => sum + byteLength(text), 0)
    if (batch > bytesMax) throw tooLarge(book, to, size - to, batch, bytesMax)
    if (bytes + batch > bytesMax) {
      pieces.push({ from, to })
      ;[from, bytes] = [to, 0]
    }
    to = size
    bytes += batch
  }
  return [...pieces, { from, to }]
}

const encoder = new TextEncoder()
const byteLength = (text: string): number => encoder.encode(text).length

const tooLarge = (book: string, position: number, events: number, bytes: number, bytesMax: number): LedgerError => {
  const words = {
    zh: `台账 ${book} 第 ${position} 条起的一批有 ${events} 条记录、${bytes} 字节，超过此处一批的上限 ${bytesMax} 字节；批次不能拆开，什么都没有恢复：请恢复到文件`,
    en: `the batch of book ${book} from event ${position} on has ${events} events and ${bytes} bytes, over the limit of ${bytesMax} here; batches are never split, and nothing was restored: restore the book into a file`,
  }
  return new LedgerError('too-large', refuse('batch-too-large', words, { book, position, events, bytes, bytesMax }))
}
