import { refuse, type Refusal, type Words } from '@taizhang/kernel'
import type { CheckResult } from '@taizhang/kernel/store'
import { sameHash } from '@taizhang/kernel/merkle'
import { originOf, keyWords, type VerifyingKey } from '../notes/keys.ts'
import {
  asksForKeys,
  inRange,
  isMet,
  keysAt,
  policyOf,
  type Member,
  type Trust,
  type TrustPolicy,
} from '../notes/policy.ts'
import { signersOf, type Checkpoint, type SealedNote, type Signed } from '../notes/checkpoint.ts'
import { base64 } from '../sha256.ts'

/** A book's tree at the size of a checkpoint. */
export interface Sealed {
  readonly book: string
  readonly size: number
  readonly sealedRoot: Uint8Array | undefined
}

/** Whether the book begins with what the checkpoint says, and whether those who must have signed it did. */
export const checkpointChecks = (
  sealed: Sealed,
  since: SealedNote | undefined,
  keys: Trust,
): readonly CheckResult[] => [checkpointCheck(sealed, since, keys), signatureCheck(since, keys)]

function checkpointCheck(sealed: Sealed, since: SealedNote | undefined, keys: Trust): CheckResult {
  if (!since) return checkpoint('skipped', noCheckpoint)
  const finding = notTheBooks(sealed, since)
  // What nobody signed accuses no book.
  if (finding && finding.code !== 'other-book' && unsigned(since, keys).length > 0)
    return checkpoint('skipped', notSigned)
  if (finding) return checkpoint('failed', { zh: '与检查点不符', en: 'the book does not fit it' }, [finding])
  return checkpoint('held', {
    zh: `前 ${since.size} 条与检查点相符：没有改动、删除或插入`,
    en: `the first ${since.size} events are those that it seals: none was changed, deleted or inserted`,
  })
}

const noCheckpoint: Words = {
  zh: '没有给出 --since：整个文件若被前后一致地重写或换成旧副本，只有与别处保存的检查点对照才能发现',
  en: 'no --since was given: a file rewritten as a whole, or an older copy, shows only against a checkpoint kept elsewhere',
}

const notSigned: Words = {
  zh: '检查点没有应有的签名：与它不符说明不了什么，没有对照',
  en: 'the checkpoint is not signed as it must be: that the book does not fit it means nothing, so they were not compared',
}

const checkpoint = (state: CheckResult['state'], note: Words, findings: readonly Refusal[] = []): CheckResult => ({
  check: 'checkpoint',
  title: { zh: '检查点', en: 'checkpoint' },
  state,
  note,
  findings,
})

/** Why a checkpoint is not one of this book, if it is not. */
export function notTheBooks({ book, size, sealedRoot }: Sealed, since: Checkpoint): Refusal | undefined {
  const origin = originOf(book)
  if (since.origin !== origin) {
    return refuse(
      'other-book',
      {
        zh: `检查点属于 ${since.origin}，不是 ${origin}`,
        en: `the checkpoint is of ${since.origin}, not of ${origin}`,
      },
      { found: since.origin, expected: origin },
    )
  }
  if (!sealedRoot) {
    return refuse(
      'book-shorter',
      {
        zh: `检查点封存了 ${since.size} 条记录，台账只有 ${size} 条：有记录被删除，或文件是旧副本`,
        en: `the checkpoint seals ${since.size} events, the book has ${size}: events were deleted, or the file is an older copy`,
      },
      { size, sealed: since.size },
    )
  }
  if (sameHash(sealedRoot, since.root)) return undefined
  return refuse(
    'root-differs',
    {
      zh: `前 ${since.size} 条记录的根哈希与检查点不符：封存之后有改动、删除或插入`,
      en: `the first ${since.size} events do not give the checkpoint's root: some were changed, deleted or inserted since`,
    },
    { sealed: since.size, found: base64(sealedRoot), expected: base64(since.root) },
  )
}

