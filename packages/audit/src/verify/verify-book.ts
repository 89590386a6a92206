import type { Domain } from '@taizhang/kernel/define'
import { fail, refuse, type EventStore, type Refusal } from '@taizhang/kernel'
import {
  expectObject,
  expectWhole,
  streamOf,
  domainOf,
  CheckedReplay,
  segmentsHold,
  type Counting,
  type Replayed,
} from '@taizhang/kernel/internal'
import { type CheckResult, type ReadEvent } from '@taizhang/kernel/store'
import { GrowingTree } from '@taizhang/kernel/merkle'
import { originOf } from '../notes/keys.ts'
import { expectTrust, type Trust } from '../notes/policy.ts'
import { expectInstant, type SealedNote } from '../notes/checkpoint.ts'
import { base64, bookHash, leafOf } from '../sha256.ts'
import { checkpointChecks } from './checkpoint-checks.ts'
import { Times } from './times-check.ts'
import { eventCheck, factCheck, gap, otherId, positioned } from './event-checks.ts'

/** What a book is held against. */
export interface VerifyOptions {
  /** What the book is about; by default what the store was opened for. */
  readonly domain?: Domain | undefined
  /** The checkpoint that the book is held against. */
  readonly since?: SealedNote | undefined
  /** Those who must have signed it: all of a list of keys, or as many as a policy says. */
  readonly keys?: Trust | undefined
  /**
   * How many days after the book had gone on a witness may still have signed a checkpoint: where events behind it say that they were recorded longer before
   * its signature, that is a finding; 1 by default. What is less is told.
   */
  readonly cosignDelayDays?: number | undefined
  /** When an authority stamped the checkpoint (RFC 3161), where that was checked: it has seen the checkpoint as a witness has. */
  readonly stampedAt?: Date | undefined
  readonly onProgress?: ((events: number) => void) | undefined
}

/** What came of verifying a book. Nothing is said to hold that was not checked: `checks` lists everything, also what was left out. */
export interface Verification {
  readonly book: string
  readonly size: number
  /** The root of the tree over all events, in base64. */
  readonly root: string
  readonly checks: readonly CheckResult[]
  /** Events that no checkpoint covers which fits the book and was signed by those who must have: all of them where there is none. */
  readonly unsealed: { readonly from: number; readonly count: number }
}

/**
 * Reads a book again from its first byte on: hashes every event, rebuilds the tree and its root, parses and judges every batch as
 * when it was recorded, holds all that the store keeps beside the events against them, and the whole against a checkpoint.
 *
 * Events of a newer program are no damage: `events` is `unable` then, and so is what would be derived from them.
 *
 * Throws `LedgerError`: unavailable where the store cannot be read; not-found where there is no such book, nor anything that says there was.
 *
 * @example
 * const { size, checks, unsealed } = await verifyBook(store, '350305', { domain: party, since: note, keys: [bookKey] })
 * checks.every(({ state }) => state !== 'failed') // => true
 * unsealed.count // => 0
 */
export async function verifyBook(store: EventStore, book: string, options: VerifyOptions = {}): Promise<Verification> {
  expectObject(options, 'options')
  const { since, keys = [], cosignDelayDays = 1 } = options
  if (since !== undefined) expectObject(since, 'since')
  expectTrust(keys)
  expectWhole(cosignDelayDays, 'cosignDelayDays')
  if (options.stampedAt !== undefined) expectInstant(options.stampedAt, 'stampedAt')
  const domain = domainOf(store, options)
  return atOneState(store, async (still) => verified(still, domain, book, options))
}

async function verified(
  store: EventStore,
  domain: Domain,
  book: string,
  { since, keys = [], cosignDelayDays = 1, stampedAt, onProgress }: VerifyOptions,
): Promise<Verification> {
  const isSealed = since !== undefined && since.origin === originOf(book)
  const times = new Times(isSealed ? since : undefined, keys, stampedAt)
  const reading = new Reading(domain, book, { sealedSize: since?.size, counting: store.tables?.counting, times })
  const replay = async (pages: AsyncIterable<readonly ReadEvent[]>): Promise<Replayed['changes'] | undefined> => {
    for await (const page of pages) {
      for (const event of page) reading.take(event)
      onProgress?.(reading.size)
    }
    return reading.end()
  }
  const stream = streamOf(book)
  const kept = store.inspect ? await store.inspect(stream, replay) : [await nothingKept(replay(store.read(stream)))]
  if (reading.size === 0 && !isSealed && kept.every(({ state }) => state !== 'failed'))
    fail('not-found', 'no-such-book', { zh: `没有台账 ${book}`, en: `there is no book ${book}` }, { book })
  const checks = [
    ...reading.checks(),
    ...kept,
    ...(await snapshotCheck(store, reading)),
    ...checkpointChecks(reading, since, keys),
    times.check(cosignDelayDays),
  ]
  const held = new Set(checks.filter(({ state }) => state === 'held').map(({ check }) => check))
  const sealed = since && held.has('checkpoint') && held.has('signatures') ? since.size : 0
  return {
    book,
    size: reading.size,
    root: base64(reading.root()),
    checks,
    unsealed: { from: sealed, count: reading.size - sealed },
  }
}

