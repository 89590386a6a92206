import type { StreamingRead } from '@eventstore/db-client'
import type { CallTools } from './connection.ts'
import { Closed, Silence } from './failure.ts'

/**
 * All that a read brings, or as much as is enough. The client's reads have no deadline, end without a word where they are cancelled, and
 * leak their call where they are left: so silence is watched here, and what has not ended is always cancelled.
 */
export async function collect<E>(
  read: StreamingRead<E>,
  { silenceMs, closing }: CallTools,
  isEnough: (found: E) => boolean = () => false,
): Promise<E[]> {
  const found: E[] = []
  let ended = false
  // An error that nobody listens to any more must not end the process.
  read.on('error', () => undefined)
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => fail(new Silence(silenceMs)), silenceMs)
      const closed = (): void => fail(new Closed('the store is closed'))
      const leave = (): void => {
        clearTimeout(timer)
        closing.removeEventListener('abort', closed)
      }
      const fail = (error: Error): void => {
        leave()
        reject(error)
      }
      const finish = (): void => {
        leave()
        resolve()
      }
      read.on('data', (event: E) => {
        timer.refresh()
        found.push(event)
        if (isEnough(event)) finish()
      })
      read.on('end', () => {
        ended = true
        finish()
      })
      read.on('error', fail)
      closing.addEventListener('abort', closed)
      if (closing.aborted) closed()
    })
    return found
  } finally {
    if (!ended) cancel(read)
  }
}

/** Ends a read or a subscription on the server too. */
export function cancel(read: StreamingRead<unknown>): void {
  read.removeAllListeners('data')
  void read.cancel().catch(() => undefined)
  read.destroy()
}
