import { EventLog } from '../../core/src/kernel/event-log.ts'
import { Folding } from '../../core/src/kernel/fold.ts'
import { RowChains } from '../../core/src/kernel/row-chains.ts'
import { Timelines } from '../../core/src/kernel/timelines.ts'

/** How much work something was, in numbers that are the same on every machine. */
export interface Work {
  /** Entries of timelines from which rows of facts were folded. */
  readonly folded: number
  /** Rows that were made. */
  readonly rows: number
  /** References that were followed in order to judge whether their targets hold. */
  readonly followed: number
  /** How often the first day of a row was looked at. */
  readonly looked: number
  /** Events that were read again from the log. */
  readonly readAgain: number
  /** JSON texts that were parsed. */
  readonly parsed: number
  /** Pieces of text that were encoded. */
  readonly encoded: number
}

/** Does something, and counts the work. */
export async function workOf(act: () => unknown): Promise<Work> {
  const counts = { folded: 0, rows: 0, followed: 0, looked: 0, readAgain: 0, parsed: 0, encoded: 0 }
  const restores = [
    onEachCall(Folding.prototype, 'apply', () => counts.folded++),
    onEachCall(RowChains.prototype, 'add', () => counts.rows++),
    onEachCall(Timelines.prototype, 'attribute', () => counts.followed++),
    onEachCall(RowChains.prototype, 'from', () => counts.looked++),
    onEachCall(EventLog.prototype, 'recorded', () => counts.readAgain++),
    onEachCall(JSON, 'parse', () => counts.parsed++),
    onEachCall(TextEncoder.prototype, 'encode', () => counts.encoded++),
  ]
  try {
    await act()
  } finally {
    for (const restore of restores) restore()
  }
  return counts
}

/** Lets a method do what it does, and tells of each call. Gives what takes that back. */
function onEachCall<T extends object>(of: T, name: keyof T & string, tell: () => void): () => void {
  const original = of[name] as (...given: unknown[]) => unknown
  of[name] = function told(this: unknown, ...given: unknown[]): unknown {
    tell()
    return original.apply(this, given)
  } as T[keyof T & string]
  return () => {
    of[name] = original as T[keyof T & string]
  }
}
