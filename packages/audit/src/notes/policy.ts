import { fail, type Words } from '@taizhang/kernel'
import { expectList, expectObject, expectText } from '@taizhang/kernel/internal'
import { readVerifyingLine, type VerifyingKey } from './keys.ts'

/** A key whose signatures count on checkpoints of some sizes, both ends included; `to` is `Infinity` where there is no end. */
export interface RangedKey {
  readonly key: VerifyingKey
  readonly from: number
  readonly to: number
}

/** One who may cosign: a witness, with the keys that it has had, or a group of which so many must. */
export type Member =
  | { readonly name: string; readonly keys: readonly RangedKey[] }
  | { readonly name: string; readonly least: number; readonly members: readonly Member[] }

/** Who must have signed a checkpoint (C2SP tlog-policy): its book, and of the witnesses as many as a quorum asks for. */
export interface TrustPolicy {
  readonly books: readonly RangedKey[]
  /** `undefined` where the book's own signature is enough. */
  readonly quorum: Member | undefined
}

/** Those who must have signed a checkpoint: every key of a list, or as many as a policy says. An empty list asks for nobody. */
export type Trust = readonly VerifyingKey[] | TrustPolicy

const isList = (trust: Trust): trust is readonly VerifyingKey[] => Array.isArray(trust)

/** At a public door: a list of keys, or a policy. */
export function expectTrust(trust: Trust): void {
  if (typeof trust !== 'object' || trust === null || isList(trust)) return expectList(trust, 'keys')
  expectObject(trust, 'keys')
  expectList(trust.books, 'keys.books')
}

/** The policy, where it is one and not a list of keys. */
export const policyOf = (trust: Trust): TrustPolicy | undefined => (isList(trust) ? undefined : trust)

/** What is asked of a checkpoint before it is cosigned: a policy's quorum comes about by cosigning. */
export const beforeCosigning = (trust: Trust): Trust => (isList(trust) ? trust : { ...trust, quorum: undefined })

/** Whether anybody must have signed. */
export const asksForKeys = (trust: Trust): boolean => !isList(trust) || trust.length > 0

/** The keys whose signatures count on a checkpoint of that size. */
export function keysAt(trust: Trust, size: number): readonly VerifyingKey[] {
  if (isList(trust)) return trust
  const { books, quorum } = trust
  return inRange([...books, ...(quorum ? keysOf(quorum) : [])], size)
}

export const inRange = (keys: readonly RangedKey[], size: number): readonly VerifyingKey[] => {
  const counted = keys.filter(({ from, to }) => from <= size && size <= to).map(({ key }) => key)
  return [...new Map(counted.map((key) => [`${key.name} ${key.id}`, key])).values()]
}

const keysOf = (member: Member): readonly RangedKey[] =>
  'keys' in member ? member.keys : member.members.flatMap(keysOf)

/** Whether those who signed are as many as a member of a policy asks for. */
export const isMet = (member: Member, signed: ReadonlySet<VerifyingKey>, size: number): boolean =>
  'keys' in member
    ? inRange(member.keys, size).some((key) => signed.has(key))
    : member.members.filter((each) => isMet(each, signed, size)).length >= member.least

const isSaid = (line: string): boolean => line !== '' && !line.startsWith('#')

/**
 * Reads who must have signed: keys, one a line, all of whom must; or a policy, as `readPolicy` does. `undefined` if a line of a list is no key, or there
 * is none. Empty lines and lines that begin with # say nothing.
 *
 * Throws `LedgerError` (usage) where a line of a policy cannot be read.
 *
 * @example
 * const keys = readTrust(`# the district\n${verifyingLine(bookKey)}\n`)
 * keys && unsigned(note, keys).length // => 0
 * readTrust('no key') // => undefined
 */
export function readTrust(text: string): Trust | undefined {
  expectText(text, 'text')
  if (/^[^\S\n]*(log|witness|group|quorum)\s/m.test(text)) return readPolicy(text)
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const keys = lines.filter(isSaid).map(readVerifyingLine)
  return keys.length > 0 && keys.every((key) => key !== undefined) ? keys : undefined
}

