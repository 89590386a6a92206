import { fail, type EventStore } from '@taizhang/kernel'
import { expectObject, expectText, streamOf } from '@taizhang/kernel/internal'
import { hashBytes, merkleTree } from '@taizhang/kernel/merkle'
import { readCheckpoint, type SealedNote } from '../notes/checkpoint.ts'
import { writeNote } from '../notes/signed-note.ts'
import { base64, bookHash, fromBase64, leafOf } from '../sha256.ts'
import { expectSealed } from '../verify/seal.ts'
import { atOneState } from '../verify/verify-book.ts'

/** What a witness is asked: to cosign a checkpoint that continues the one it knows (C2SP tlog-witness, add-checkpoint). No event is in it. */
export interface WitnessRequest {
  /** The size that the witness cosigned last; 0 where it knows nothing of the book. */
  readonly old: number
  /** That the book of the checkpoint begins with the one of that size. */
  readonly proof: readonly Uint8Array[]
  readonly note: SealedNote
}

const linesMax = 63

/**
 * The text of a request, to be sent to the witness or kept in a file.
 *
 * @example
 * writeRequest({ old: 0, proof: [], note }).startsWith('old 0\n\ntaizhang/350305\n') // => true
 */
export function writeRequest({ old, proof, note }: WitnessRequest): string {
  return [`old ${old}\n`, ...proof.map((hash) => `${base64(hash)}\n`), '\n', writeNote(note.note)].join('')
}

/**
 * Reads a request; `undefined` where it is none. There is one way to write each.
 *
 * @example
 * readRequest(writeRequest({ old: 0, proof: [], note }))?.old // => 0
 */
export function readRequest(written: string): WitnessRequest | undefined {
  if (typeof written !== 'string') return undefined
  const end = written.indexOf('\n\n')
  const [first = '', ...lines] = written.slice(0, Math.max(end, 0)).split('\n')
  const [, size] = /^old (0|[1-9]\d*)$/.exec(first) ?? []
  const proof = lines.map(fromBase64)
  const note = readCheckpoint(written.slice(end + 2))
  const old = Number(size)
  if (size === undefined || !note || !Number.isSafeInteger(old) || proof.length > linesMax) return undefined
  return proof.every((hash) => hash?.length === hashBytes)
    ? { old, proof: proof as readonly Uint8Array[], note }
    : undefined
}

/**
 * A request to cosign a checkpoint of this book, proved from the one that the witness holds; `from` is `undefined` where it holds none.
 *
 * Throws `LedgerError`: damaged where a checkpoint is not of this book; usage where the older one is the larger.
 *
 * @example
 * (await requestOf(store, '350305', { note, from: note })).old === note.size // => true
 */
export async function requestOf(
  store: EventStore,
  book: string,
  { note, from }: { readonly note: SealedNote; readonly from: SealedNote | undefined },
): Promise<WitnessRequest> {
  expectText(book, 'book')
  expectObject(note, 'note')
  if (from !== undefined) expectObject(from, 'from')
  return atOneState(store, async (still) => {
    for (const each of from ? [from, note] : [note]) await expectSealed(still, book, each, [])
    const old = from?.size ?? 0
    if (old > note.size) olderIsNewer(old, note.size)
    const leaves: Uint8Array[] = []
    for await (const page of still.read(streamOf(book), { to: note.size - 1 }))
      for (const { text } of page) leaves.push(leafOf(text))
    const proof = old === 0 ? [] : merkleTree(bookHash, leaves).consistency(old, note.size)
    return { old, proof, note }
  })
}

const olderIsNewer = (from: number, size: number): never =>
  fail(
    'usage',
    'older-is-newer',
    {
      zh: `见证人所持的检查点有 ${from} 条，要会签的只有 ${size} 条：见证人只会签更新的检查点`,
      en: `the witness holds a checkpoint of ${from} events, the one to cosign has ${size}: a witness never goes back`,
    },
    { from, size },
  )
