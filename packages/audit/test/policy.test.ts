import { party } from '@taizhang/core'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  readPolicy,
  signCheckpoint,
  signingKey,
  unsigned,
  verifyBook,
  verifyingLine,
  type SigningKey,
} from '../src/index.ts'
import { answerRequest, checkpointOf, cosign } from '../src/index.ts'
import { cosignCheckpoint } from '../src/notes/checkpoint.ts'
import { bookOf, read } from './book-of.ts'

const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)
const { store } = await bookOf('b')
const checkpoint = await checkpointOf(store, 'b')
const { size } = checkpoint
const now = new Date('2021-07-01T00:00:00Z')
const bookKeys = [1, 2].map((byte) => signingKey('taizhang/b', 'book', seed(byte)))
const witnessKeys = [11, 12, 13, 14, 15, 16].map((byte) => signingKey(`w${byte}`, 'witness', seed(byte)))
const [bookKey, successor] = bookKeys as [SigningKey, SigningKey]
const [w1, w2, w3] = witnessKeys as [SigningKey, SigningKey, SigningKey]

const signedBy = (...keys: readonly SigningKey[]): string => {
  const first = keys.find(({ kind }) => kind === 'book') ?? bookKey
  const note = signCheckpoint(checkpoint, first)
  return keys
    .filter(({ kind }) => kind === 'witness')
    .reduce((text, key) => cosignCheckpoint(read(text), key, now), note)
}
const codes = (text: string, ...keys: readonly SigningKey[]): readonly string[] =>
  unsigned(read(signedBy(...keys)), readPolicy(text)).map(({ code }) => code)

/** What verify says of the signatures, and how much it holds for unsealed. */
const verified = async (...keys: readonly SigningKey[]): Promise<unknown> => {
  const { checks, unsealed } = await verifyBook(store, 'b', {
    domain: party,
    since: read(signedBy(...keys)),
    keys: readPolicy(twoOfThree),
  })
  const signatures = checks.find(({ check }) => check === 'signatures')
  return [signatures?.state, unsealed.count]
}

const log = `log ${verifyingLine(bookKey)}`
const witness = (name: string, key: SigningKey): string => `witness ${name} ${verifyingLine(key)}`
const twoOfThree = [
  '# 三方中的两方',
  log,
  `${witness('区委', w1)} https://witness.example/`,
  witness('市委', w2),
  '',
  witness('审计', w3),
  'group 三方 2 区委 市委 审计',
  'quorum 三方',
].join('\n')

describe('a policy asks for the book and so many witnesses', () => {
  test('two of three', () => {
    expect(codes(twoOfThree, bookKey, w1, w3)).toEqual([])
    expect(codes(twoOfThree, bookKey, w1)).toEqual(['quorum-not-met'])
    expect(codes(twoOfThree, successor, w1, w2)).toEqual(['not-signed'])
    const [refusal] = unsigned(read(signedBy(bookKey, w2)), readPolicy(twoOfThree))
    expect(refusal).toMatchObject({ least: 2, signed: ['市委'], missing: ['区委', '审计'] })
    expect(refusal?.message.zh).toBe('见证不足：应有 2 方，有效的 1 方；没有区委、审计的有效会签')
  })

  test('a key counts at its sizes alone, its successor from there on', () => {
    const policy = (last: number): string =>
      `log ${verifyingLine(bookKey)} sizes=0-${last}\nlog ${verifyingLine(successor)} sizes=${last + 1}-\nquorum none`
    expect(codes(policy(size), bookKey)).toEqual([])
    expect(codes(policy(size), successor)).toEqual(['not-signed'])
    expect(codes(policy(size - 1), bookKey)).toEqual(['not-signed'])
    expect(codes(policy(size - 1), successor)).toEqual([])
    expect(codes(`log ${verifyingLine(bookKey)} sizes=${size + 1}-\nquorum none`, bookKey)).toEqual(['no-key-at-size'])
  })

  test('verify seals only what the policy is content with', async () => {
    expect(await verified(bookKey, w2, w3)).toEqual(['held', 0])
    expect(await verified(bookKey, w3)).toEqual(['failed', size])
  })

  test('a witness who cosigns by a policy asks for the book alone', async () => {
    const keys = readPolicy(twoOfThree)
    const note = read(signedBy(bookKey))
    const text = await cosign(store, 'b', { note, held: undefined, keys }, { key: w1, now })
    expect(unsigned(read(text), [bookKey, w1])).toEqual([])
    expect(answerRequest({ old: 0, proof: [], note }, { key: w1, state: new Map(), keys, now }).status).toBe(200)
    const other = read(signedBy(successor))
    expect(answerRequest({ old: 0, proof: [], note: other }, { key: w1, state: new Map(), keys, now }).status).toBe(403)
    await expect(cosign(store, 'b', { note: other, held: undefined, keys }, { key: w1, now })).rejects.toMatchObject({
      refusal: { code: 'not-signed' },
    })
  })
})

