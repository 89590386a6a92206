import type { Domain } from '../define/domain.ts'
import { expectFunction, expectObject } from '../doors/doors.ts'
import type { DraftOf } from './domain-names.ts'
import { expectRecordOptions, type BatchOptions, type RecordOptions } from './given.ts'
import type { Outcome } from './outcome.ts'

/** Who records, bound once. */
export interface RecorderOptions extends Omit<RecordOptions, 'now'> {
  /** Asked for the time at each batch. */
  readonly clock: () => Date
}

/** Records into a ledger in somebody's name; see `Ledger.as`. */
export interface Recorder<D extends Domain = Domain> {
  /** Records the drafts as one batch, as `Ledger.record` does. */
  record(drafts: readonly DraftOf<D>[], options?: Expected): Promise<Outcome>
  /** What `record` would say, without recording. */
  check(drafts: readonly DraftOf<D>[], options?: Expected): Promise<Outcome>
}

/** What a batch expects of the book. */
type Expected = Pick<BatchOptions, 'expectedSize'>

/** What of a ledger is recorded through. */
interface Target<D extends Domain> {
  readonly domain: D
  record(drafts: readonly DraftOf<D>[], options: BatchOptions): Promise<Outcome>
  check(drafts: readonly DraftOf<D>[], options: BatchOptions): Promise<Outcome>
}

/** A recorder into a ledger. Throws `LedgerError` (usage) where an option is malformed. */
export function newRecorder<D extends Domain>(ledger: Target<D>, options: RecorderOptions): Recorder<D> {
  expectObject(options, 'options')
  const { clock, ...bound } = options
  expectFunction(clock, 'clock')
  expectRecordOptions(ledger.domain.texts, bound)
  const all = (expected: Expected): BatchOptions => {
    expectObject(expected, 'options')
    return { ...bound, now: clock(), expectedSize: expected.expectedSize }
  }
  return {
    record: async (drafts, expected = {}) => ledger.record(drafts, all(expected)),
    check: async (drafts, expected = {}) => ledger.check(drafts, all(expected)),
  }
}
