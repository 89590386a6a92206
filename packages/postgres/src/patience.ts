import { setTimeout as sleep } from 'node:timers/promises'
import { fail, type Words } from '@taizhang/kernel'
import type { Aftermath } from '@taizhang/kernel/store'
import { failure, faultOf } from './failure.ts'

/** How long to wait for what. */
export interface PatienceOptions {
  /** In all, for what is tried again and again; by default 30 s. */
  readonly patienceMs?: number | undefined
  /** The same while nothing has been heard of the server; by default 5 s. */
  readonly connectMs?: number | undefined
  /** Called before each wait. */
  readonly onWaiting?: ((waiting: Waiting) => void) | undefined
}

/** What is waited for, since when, and for how long at most. */
export interface Waiting {
  /** In one language. */
  readonly why: string
  /** In both. */
  readonly words: Words
  /** Milliseconds. */
  readonly sinceMs: number
  /** Milliseconds. */
  readonly atMostMs: number
}

/** Does a work until it comes to an end, or patience does. What goes wrong for good, or for too long, becomes a `LedgerError`. */
export type Patient = <T>(
  work: () => Promise<T>,
  aftermath?: () => Aftermath,
  failed?: (error: unknown) => void,
) => Promise<T>

const [firstWaitMs, longestWaitMs] = [10, 2000]

export function patience(shown: string, closing: AbortSignal, options: PatienceOptions): Patient {
  const { patienceMs = 30_000, connectMs = 5000, onWaiting } = options
  /** Whether there has been an answer. */
  let heard = false
  return async (work, aftermath = () => 'none', failed = () => undefined) => {
    const began = performance.now()
    for (let tries = 0; ; tries++)
      try {
        const done = await work()
        heard = true
        return done
      } catch (error) {
        failed(error)
        const fault = faultOf(error)
        const sinceMs = performance.now() - began
        const atMostMs = heard ? patienceMs : Math.min(connectMs, patienceMs)
        if (fault.kind === 'lasting' || closing.aborted || sinceMs >= atMostMs) throw failure(shown, fault, aftermath())
        onWaiting?.({ why: fault.why.en, words: fault.why, sinceMs, atMostMs })
        // With jitter, so that many who met do not meet again.
        const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** tries, atMostMs - sinceMs) * (0.5 + Math.random() / 2)
        await sleep(waitMs, undefined, { signal: closing }).catch(() => undefined)
      }
  }
}

/** Fails where the store was closed. */
export function expectOpen(shown: string, closing: AbortSignal): void {
  if (!closing.aborted) return
  fail('unavailable', 'closed', { zh: `${shown}：存储已关闭`, en: `${shown}: the store is closed` }, { ledger: shown })
}
