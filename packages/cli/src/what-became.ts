import type { LedgerError } from '@taizhang/core'

import { exitCodes } from './exit-codes.ts'
import type { Words } from './language.ts'
import { Stop, stopOf } from './stop.ts'

/** What a run that records knows when something goes wrong. */
export interface SoFar {
  /** Events recorded for certain. */
  readonly recorded: number
  /** The batch at hand, from 1 on, where there are several. */
  readonly batch?: number | undefined
}

/** How a command says what became of the events. */
export interface OutcomeWords {
  readonly nothing: Words
  readonly some: (recorded: number) => Words
  readonly unknown: (recorded: number) => Words
}

const ofEvents: OutcomeWords = {
  nothing: { zh: '什么都没有记录', en: 'nothing was recorded' },
  some: (recorded) => ({
    zh: `此前各批已记录 ${recorded} 条，从该批起没有记录`,
    en: `the batches before it are recorded (${recorded} events), nothing from it on is`,
  }),
  unknown: (recorded) =>
    recorded === 0
      ? { zh: '不能确定是否已经记录', en: 'it is not certain whether the events were recorded' }
      : {
          zh: `此前各批已记录 ${recorded} 条，该批不能确定是否已经记录`,
          en: `the batches before it are recorded (${recorded} events), and it is not certain whether this one is`,
        },
}

/** The errors that say whether anything was recorded: a store that failed, and one that is damaged. */
const telling: ReadonlySet<number> = new Set([exitCodes.unavailable, exitCodes.unsound])

/**
 * The error with what became of the events: in its message, and as `recorded` for programs, which is `null` where nobody knows;
 * `recordedBefore` is then what is certain.
 */
export function withOutcome(
  error: unknown,
  { recorded, batch }: SoFar,
  words: OutcomeWords = ofEvents,
): Stop | undefined {
  const stopped = stopOf(error)
  if (!stopped || stopped.refusal['recorded'] !== undefined) return stopped
  const { exitCode, refusal, cause, headline } = stopped
  const ofBatch = batch === undefined ? {} : { batch }
  if (!telling.has(exitCode)) {
    const message = recorded === 0 ? refusal.message : joined(refusal.message, words.some(recorded))
    return new Stop(exitCode, { ...refusal, message, recorded, ...ofBatch }, { cause })
  }
  const isUnknown = isLedgerError(cause) && cause.aftermath === 'unknown'
  const because = isLedgerError(cause) ? cause.because : refusal.message
  const became = isUnknown ? words.unknown(recorded) : recorded > 0 ? words.some(recorded) : words.nothing
  const known = isUnknown ? { recorded: null, ...(recorded > 0 ? { recordedBefore: recorded } : {}) } : { recorded }
  const told = { ...refusal, message: joined(because, became), ...known, ...ofBatch }
  return new Stop(exitCode, told, { cause, ...(headline ? { headline } : {}) })
}

export const joined = (first: Words, second: Words): Words => ({
  zh: `${first.zh}；${second.zh}`,
  en: `${first.en}; ${second.en}`,
})

/** Told by its name: this file is loaded before core. */
const isLedgerError = (error: unknown): error is LedgerError => error instanceof Error && error.name === 'LedgerError'
