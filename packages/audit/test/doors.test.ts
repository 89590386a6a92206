import * as audit from '@taizhang/audit'
import type { Ledger, View } from '@taizhang/core'
import { figureNamed, type Figure } from '@taizhang/core/figures'
import { describeDoors, takes, type Door } from '@taizhang/testkit'
import { expect, test } from 'vitest'
import { bookOf, read } from './book-of.ts'

const { anything, day, list, object, one, optional, text, whole } = takes

const { store, ledger } = await bookOf('test')
/** A store that was told what its books are about. */
const told = { ...store, domain: ledger.domain }
const view = ledger.asOf('2021-06-30')
const members = figureNamed('members')
const flow = figureNamed('dues-paid')
const unscoped = figureNamed('budget')
const scope = one('enterprise', 'social-organization')
const noScope = one(undefined)
const none = one()
const subject = one('u0', 'u1', 'u2')
const withDay = (asOf: unknown): View => ({ ...view, asOf: asOf as string })
const before = (last: string) => (value: unknown) => day(value) && String(value) <= last
const key = audit.signingKey(audit.originOf('test'), 'book', new Uint8Array(32))
const checkpoint = await audit.checkpointOf(store, 'test')
const written = audit.signCheckpoint(checkpoint, key)
const note = read(written)
const witness = audit.signingKey('witness', 'witness', new Uint8Array(32).fill(1))
const now = new Date('2021-07-01T00:00:00Z')
const keyName = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= 255 && /^[^\s\p{Z}\p{C}+]+$/u.test(value)
const asked = { figures: [figureNamed('units-listed')], asOf: '2021-06-30', note, full: true }

const doors: Record<string, Door> = {
  explain: [
    [day, (value) => audit.explain(ledger, withDay(value), members)],
    [none, (value) => audit.explain(ledger, view, value)],
    [optional(scope), (value) => audit.explain(ledger, view, members, { scope: value })],
    [optional(scope), (value) => audit.explain(ledger, view, flow, { scope: value })],
    [optional(subject), (value) => audit.explain(ledger, view, members, { subject: value })],
    [optional(before('2021-07-01')), (value) => audit.explain(ledger, view, flow, { window: { from: value } })],
    [optional(object), (value) => audit.explain(ledger, view, members, value)],
  ],
  diff: [
    [before('2021-06-30'), (value) => audit.diff(ledger, withDay(value), view, { figures: [members] })],
    [none, (value) => audit.diff(ledger, value, view)],
    [optional(scope), (value) => audit.diff(ledger, view, view, { scope: value })],
    [optional(scope), (value) => audit.diff(ledger, view, view, { scope: value, figures: [flow] })],
    [
      (value) => value === undefined || (list(value) && (value as unknown[]).length === 0),
      (value) => audit.diff(ledger, view, view, { figures: value }),
    ],
  ],
  late: [
    [whole(), (value) => audit.late(ledger, { days: value })],
    [optional(none), (value) => audit.late(ledger, { days: 30, sealed: value })],
  ],
  bundleOf: [
    [day, (value) => audit.bundleOf(ledger, { ...asked, asOf: value })],
    [optional(scope), (value) => audit.bundleOf(ledger, { ...asked, scope: value })],
    [optional(scope), (value) => audit.bundleOf(ledger, { ...asked, figures: [flow], scope: value })],
    [noScope, (value) => audit.bundleOf(ledger, { ...asked, figures: [unscoped], scope: value })],
    [
      (value) => list(value) && (value as unknown[]).length === 0,
      (value) => audit.bundleOf(ledger, { ...asked, figures: value }),
    ],
  ],
  originOf: [[text, (value) => audit.originOf(value)]],
  readCheckpoint: [[anything, (value) => nothing(audit.readCheckpoint(value))]],
  readVerifyingLine: [[anything, (value) => nothing(audit.readVerifyingLine(value))]],
  readSigningLine: [[anything, (value) => nothing(audit.readSigningLine(value))]],
  signingKey: [
    [keyName, (value) => audit.signingKey(value, 'book', new Uint8Array(32))],
    [one('book', 'witness'), (value) => audit.signingKey('name', value, new Uint8Array(32))],
    [none, (value) => audit.signingKey('name', 'book', value)],
  ],
  signCheckpoint: [
    [whole(), (value) => audit.signCheckpoint({ ...checkpoint, size: value }, key)],
    [none, (value) => audit.signCheckpoint({ ...checkpoint, root: value }, key)],
    [none, (value) => audit.signCheckpoint(value, key)],
  ],
  checkpointOf: [[one('test'), async (value) => audit.checkpointOf(store, value)]],
  cosign: [
    [
      none,
      async (value) => audit.cosign(store, 'test', { note, held: undefined, keys: [] }, { key: witness, now: value }),
    ],
    [none, async (value) => audit.cosign(store, 'test', value, { key: witness, now })],
    [none, async (value) => audit.cosign(store, 'test', { note, held: undefined, keys: [] }, value)],
  ],
  verifyBook: [[optional(object), async (value) => audit.verifyBook(told, 'test', value)]],
  readRequest: [[anything, (value) => nothing(audit.readRequest(value))]],
  readWitnessState: [[anything, (value) => nothing(audit.readWitnessState(value, witness))]],
  readPolicy: [[none, (value) => audit.readPolicy(value)]],
  readTrust: [[text, (value) => nothing(audit.readTrust(value))]],
  requestOf: [
    [one('test'), async (value) => audit.requestOf(store, value, { note, from: undefined })],
    [none, async (value) => audit.requestOf(store, 'test', { note: value, from: undefined })],
  ],
  tilesOf: [
    [one('test'), async (value) => audit.tilesOf(store, value, note)],
    [none, async (value) => audit.tilesOf(store, 'test', value)],
  ],
  writeRequest: 'takes a request that was read',
  writeWitnessState: 'takes a state that was read and a key',
  answerRequest: 'takes a request and a state that were read, and keys',
  expectLedgerSealed: 'takes a note that was read and keys that were read',
  expectSealed: 'takes a note that was read and keys that were read',
  signersOf: 'takes a note that was read and keys that were read',
  signingLine: 'takes a key',
  verifyingLine: 'takes a key',
  unsigned: 'takes a note that was read and keys that were read',
}

const nothing = (found: unknown): void => expect(found).toBeUndefined()

describeDoors({ audit }, doors, { runs: 30 })

test('a figure without a scope is refused one, by name or among others', () => {
  const refusal = expect.objectContaining({ code: 'not-by-scope', figure: 'budget' }) as unknown
  const refused = { kind: 'usage', refusal }
  const whatever: readonly ((figure: Figure, from: Ledger) => unknown)[] = [
    (figure, from) => audit.explain(from, view, figure, { scope: 'enterprise' }),
    (figure, from) => audit.diff(from, view, view, { figures: [members, figure], scope: 'enterprise' }),
  ]
  for (const ask of whatever) expect(() => ask(unscoped, ledger)).toThrow(expect.objectContaining(refused))
})