test.each([
  ['wat', 1],
  ['witness a', 1],
  [`log ${verifyingLine(w1)}`, 1],
  [`${log}\nwitness a ${verifyingLine(bookKey)}`, 2],
  [`${log}\n${log}`, 2],
  [`${log} sizes=0-5\n${log} sizes=5-`, 2],
  [`${log} sizes=5-4`, 1],
  [`${log} sizes=05-`, 1],
  [`${log} sizes=0-5 sizes=6-`, 1],
  [`${log} one two`, 1],
  [`${log}\n${witness('none', w1)}`, 2],
  [`${log}\n${witness('a', w1)}\n${witness('b', w1)}`, 3],
  [`${log}\n${witness('a', w1)}\n${witness('a', w2)}`, 3],
  [`${log}\n${witness('a', w1)}\ngroup a any a`, 3],
  [`${log}\n${witness('a', w1)}\ngroup g 2 a`, 3],
  [`${log}\n${witness('a', w1)}\ngroup g 0 a`, 3],
  [`${log}\n${witness('a', w1)}\ngroup g any a a`, 3],
  [`${log}\n${witness('a', w1)}\ngroup g any b`, 3],
  [`${log}\n${witness('a', w1)}\ngroup g any`, 3],
  [`${log}\n${witness('a', w1)}\ngroup g any a\ngroup h any a g`, 4],
  [`${log}\nquorum a`, 2],
  [`${log}\nquorum none\nquorum none`, 3],
  [`${log}\nquorum none none`, 2],
  [log, undefined],
  ['quorum none', undefined],
])('%j is refused, and the line named', (text, line) => {
  expect(() => readPolicy(text)).toThrow(
    expect.objectContaining({
      refusal: expect.objectContaining({ code: 'bad-policy', ...(line === undefined ? {} : { line }) }) as unknown,
    }),
  )
})

/** A group or a witness, as a test sees it: by whose signatures it is content. */
type Tree = { readonly key: number } | { readonly least: number; readonly of: readonly Tree[] }

const tree = (keys: readonly number[]): fc.Arbitrary<Tree> =>
  keys.length === 1
    ? fc.constant({ key: keys[0] ?? 0 })
    : fc
        .integer({ min: 1, max: keys.length - 1 })
        .chain((at) => fc.tuple(tree(keys.slice(0, at)), tree(keys.slice(at)), fc.integer({ min: 1, max: 2 })))
        .map(([first, second, least]) => ({ least, of: [first, second] }))

/** The lines of a tree, members first. */
function lines(one: Tree, name = 'q'): readonly string[] {
  if ('key' in one) return [witness(name, witnessKeys[one.key] as SigningKey)]
  const names = one.of.map((_, index) => `${name}${index}`)
  return [
    ...one.of.flatMap((each, index) => lines(each, names[index])),
    `group ${name} ${one.least} ${names.join(' ')}`,
  ]
}

const content = (one: Tree, signed: readonly number[]): boolean =>
  'key' in one ? signed.includes(one.key) : one.of.filter((each) => content(each, signed)).length >= one.least

test('of random groups of groups, whoever is enough for each is enough for the policy', () => {
  const seen = { met: 0, unmet: 0 }
  fc.assert(
    fc.property(tree([0, 1, 2, 3, 4, 5]), fc.subarray([0, 1, 2, 3, 4, 5]), (quorum, signed) => {
      const found = codes(
        [log, ...lines(quorum), 'quorum q'].join('\n'),
        bookKey,
        ...signed.map((at) => witnessKeys[at] as SigningKey),
      )
      expect(found).toEqual(content(quorum, signed) ? [] : ['quorum-not-met'])
      seen[content(quorum, signed) ? 'met' : 'unmet']++
    }),
    { numRuns: 100 },
  )
  expect(Math.min(seen.met, seen.unmet)).toBeGreaterThan(10)
})
