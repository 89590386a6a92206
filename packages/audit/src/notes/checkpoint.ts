import { fail } from '@taizhang/kernel'
import { hashBytes, expectHash } from '@taizhang/kernel/merkle'
import { expectList, expectObject, expectText, expectWhole } from '@taizhang/kernel/internal'
import { base64, fromBase64 } from '../sha256.ts'
import { isName, isSignedBy, signWith, type SigningKey, type VerifyingKey } from './keys.ts'
import { readNote, writeNote, type NoteSignature, type SignedNote } from './signed-note.ts'

/** What a book was at a size (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

/** A checkpoint in a signed note, as it was read. */
export interface SealedNote extends Checkpoint {
  readonly note: SignedNote
}

const textOf = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64(root)}\n`

/**
 * Signs a checkpoint with the key of its book; returns the note. Throws `LedgerError` (usage) where it is another's.
 *
 * @example
 * const text = signCheckpoint(await checkpointOf(store, '350305'), bookKey)
 * text.split('\n')[0] // => 'taizhang/350305'
 */
export function signCheckpoint(checkpoint: Checkpoint, key: SigningKey): string {
  expectObject(checkpoint, 'checkpoint')
  expectObject(key, 'key')
  expectText(checkpoint.origin, 'checkpoint.origin')
  expectWhole(checkpoint.size, 'checkpoint.size')
  expectHash(checkpoint.root, 'checkpoint.root')
  if (key.kind !== 'book' || key.name !== checkpoint.origin) {
    fail(
      'usage',
      'wrong-key',
      {
        zh: `此密钥名为 ${key.name}，只有名为 ${checkpoint.origin} 的台账密钥才能签发这册的检查点`,
        en: `this key is ${key.name}; checkpoints of this book are signed by the book key named ${checkpoint.origin}`,
      },
      { key: key.name, origin: checkpoint.origin },
    )
  }
  const text = textOf(checkpoint)
  return writeNote({ text, signatures: [{ name: key.name, id: key.id, signature: signWith(key, Buffer.from(text)) }] })
}

/** Adds a witness's cosignature (C2SP tlog-cosignature, v1), in place of its older one; returns the note. */
export function cosignCheckpoint({ note }: SealedNote, key: SigningKey, now: Date): string {
  if (key.kind !== 'witness') {
    fail(
      'usage',
      'wrong-key',
      {
        zh: `${key.name} 是台账的密钥，不能会签：用 npx taizhang keygen 文件 --name 名称 生成见证人密钥`,
        en: `${key.name} is a book's key and cannot cosign: make a witness's key with npx taizhang keygen FILE --name NAME`,
      },
      { key: key.name },
    )
  }
  expectInstant(now, 'now')
  const seconds = Math.floor(now.getTime() / 1000)
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(seconds))
  const signature = Buffer.concat([time, signWith(key, cosigned(note.text, seconds))])
  const others = note.signatures.filter(({ name, id }) => name !== key.name || id !== key.id)
  return writeNote({ text: note.text, signatures: [...others, { name: key.name, id: key.id, signature }] })
}

export function expectInstant(given: Date, parameter: string): void {
  if (given instanceof Date && given.getTime() >= 0) return
  fail(
    'usage',
    'bad-instant',
    { zh: `${parameter} 应为 1970 年以后的时刻`, en: `${parameter} must be a Date from 1970 on` },
    { parameter },
  )
}

const cosigned = (text: string, seconds: number | bigint): Uint8Array =>
  Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`)

/**
 * Reads a signed checkpoint; `undefined` if the text is none. Checkpoints with extension lines are not accepted, because nobody could check
 * what these say.
 *
 * @example
 * readCheckpoint(noteText)?.size // => 7
 * readCheckpoint('no note') // => undefined
 */
export function readCheckpoint(written: string): SealedNote | undefined {
  const note = readNote(written)
  const [, origin = '', sizeText = '', rootText = ''] =
    /^([^\n]+)\n(0|[1-9]\d*)\n([^\n]+)\n$/.exec(note?.text ?? '') ?? []
  const [size, root] = [Number(sizeText), fromBase64(rootText)]
  if (!note || !isName(origin) || root?.length !== hashBytes || !Number.isSafeInteger(size)) return undefined
  return { origin, size, root, note }
}

/** When a witness says that it cosigned; `undefined` where this is no right signature of that key. */
export type Signed = { readonly key: VerifyingKey; readonly cosignedAt?: Date }

/**
 * Those of the keys whose signature on the note is right.
 *
 * @example signersOf(note, [bookKey, witnessKey]).map(({ key }) => key.name) // => ['taizhang/350305']
 */
export function signersOf(sealed: Pick<SealedNote, 'note'>, keys: readonly VerifyingKey[]): readonly Signed[] {
  expectObject(sealed, 'sealed')
  expectList(keys, 'keys')
  const { note } = sealed
  return keys.flatMap((key) => {
    const made = note.signatures.filter(({ name, id }) => name === key.name && id === key.id)
    const signed = made.map((one) => signedBy(key, note.text, one))
    // A wrong signature beside a right one of the same key spoils it: nobody who has the key wrote both.
    const [first] = signed
    return first && signed.every((one) => one !== undefined) ? [first] : []
  })
}

function signedBy(key: VerifyingKey, text: string, { signature }: NoteSignature): Signed | undefined {
  if (key.kind === 'book') return isSignedBy(key, Buffer.from(text), signature) ? { key } : undefined
  if (signature.length !== 72) return undefined
  const seconds = Buffer.from(signature).readBigUInt64BE(0)
  const cosignedAt = new Date(Number(seconds) * 1000)
  const right = isSignedBy(key, cosigned(text, seconds), signature.subarray(8)) && !Number.isNaN(cosignedAt.getTime())
  return right ? { key, cosignedAt } : undefined
}
