import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { fail, type Words } from '@taizhang/kernel'
import { expectChoice, expectObject, expectText } from '@taizhang/kernel/internal'
import { base64, fromBase64, sha256 } from '../sha256.ts'

/**
 * What a key signs: a book's checkpoints, or a witness's cosignatures on them. The numbers are C2SP's signature types for Ed25519
 * (signed-note, tlog-cosignature).
 */
export type KeyKind = 'book' | 'witness'

const typeOf = { book: 1, witness: 4 } as const satisfies Record<KeyKind, number>

/** How a key is told of, so that a witness is never taken for the book. */
export const keyWords = ({ name, kind }: Pick<VerifyingKey, 'name' | 'kind'>): Words =>
  kind === 'book' ? { zh: `台账 ${name}`, en: `book ${name}` } : { zh: `见证人 ${name}`, en: `witness ${name}` }

/** A key whose signatures can be checked. */
export interface VerifyingKey {
  readonly name: string
  readonly kind: KeyKind
  /** Eight hexadecimal digits; with the name it tells a key from all others. */
  readonly id: string
  readonly publicKey: Uint8Array
}

/** A key that signs. */
export interface SigningKey extends VerifyingKey {
  readonly seed: Uint8Array
}

const ofBook = 'taizhang/'

/**
 * The name that a book's checkpoints and its key have.
 *
 * @example originOf('350305') // => 'taizhang/350305'
 */
export function originOf(book: string): string {
  expectText(book, 'book')
  return `${ofBook}${book}`
}

/** Whether something can be a name: of a key, of who signs, of what a checkpoint is of. */
export const isName = (name: string): boolean => name.length <= 255 && /^[^\s\p{Z}\p{C}+]+$/u.test(name)

/** A witness never has the name of a book: nobody is to take the one for the other. */
const mayBeNamed = (name: string, kind: KeyKind): boolean =>
  isName(name) && (kind === 'book' || !name.startsWith(ofBook))

/**
 * Makes a key from a seed of 32 bytes, which the caller draws at random.
 *
 * Throws `LedgerError` (usage) where the name is empty, longer than 255 characters, or has a space, a plus or a control character, where a
 * witness is to have the name of a book, where there is no such kind of key, or the seed has not 32 bytes.
 *
 * @example
 * const key = signingKey(originOf('350305'), 'book', crypto.getRandomValues(new Uint8Array(32)))
 * key.id.length // => 8
 */
export function signingKey(name: string, kind: KeyKind, seed: Uint8Array): SigningKey {
  expectText(name, 'name')
  expectChoice(kind, 'kind', Object.keys(typeOf))
  expectSeed(seed)
  if (!mayBeNamed(name, kind)) badName(name)
  const { x } = createPublicKey(privateKeyOf(seed)).export({ format: 'jwk' })
  const publicKey = new Uint8Array(Buffer.from(String(x), 'base64url'))
  return { name, kind, seed, publicKey, id: keyId(name, kind, publicKey) }
}

const seedBytes = 32

function expectSeed(seed: Uint8Array): void {
  if (seed instanceof Uint8Array && seed.length === seedBytes) return
  // The seed is a secret: it is not repeated.
  fail(
    'usage',
    'bad-seed',
    { zh: `seed 应为 ${seedBytes} 字节`, en: `seed must have ${seedBytes} bytes` },
    { parameter: 'seed' },
  )
}

const badName = (given: string, name = given.slice(0, 80).toWellFormed()): never =>
  fail(
    'usage',
    'bad-key-name',
    {
      zh: `密钥名称 ${JSON.stringify(name)} 不可用：1 到 255 个字符，不含空格、加号和控制字符；见证人的名称不以 ${ofBook} 开头`,
      en: `${JSON.stringify(name)} cannot name a key: 1 to 255 characters without spaces, plus signs and control characters; a witness's does not begin with ${ofBook}`,
    },
    { parameter: 'name', name },
  )

const keyId = (name: string, kind: KeyKind, publicKey: Uint8Array): string =>
  Buffer.from(sha256(Buffer.concat([Buffer.from(`${name}\n`), Uint8Array.of(typeOf[kind]), publicKey])))
    .subarray(0, 4)
    .toString('hex')

const encoded = (kind: KeyKind, bytes: Uint8Array): string =>
  base64(Buffer.concat([Uint8Array.of(typeOf[kind]), bytes]))

/**
 * The public key as one line of text, for those who check.
 *
 * @example readVerifyingLine(verifyingLine(bookKey))?.id === bookKey.id // => true
 */
export function verifyingLine(key: VerifyingKey): string {
  expectObject(key, 'key')
  const { name, id, kind, publicKey } = key
  return `${name}+${id}+${encoded(kind, publicKey)}`
}

/**
 * The private key as one line of text. Whoever has it can sign.
 *
 * @example signingLine(bookKey).startsWith('PRIVATE+KEY+') // => true
 */
export function signingLine(key: SigningKey): string {
  expectObject(key, 'key')
  const { name, id, kind, seed } = key
  return `PRIVATE+KEY+${name}+${id}+${encoded(kind, seed)}`
}

/**
 * Reads a public key from its line; `undefined` if the line is none.
 *
 * @example readVerifyingLine('no key') // => undefined
 */
export function readVerifyingLine(line: string): VerifyingKey | undefined {
  const read = partsOf(line)
  if (!read || read.bytes.length !== 32) return undefined
  const { name, kind, id, bytes } = read
  return keyId(name, kind, bytes) === id ? { name, kind, id, publicKey: bytes } : undefined
}

/**
 * Reads a private key from its line; `undefined` if the line is none.
 *
 * @example readSigningLine(signingLine(bookKey))?.name // => 'taizhang/350305'
 */
export function readSigningLine(line: string): SigningKey | undefined {
  const start = 'PRIVATE+KEY+'
  const read = typeof line === 'string' && line.startsWith(start) ? partsOf(line.slice(start.length)) : undefined
  if (!read || read.bytes.length !== 32) return undefined
  const key = signingKey(read.name, read.kind, read.bytes)
  return key.id === read.id ? key : undefined
}

function partsOf(line: string): { name: string; id: string; kind: KeyKind; bytes: Uint8Array } | undefined {
  if (typeof line !== 'string') return undefined
  // Base64 has plus signs of its own, names and ids have none.
  const [, name = '', id = '', text = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(line) ?? []
  const bytes = fromBase64(text)
  const kind = bytes && (Object.keys(typeOf) as KeyKind[]).find((each) => typeOf[each] === bytes[0])
  return kind && mayBeNamed(name, kind) ? { name, id, kind, bytes: bytes.slice(1) } : undefined
}

export const signWith = ({ seed }: SigningKey, message: Uint8Array): Uint8Array =>
  new Uint8Array(sign(null, message, privateKeyOf(seed)))

export const isSignedBy = ({ publicKey }: VerifyingKey, message: Uint8Array, signature: Uint8Array): boolean =>
  signature.length === 64 && verify(null, message, publicKeyOf(publicKey), signature)

const privateKeyOf = (seed: Uint8Array): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  })

const publicKeyOf = (bytes: Uint8Array): KeyObject =>
  createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes]),
    format: 'der',
    type: 'spki',
  })