/** The store as it is at one moment, where it has more than its events. */
export const atOneState = async <T>(store: EventStore, use: (store: EventStore) => Promise<T>): Promise<T> =>
  store.atOneState ? store.atOneState(use) : use(store)

/** Only where there is a snapshot that a ledger would take up. */
async function snapshotCheck(store: EventStore, { replayed }: Reading): Promise<readonly CheckResult[]> {
  const holds = replayed && (await segmentsHold(store, replayed.book))
  if (holds === undefined) return []
  const note = holds
    ? {
        zh: '从快照接续，与由全部记录推算的相同',
        en: 'taken up from the snapshot, the book is what all its events give',
      }
    : {
        zh: '快照读不出来，或从它接续与由全部记录推算的不同：请删除快照',
        en: 'the snapshot cannot be read, or the book taken up from it is not what its events give: delete it',
      }
  const findings = holds ? [] : [refuse('snapshot-differs', note)]
  return [
    { check: 'snapshot', title: { zh: '快照', en: 'snapshot' }, state: holds ? 'held' : 'failed', note, findings },
  ]
}

const nothingKept = async (read: Promise<unknown>): Promise<CheckResult> => {
  await read
  return {
    check: 'store',
    title: { zh: '其他保存的内容', en: 'what else is kept' },
    state: 'skipped',
    note: { zh: '此存储除记录外不保存其他内容', en: 'this store keeps nothing beside the events' },
    findings: [],
  }
}

const findingsMax = 100

/** A book while it is read: the tree over the bytes, the replay that trusts nothing, and what does not fit the store's own columns. */
export class Reading {
  readonly book: string
  readonly #tree = new GrowingTree(bookHash)
  readonly #replay: CheckedReplay
  readonly #times: Times
  readonly #sealedSize: number | undefined
  readonly #strange: Refusal[] = []
  #sealedRoot: Uint8Array | undefined
  #replayed: Replayed | undefined

  /** @param counting what the store wants to be counted that is held against its tables */
  constructor(
    domain: Domain,
    book: string,
    {
      sealedSize,
      counting,
      times,
    }: { readonly sealedSize?: number | undefined; readonly counting?: Counting | undefined; readonly times: Times },
  ) {
    this.book = book
    this.#times = times
    this.#sealedSize = sealedSize
    this.#replay = new CheckedReplay(domain, { book, counting, atImpossible: 'go on' })
    this.#seal()
  }

  get size(): number {
    return this.#tree.size
  }

  root(): Uint8Array {
    return this.#tree.root()
  }

  /** The root at the size asked for; `undefined` where the book is shorter. */
  get sealedRoot(): Uint8Array | undefined {
    return this.#sealedRoot
  }

  take({ revision, id, text }: ReadEvent): void {
    const position = this.#tree.size
    if (revision !== position && this.#strange.length < findingsMax) this.#strange.push(gap(position, revision))
    this.#tree.append(leafOf(text))
    this.#seal()
    const event = this.#replay.take(text)
    if (event) this.#times.take({ position, recordedAt: event.recordedAt })
    if (event && event.id !== id && this.#strange.length < findingsMax)
      this.#strange.push(otherId(position, id, event.id))
  }

  /** What came of replaying, where all could be replayed and holds. */
  get replayed(): Replayed | undefined {
    return this.#malformed.length > 0 || this.#replayed?.impossible.length !== 0 ? undefined : this.#replayed
  }

  /** The net results of the batches, where all could be replayed. */
  end(): Replayed['changes'] | undefined {
    this.#replayed = this.#replay.end()
    return this.#malformed.length > 0 ? undefined : this.#replayed.changes
  }

  checks(): readonly CheckResult[] {
    const malformed = this.#malformed
    const impossible = this.#replayed?.impossible ?? []
    return [eventCheck(this.size, malformed), factCheck(malformed, impossible)]
  }

  get #malformed(): readonly Refusal[] {
    return [...this.#strange, ...(this.#replayed?.malformed ?? []).map(positioned)].slice(0, findingsMax)
  }

  #seal(): void {
    if (this.#tree.size === this.#sealedSize) this.#sealedRoot = this.#tree.root()
  }
}

/** The root of a book's tree at each of some sizes, from its events; `undefined` where the book is shorter. */
export async function rootsOf(
  store: EventStore,
  book: string,
  sizes: readonly number[],
): Promise<readonly (Uint8Array | undefined)[]> {
  const tree = new GrowingTree(bookHash)
  const roots = new Map([[0, tree.root()]])
  const most = Math.max(...sizes)
  for await (const page of store.read(streamOf(book), { to: most - 1 })) {
    for (const { text } of page) {
      tree.append(leafOf(text))
      if (sizes.includes(tree.size)) roots.set(tree.size, tree.root())
    }
  }
  return sizes.map((size) => roots.get(size))
}