/**
 * Reads a policy (C2SP tlog-policy): `log KEY` for the book's own key, `witness NAME KEY` for each witness, `group NAME K|any|all MEMBER …` for
 * groups of them, and one line `quorum NAME|none`. A key may have `sizes=FROM-TO` behind it, beyond that format: it counts only on checkpoints of these
 * sizes, and another line of the same book or witness has its successor. Empty lines and lines that begin with # say nothing.
 *
 * Throws `LedgerError` (usage) where a line is none of these, a name is unknown or given twice, or the sizes of two keys of one witness meet.
 *
 * @example
 * const policy = readPolicy(`log ${verifyingLine(bookKey)}\nwitness one ${verifyingLine(witnessKey)}\nquorum one\n`)
 * unsigned(note, policy).map(({ code }) => code) // => ['quorum-not-met']
 */
export function readPolicy(text: string): TrustPolicy {
  expectText(text, 'text')
  const reading = new Reading()
  for (const [index, written] of text.split(/\r?\n/).entries()) {
    const line = written.trim()
    if (isSaid(line)) reading.take(index + 1, line.split(/\s+/))
  }
  return reading.end()
}

/** A member as its lines have it: of a group the names alone. */
type Written = { readonly keys: RangedKey[] } | { readonly least: number; readonly names: readonly string[] }

class Reading {
  readonly #books: RangedKey[] = []
  readonly #members = new Map<string, Written>()
  readonly #grouped = new Set<string>()
  #quorum: string | undefined

  take(line: number, [kind = '', ...words]: readonly string[]): void {
    if (kind === 'log') return this.#log(line, words)
    if (kind === 'witness') return this.#witness(line, words)
    if (kind === 'group') return this.#group(line, words)
    if (kind === 'quorum') return this.#setQuorum(line, words)
    return bad(line, notALine)
  }

