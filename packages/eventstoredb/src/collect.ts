import type { CallTools } from './connection.ts'
import { Closed, Silence } from './failure.ts'
import type { ReadCall } from './read-call.ts'
import type { Recorded } from './read-message.ts'

/**
 * What is made of all that a read brings, or of as much as is enough; an event that a link leads to in vain is `undefined`. A read has no deadline of
 * its own: so silence is watched here, and what has not ended is always left.
 */
export async function collect<T>(
  read: ReadCall,
  { silenceMs, closing }: CallTools,
  {
    take,
    isEnough = () => false,
  }: { readonly take: (event: Recorded | undefined) => T; readonly isEnough?: (taken: T) => boolean },
): Promise<T[]> {
  const found: T[] = []
  let ended = false
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
      read.listen({
        message: (message) => {
          timer.refresh()
          if (message.kind !== 'event') return
          const taken = take(message.event)
          found.push(taken)
          if (isEnough(taken)) finish()
        },
        end: () => {
          ended = true
          finish()
        },
        error: fail,
      })
      closing.addEventListener('abort', closed)
      if (closing.aborted) closed()
    })
    return found
  } finally {
    if (!ended) read.leave()
  }
}
