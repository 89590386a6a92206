import { setTimeout as sleep } from 'node:timers/promises'
import { Closed, Silence, type Outcome } from './failure.ts'

const firstWaitMs = 20
const longestWaitMs = 2000

/** Waits with jitter, longer each time, so that many who were cut off do not come back at the same moment. */
export async function backOff(attempt: number, signal: AbortSignal, atMostMs = longestWaitMs): Promise<void> {
  const longest = Math.min(longestWaitMs, firstWaitMs * 2 ** attempt, atMostMs)
  await sleep(longest * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined)
}

/** The answer, or {@link Closed} as soon as the store is closed. */
export async function untilClosed<T>(call: Promise<T>, closing: AbortSignal): Promise<T> {
  let stop: (() => void) | undefined
  const closed = new Promise<never>((_, reject) => {
    stop = () => reject(new Closed('the store is closed'))
    closing.addEventListener('abort', stop)
  })
  try {
    return await Promise.race([call, closed])
  } finally {
    if (stop) closing.removeEventListener('abort', stop)
  }
}

/** The answer, or {@link Silence} after so long, which then has that outcome: for calls that the client itself would never give up. */
export async function within<T>(ms: number, answer: Promise<T>, outcome?: Outcome): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const silent = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Silence(ms, outcome)), ms)
  })
  try {
    return await Promise.race([answer, silent])
  } finally {
    clearTimeout(timer)
  }
}
