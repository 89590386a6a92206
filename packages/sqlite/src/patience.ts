import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { isLedgerError } from '@taizhang/kernel'

/** From one attempt to the next others get their turn. */
const [pauseMsMin, pauseMsMax] = [1, 10]

/** Runs a step on the file; where another program holds it, again and again until the patience is over. In between the thread is free. */
export type Patient = <T>(step: () => T) => Promise<T>

/** @param busyMs how long to try in all; what is asked of the connection past this waits as long in the thread */
export function patience(db: DatabaseSync, busyMs: number): Patient {
  const waitInThread = (ms: number): void => db.exec(`PRAGMA busy_timeout = ${ms}`)
  const attempt = <T>(step: () => T): T => {
    if (!db.isOpen) return step()
    waitInThread(0)
    try {
      return step()
    } finally {
      waitInThread(busyMs)
    }
  }
  return async (step) => {
    const end = performance.now() + busyMs
    for (let pauseMs = pauseMsMin; ; pauseMs = Math.min(pauseMs * 2, pauseMsMax))
      try {
        return attempt(step)
      } catch (error) {
        if (!isBusy(error) || performance.now() >= end) throw error
        await wait(pauseMs)
      }
  }
}

/** Nothing was done for another program held the file. */
const isBusy = (error: unknown): boolean =>
  isLedgerError(error) && error.refusal.code === 'store-busy' && error.aftermath !== 'unknown'
