import { fail, type EventStore, type Ledger } from '@taizhang/kernel'
import { streamOf, expectObject, expectWhole } from '@taizhang/kernel/internal'
import { GrowingTree } from '@taizhang/kernel/merkle'
import { cosignCheckpoint, type Checkpoint, type SealedNote } from '../notes/checkpoint.ts'
import { originOf, type SigningKey } from '../notes/keys.ts'
import { beforeCosigning, expectTrust, keysAt, type Trust } from '../notes/policy.ts'
import { bookHash, leafOf } from '../sha256.ts'
import { notTheBooks, unsigned, type Sealed } from './checkpoint-checks.ts'
import { atOneState, rootsOf } from './verify-book.ts'

/**
 * The present checkpoint of a book, ready to be signed. If the store keeps the tree, the root comes from a few kept hashes, so it seals the
 * bytes that were once appended: `verifyBook` finds an event that was changed later.
 *
 * Throws `LedgerError`: not-found where there is no such book; damaged where the kept tree covers more events than there are.
 *
 * @example
 * const { size } = await checkpointOf(store, '350305')
 * size // => 7
 */
export const checkpointOf = async (store: EventStore, book: string): Promise<Checkpoint> =>
  atOneState(store, async (still) => stateOf(still, book))

async function stateOf(store: EventStore, book: string): Promise<Checkpoint> {
  const stream = streamOf(book)
  const size = await sizeOf(store, book)
  const kept = (await store.tree?.size(stream)) ?? 0
  if (kept > size) {
    fail(
      'damaged',
      'events-missing',
      {
        zh: `台账 ${book} 有 ${size} 条记录，而保存的哈希有 ${kept} 条：记录被删除，或哈希是另外加进去的；没有签发`,
        en: `book ${book} has ${size} events but hashes of ${kept}: events were deleted, or hashes were added; nothing was signed`,
      },
      { book, size, kept },
    )
  }
  const fromKept = kept === size ? await store.tree?.root(stream, size) : undefined
  const [root = fromKept] = fromKept ? [] : await rootsOf(store, book, [size])
  if (!root) throw new Error(`a book of ${size} events has no root`)
  return { origin: originOf(book), size, root }
}

async function sizeOf(store: EventStore, book: string): Promise<number> {
  for await (const [last] of store.read(streamOf(book), { direction: 'backwards', limit: 1 })) {
    if (last) return last.revision + 1
  }
  const name = book.slice(0, 80).toWellFormed()
  return fail(
    'not-found',
    'no-such-book',
    { zh: `没有台账 ${name}`, en: `there is no book ${name}` },
    { parameter: 'book', book: name },
  )
}

/**
 * Checks that a checkpoint fits the events of a book, and that all the keys have signed it, or as many as a policy says.
 *
 * Throws `LedgerError` (damaged) where either does not hold.
 *
 * @example await expectSealed(store, '350305', note, [bookKey]) // fails with `damaged` where it does not hold
 */
export async function expectSealed(store: EventStore, book: string, note: SealedNote, keys: Trust): Promise<void> {
  expectNote(note, keys)
  await atOneState(store, async (still) => {
    const [sealedRoot] = await rootsOf(still, book, [note.size])
    const size = sealedRoot ? note.size : await sizeOf(still, book)
    expectFit({ book, size, sealedRoot }, note, keys)
  })
}

/**
 * Checks that a checkpoint fits the events of an open ledger, and that all the keys have signed it, or as many as a policy says. The ledger must have been opened from a
 * store without `snapshots`: a checkpoint does not seal what snapshots say.
 *
 * Throws `LedgerError` (damaged) where either does not hold.
 *
 * @example expectLedgerSealed(ledger, note, [bookKey]) // fails with `damaged` where it does not hold
 */
export function expectLedgerSealed(ledger: Ledger, note: SealedNote, keys: Trust): void {
  expectObject(ledger, 'ledger')
  expectNote(note, keys)
  const { book, size } = ledger
  const tree = new GrowingTree(bookHash)
  if (note.size <= size) while (tree.size < note.size) tree.append(leafOf(ledger.text(tree.size) ?? ''))
  expectFit({ book, size, sealedRoot: note.size <= size ? tree.root() : undefined }, note, keys)
}

function expectNote(note: SealedNote, keys: Trust): void {
  expectObject(note, 'note')
  expectWhole(note.size, 'note.size')
  expectTrust(keys)
}

function expectFit(sealed: Sealed, note: SealedNote, keys: Trust): void {
  // What nobody signed is not worth comparing.
  const findings = unsigned(note, keys)
  const finding = findings[0] ?? notTheBooks(sealed, note)
  if (finding)
    fail('damaged', finding.code, finding.message, { ...finding, ...(findings.length > 1 ? { errors: findings } : {}) })
}

/** A witness's signature is no word of the book's: whoever cosigns must know that the book signed. */
function expectBookKey(book: string, size: number, keys: Trust): void {
  const origin = originOf(book)
  if (keysAt(keys, size).some(({ kind, name }) => kind === 'book' && name === origin)) return
  fail(
    'usage',
    'no-book-key',
    {
      zh: `所给的公钥中没有台账 ${origin} 的：会签之前须查这册台账自己的签名`,
      en: `none of the public keys is of the book ${origin}: what the book itself signed is checked before it is cosigned`,
    },
    { parameter: 'keys', origin },
  )
}

/**
 * Cosigns a checkpoint as a witness. The checkpoint must be of this book and continue the one that the witness holds. `held` is `undefined`
 * if the witness holds none yet.
 *
 * Throws `LedgerError`: damaged where something does not hold, usage where the key is not a witness's or none of `keys` is the book's.
 *
 * @example
 * const signing = { key: witnessKey, now: new Date() }
 * const text = await cosign(store, '350305', { note, held: undefined, keys: [bookKey] }, signing)
 */
export async function cosign(
  store: EventStore,
  book: string,
  notes: { readonly note: SealedNote; readonly held: SealedNote | undefined; readonly keys: Trust },
  signing: { readonly key: SigningKey; readonly now: Date },
): Promise<string> {
  expectObject(notes, 'notes')
  expectObject(signing, 'signing')
  const { note, held, keys } = notes
  const { key, now } = signing
  expectObject(key, 'key')
  expectNote(note, keys)
  await expectSealed(store, book, note, beforeCosigning(keys))
  expectBookKey(book, note.size, keys)
  if (held) {
    await expectSealed(store, book, held, [])
    if (held.size > note.size) {
      fail(
        'damaged',
        'older-checkpoint',
        {
          zh: `所持检查点有 ${held.size} 条，要会签的只有 ${note.size} 条：见证人只会签更新的检查点`,
          en: `the checkpoint held has ${held.size} events, the one to cosign ${note.size}: a witness never goes back`,
        },
        { held: held.size, size: note.size },
      )
    }
  }
  return cosignCheckpoint(note, key, now)
}
