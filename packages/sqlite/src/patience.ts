import { setTimeout as wait } from 'node:timers/promises'
import { isLedgerError } from '@taizhang/kernel'

/** How long one attempt waits for the file, in the thread: a writer that is quick is met within it. */
export const attemptMs = 10
/** From one attempt to the next others get their turn. */
const [pauseMsMin, pauseMsMax] = [5, 25]

/** Runs a step on the file; where another program holds it, again and again until the patience is over. In between the thread is free. */
export type Patient = <T>(step: () => T) => Promise<T>

/** @param busyMs how long to try in all */
export const patience =
  (busyMs: number): Patient =>
  async (step) => {
    const end = performance.now() + busyMs
    for (let pauseMs = pauseMsMin; ; pauseMs = Math.min(pauseMs * 2, pauseMsMax))
      try {
        return step()
      } catch (error) {
        if (!isBusy(error) || performance.now() >= end) throw error
        await wait(pauseMs)
      }
  }

/** Nothing was done for another program held the file. */
const isBusy = (error: unknown): boolean =>
  isLedgerError(error) && error.refusal.code === 'store-busy' && error.aftermath !== 'unknown'