function signatureCheck(since: SealedNote | undefined, keys: Trust): CheckResult {
  const named = { check: 'signatures', title: { zh: '签名', en: 'signatures' } }
  if (!since || !asksForKeys(keys)) {
    const note = since
      ? {
          zh: '没有给出 --trust：不知道检查点是谁签的',
          en: 'no --trust was given: who signed the checkpoint was not checked',
        }
      : { zh: '没有检查点可查', en: 'there is no checkpoint to check' }
    return { ...named, state: 'skipped', note, findings: [] }
  }
  const findings = unsigned(since, keys)
  const names = signersOf(since, keysAt(keys, since.size)).map(signerWords)
  const note =
    findings.length > 0
      ? { zh: `${findings.length} 个签名不对或没有`, en: `${findings.length} wrong or missing` }
      : {
          zh: `已签：${names.map(({ zh }) => zh).join('、')}`,
          en: `signed by ${names.map(({ en }) => en).join(', ')}`,
        }
  return { ...named, state: findings.length > 0 ? 'failed' : 'held', note, findings }
}

/** Who signed, and a witness when. */
function signerWords({ key, cosignedAt }: Signed): Words {
  const { zh, en } = keyWords(key)
  const at = cosignedAt?.toISOString().replace('.000', '')
  return at === undefined ? { zh, en } : { zh: `${zh}（${at} 会签）`, en: `${en} (at ${at})` }
}

/**
 * A refusal for each of the keys that did not sign the note; with a policy, for a book's key or a quorum of witnesses that is missing.
 *
 * @example unsigned(note, [bookKey, witnessKey]).map(({ code }) => code) // => ['not-signed']
 */
export function unsigned(note: SealedNote, keys: Trust): readonly Refusal[] {
  const signed = new Set(signersOf(note, keysAt(keys, note.size)).map(({ key }) => key))
  const policy = policyOf(keys)
  if (policy) return unmet(note, policy, signed)
  return keysAt(keys, note.size)
    .filter((key) => !signed.has(key))
    .map(notSignedBy)
}

const notSignedBy = (key: VerifyingKey): Refusal =>
  refuse(
    'not-signed',
    {
      zh: `没有${keyWords(key).zh}（${key.id}）的有效签名`,
      en: `there is no right signature by ${keyWords(key).en} (${key.id})`,
    },
    { key: key.name, id: key.id },
  )

/** What a policy asks for and the note has not. */
function unmet(
  { origin, size }: SealedNote,
  { books, quorum }: TrustPolicy,
  signed: ReadonlySet<VerifyingKey>,
): readonly Refusal[] {
  const own = inRange(books, size).filter(({ name }) => name === origin)
  const byBook = own.some((key) => signed.has(key))
  const missing = own.length === 0 ? [noKeyAt(origin, size)] : byBook ? [] : own.map(notSignedBy)
  return !quorum || isMet(quorum, signed, size) ? missing : [...missing, quorumNotMet(quorum, signed, size)]
}

const noKeyAt = (origin: string, size: number): Refusal =>
  refuse(
    'no-key-at-size',
    {
      zh: `所给的规则里没有台账 ${origin} 在 ${size} 条时有效的公钥`,
      en: `the policy has no key of the book ${origin} that counts at ${size} events`,
    },
    { origin, size },
  )

function quorumNotMet(quorum: Member, signed: ReadonlySet<VerifyingKey>, size: number): Refusal {
  const members = 'keys' in quorum ? [quorum] : quorum.members
  const least = 'keys' in quorum ? 1 : quorum.least
  const met = members.filter((each) => isMet(each, signed, size)).map(({ name }) => name)
  const missing = members.map(({ name }) => name).filter((name) => !met.includes(name))
  return refuse(
    'quorum-not-met',
    {
      zh: `见证不足：应有 ${least} 方，有效的 ${met.length} 方；没有${missing.join('、')}的有效会签`,
      en: `too few witnesses: ${least} needed, ${met.length} have cosigned rightly; missing: ${missing.join(', ')}`,
    },
    { least, signed: met, missing },
  )
}
