import type { StreamingRead } from '@eventstore/db-client'
import type { CallTools } from './connection.ts'
import { Closed, Silence } from './failure.ts'

/**
 * What is made of all that a read brings, or of as much as is enough. The client's reads have no deadline, end without a word where they are cancelled, and
 * leak their call where they are left: so silence is watched here, and what has not ended is always cancelled.
 */
export async function collect<E, T>(
  read: StreamingRead<E>,
  { silenceMs, closing }: CallTools,
  { take, isEnough = () => false }: { readonly take: (event: E) => T; readonly isEnough?: (taken: T) => boolean },
): Promise<T[]> {
  const found: T[] = []
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
        const taken = take(event)
        found.push(taken)
        if (isEnough(taken)) finish()
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
