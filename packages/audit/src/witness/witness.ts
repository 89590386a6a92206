import { refuse, type Refusal, type Words } from '@taizhang/kernel'
import { expectObject } from '@taizhang/kernel/internal'
import { hashBytes, sameHash, verifyConsistency } from '@taizhang/kernel/merkle'
import { cosignCheckpoint, readCheckpoint, signersOf, type Checkpoint } from '../notes/checkpoint.ts'
import { isName, isSignedBy, signWith, type SigningKey, type VerifyingKey } from '../notes/keys.ts'
import { expectTrust, keysAt, type Trust } from '../notes/policy.ts'
import { readNote, writeNote } from '../notes/signed-note.ts'
import { base64, bookHash, fromBase64 } from '../sha256.ts'
import type { WitnessRequest } from './request.ts'

/** What a witness cosigned last, by origin. It must be kept before the cosignature is given away, and never goes back. */
export type WitnessState = ReadonlyMap<string, Checkpoint>

/** Begins the text that is signed, so that no cosignature is ever taken for a state. */
const stateHeader = 'taizhang/witness-state/v1\n'

/**
 * The text of a witness's state, signed with its own key: a byte that changes is noticed.
 *
 * @example
 * writeWitnessState(new Map(), witnessKey).split('\n')[0] // => 'taizhang/witness-state/v1'
 */
export function writeWitnessState(state: WitnessState, key: SigningKey): string {
  expectObject(key, 'key')
  const lines = [...state.values()].map(({ origin, size, root }) => `${origin} ${size} ${base64(root)}\n`)
  const text = `${stateHeader}${lines.join('')}`
  return writeNote({ text, signatures: [{ name: key.name, id: key.id, signature: signWith(key, Buffer.from(text)) }] })
}

/**
 * Reads a state; `undefined` where it is none, or not the one that this key signed.
 *
 * @example
 * readWitnessState(writeWitnessState(new Map([[note.origin, note]]), witnessKey), witnessKey)?.size // => 1
 */
export function readWitnessState(written: string, key: VerifyingKey): WitnessState | undefined {
  expectObject(key, 'key')
  const note = readNote(written)
  const [signed, ...more] = note?.signatures ?? []
  if (!note?.text.startsWith(stateHeader) || !signed || more.length > 0) return undefined
  const isOwn = signed.name === key.name && signed.id === key.id
  if (!isOwn || !isSignedBy(key, Buffer.from(note.text), signed.signature)) return undefined
  const lines = note.text.slice(stateHeader.length).split('\n').slice(0, -1)
  const known = lines.map(readLine)
  return known.every((one) => one !== undefined) ? new Map(known.map((one) => [one.origin, one])) : undefined
}

function readLine(line: string): Checkpoint | undefined {
  const [, origin = '', size, text = ''] = /^(\S+) ([1-9]\d*) (\S+)$/u.exec(line) ?? []
  const root = fromBase64(text)
  return isName(origin) && root?.length === hashBytes ? { origin, size: Number(size), root } : undefined
}

/** What a witness answers, as the protocol has it: the status of HTTP, and the body. */
export type WitnessAnswer =
  | {
      readonly status: 200
      /** The lines with the witness's signature, to be put behind the note. */
      readonly body: string
      /** The note with it, in place of an older one of the same witness. */
      readonly note: string
      /** What is to be kept before the body is given away. */
      readonly state: WitnessState
    }
  | {
      readonly status: 400 | 403 | 404 | 409 | 422
      /** With 409 the size that the witness cosigned last (text/x.tlog.size), else empty. */
      readonly body: string
      readonly refusal: Refusal
    }

/**
 * Answers a request to cosign (C2SP tlog-witness, add-checkpoint): the book must be one whose key is trusted and have signed the checkpoint, and that
 * must continue what this witness cosigned last. So of two forks at most one is ever cosigned. No event is looked at.
 *
 * Throws `LedgerError` (usage) where the key is not a witness's.
 *
 * @example
 * const asked = { old: 0, proof: [], note }
 * answerRequest(asked, { key: witnessKey, state: new Map(), keys: [bookKey], now: new Date() }).status // => 200
 */
export function answerRequest(
  { old, proof, note }: WitnessRequest,
  witness: {
    readonly key: SigningKey
    readonly state: WitnessState
    /** The keys of the books that it witnesses, or a policy with them. */
    readonly keys: Trust
    readonly now: Date
  },
): WitnessAnswer {
  expectObject(note, 'note')
  expectObject(witness, 'witness')
  const { key, state, keys, now } = witness
  expectTrust(keys)
  const { origin, size, root } = note
  const cosigned = cosignCheckpoint(note, key, now)
  const mine =
    readCheckpoint(cosigned)?.note.signatures.filter(({ name, id }) => name === key.name && id === key.id) ?? []
  const ofBook = keysAt(keys, size).filter(({ kind, name }) => kind === 'book' && name === origin)
  if (ofBook.length === 0) return refused(404, 'unknown-origin', unknownOrigin(origin))
  if (signersOf(note, ofBook).length === 0) return refused(403, 'not-signed', notSigned(origin))
  if (old > size || size === 0) return refused(400, 'old-too-large', oldTooLarge(old, size))
  const known = state.get(origin)
  const last = known?.size ?? 0
  if (old !== last) return refused(409, 'other-old-size', otherOldSize(old, last), last)
  if (old === size && known && !sameHash(known.root, root)) return refused(409, 'fork', fork(size), last)
  const continues = known
    ? verifyConsistency(bookHash, { size1: old, root1: known.root, size2: size, root2: root, proof })
    : proof.length === 0
  if (!continues) return refused(422, 'does-not-continue', doesNotContinue(old, size))
  const body = writeNote({ text: '', signatures: mine }).slice(1)
  return { status: 200, body, note: cosigned, state: new Map([...state, [origin, { origin, size, root }]]) }
}

const refused = (status: 400 | 403 | 404 | 409 | 422, code: string, message: Words, last?: number): WitnessAnswer => ({
  status,
  body: last === undefined ? '' : `${last}\n`,
  refusal: refuse(code, message, { status, ...(last === undefined ? {} : { size: last }) }),
})

const unknownOrigin = (origin: string): Words => ({
  zh: `所给的公钥中没有台账 ${origin} 的：见证人只会签所认识的台账`,
  en: `none of the public keys is of the book ${origin}: a witness cosigns for the books that it knows`,
})
const notSigned = (origin: string): Words => ({
  zh: `检查点没有台账 ${origin} 的有效签名`,
  en: `the checkpoint has no right signature by the book ${origin}`,
})
const oldTooLarge = (old: number, size: number): Words => ({
  zh: `请求所称的原有条数 ${old} 多于检查点的 ${size} 条`,
  en: `the request says that ${old} events are known, the checkpoint has ${size}`,
})
const otherOldSize = (old: number, last: number): Words => ({
  zh: `请求从 ${old} 条起证明，见证人上一次会签的是 ${last} 条：请从那里起证明`,
  en: `the request proves from size ${old}, this witness cosigned ${last} last: prove from there`,
})
const fork = (size: number): Words => ({
  zh: `见证人已会签过 ${size} 条的另一个检查点：同一册台账有两个不同的版本（分叉），不会签`,
  en: `this witness has cosigned another checkpoint of ${size} events: there are two versions of this book (a fork); not cosigned`,
})
const doesNotContinue = (old: number, size: number): Words => ({
  zh: `证明不成立：${size} 条的这册不是 ${old} 条时那一册的接续`,
  en: `the proof does not hold: this book of ${size} events does not continue the one of ${old}`,
})