  end(): TrustPolicy {
    const quorum = this.#quorum ?? bad(undefined, noQuorum)
    if (this.#books.length === 0) bad(undefined, noLog)
    return { books: this.#books, quorum: quorum === 'none' ? undefined : this.#resolved(quorum) }
  }

  #resolved(name: string): Member {
    const written = this.#members.get(name)
    if (!written) throw new Error(`there is no member ${name}`)
    if ('keys' in written) return { name, keys: written.keys }
    return { name, least: written.least, members: written.names.map((each) => this.#resolved(each)) }
  }

  #log(line: number, [written = '', ...rest]: readonly string[]): void {
    const one = rangedKey(line, written, rest)
    if (one.key.kind !== 'book') bad(line, notABook)
    const others = this.#books.filter(({ key }) => key.name === one.key.name)
    if (others.some((other) => overlaps(other, one))) bad(line, sizesMeet)
    this.#books.push(one)
  }

  #witness(line: number, [name = '', written = '', ...rest]: readonly string[]): void {
    const one = rangedKey(line, written, rest)
    if (one.key.kind !== 'witness') bad(line, notAWitness)
    const known = this.#members.get(name)
    if (known ? !('keys' in known) : !isFree(name)) bad(line, badName)
    // One key under two names would count twice.
    const isAnothers = [...this.#members.values()].some(
      (other) => other !== known && 'keys' in other && other.keys.some(({ key }) => isSame(key, one.key)),
    )
    if (isAnothers) bad(line, keyTwice)
    const keys = known && 'keys' in known ? known.keys : []
    if (keys.some((other) => overlaps(other, one))) bad(line, sizesMeet)
    this.#members.set(name, { keys: [...keys, one] })
  }

  #group(line: number, [name = '', written = '', ...names]: readonly string[]): void {
    if (this.#members.has(name) || !isFree(name)) bad(line, badName)
    if (names.length === 0) bad(line, badMembers)
    for (const each of names) {
      if (!this.#members.has(each)) bad(line, unknownName)
      // Whoever stood in two groups would count twice.
      if (this.#grouped.has(each)) bad(line, badMembers)
      this.#grouped.add(each)
    }
    const least = written === 'any' ? 1 : written === 'all' ? names.length : Number(written)
    if (!/^(any|all|[1-9]\d{0,3})$/.test(written) || least > names.length) bad(line, badLeast)
    this.#members.set(name, { least, names })
  }

  #setQuorum(line: number, [name = '', ...rest]: readonly string[]): void {
    if (this.#quorum !== undefined || rest.length > 0) bad(line, oneQuorum)
    if (name !== 'none' && !this.#members.has(name)) bad(line, unknownName)
    this.#quorum = name
  }
}

const isFree = (name: string): boolean => /^[^\s\p{C}]{1,255}$/u.test(name) && name !== 'none'
const isSame = (a: VerifyingKey, b: VerifyingKey): boolean => Buffer.from(a.publicKey).equals(Buffer.from(b.publicKey))
const overlaps = (a: RangedKey, b: RangedKey): boolean => a.from <= b.to && b.from <= a.to

function rangedKey(line: number, written: string, rest: readonly string[]): RangedKey {
  const key = readVerifyingLine(written) ?? bad(line, notAKey)
  const sizes = rest.filter((word) => word.startsWith('sizes='))
  // What else may stand behind a key is the address of its log or witness, which nobody asks here.
  if (sizes.length > 1 || rest.length - sizes.length > 1) bad(line, notALine)
  if (sizes[0] === undefined) return { key, from: 0, to: Infinity }
  const [, from = '', to = ''] = /^sizes=(0|[1-9]\d{0,14})-([1-9]\d{0,14})?$/.exec(sizes[0]) ?? []
  const range = { from: Number(from), to: to === '' ? Infinity : Number(to) }
  if (from === '' || range.to < range.from) bad(line, badSizes)
  return { key, ...range }
}

const bad = (line: number | undefined, words: Words): never =>
  fail(
    'usage',
    'bad-policy',
    line === undefined ? words : { zh: `第 ${line} 行：${words.zh}`, en: `line ${line}: ${words.en}` },
    { parameter: 'policy', ...(line === undefined ? {} : { line }) },
  )

const notALine: Words = {
  zh: '应为 log 公钥、witness 名称 公钥、group 名称 个数 成员…、quorum 名称|none 之一，公钥后可写 sizes=从-到',
  en: 'it should be log KEY, witness NAME KEY, group NAME K|any|all MEMBER… or quorum NAME|none; a key may have sizes=FROM-TO behind it',
}
const notAKey: Words = {
  zh: '没有公钥，或写错了：应为 NAME+ID+…，由 npx taizhang keygen 生成',
  en: 'there is no key, or a wrong one: it should be NAME+ID+…, as npx taizhang keygen makes it',
}
const notABook: Words = {
  zh: 'log 之后应是台账的公钥，这是见证人的',
  en: 'log takes the key of a book; this is a witness’s',
}
const notAWitness: Words = {
  zh: 'witness 之后应是见证人的公钥，这是台账的',
  en: 'witness takes the key of a witness; this is a book’s',
}
const sizesMeet: Words = {
  zh: '同一方的两把公钥，条数范围有重叠：请用 sizes=从-到 分开',
  en: 'the sizes of two keys of one book or witness meet: set them apart with sizes=FROM-TO',
}
const keyTwice: Words = {
  zh: '这把公钥已用另一个见证人的名称写过：一把公钥只算一个见证人',
  en: 'this key stands under the name of another witness: one key counts as one witness',
}
const badName: Words = {
  zh: '名称已经用过，或不可用（none 除外的任何不含空格的文字）',
  en: 'the name is taken, or cannot be one (any text without spaces but none)',
}
const unknownName: Words = { zh: '前面没有写过这个名称', en: 'no line before has this name' }
const badMembers: Words = {
  zh: '应写出成员，每个只在一个组里写一次',
  en: 'name the members; each stands in one group, once',
}
const badLeast: Words = {
  zh: '个数应为 any、all 或 1 到成员数之间的整数',
  en: 'the number should be any, all, or from 1 to how many members there are',
}
const badSizes: Words = {
  zh: 'sizes= 应为 从-到，如 0-20000；没有终点的写 20001-',
  en: 'sizes= should be FROM-TO, such as 0-20000, or 20001- where there is no end',
}
const oneQuorum: Words = {
  zh: 'quorum 只写一行，后面一个名称或 none',
  en: 'there is one line quorum, with one name or none',
}
const noQuorum: Words = { zh: '缺少一行 quorum 名称|none', en: 'a line quorum NAME|none is missing' }
const noLog: Words = {
  zh: '缺少一行 log 公钥：须写明台账自己的公钥',
  en: 'a line log KEY is missing: the key of the book itself',
}
