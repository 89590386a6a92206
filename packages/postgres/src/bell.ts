import { channelOf } from './schema.ts'
import type { Database } from './queries.ts'

/** How often a subscription looks for itself, where nobody rings: a notice may be lost, or the connection that listens. */
const lookAgainMs = 1000
const [againFirstMs, againLastMs] = [50, 5000]

/** Tells subscriptions when there may be more. */
export interface Bell {
  /** Settles when it rings, or has since this was last called by the same waiter; after a second in any case. */
  readonly waiter: () => (signal: AbortSignal) => Promise<void>
  /** After an append by this store: its own subscriptions are told at once, those of others by a notice. */
  readonly ring: () => void
  /** Listens to what other stores append, for as long as somebody waits. Settles once nobody does. */
  readonly listening: (signal: AbortSignal) => Promise<void>
  /** Settles when the last notice has gone out. */
  readonly quiet: () => Promise<void>
}

export function bell(database: Database, schema: string, closing: AbortSignal): Bell {
  const channel = channelOf(schema)
  const waiting = new Set<() => void>()
  let rung = 0
  const wake = (): void => {
    rung++
    for (const resume of waiting) resume()
  }

  /** Notices go out behind the commit and one at a time: inside it, all books of a database would wait for one another. */
  let [telling, again]: [Promise<void> | undefined, boolean] = [undefined, false]
  const tell = async (): Promise<void> => {
    do {
      again = false
      // A notice that is lost costs a second.
      await database.query(`SELECT pg_notify($1, '')`, [channel]).catch(() => undefined)
    } while (again)
    telling = undefined
  }

  /** One connection for all subscriptions of a store. */
  let [ears, stop]: [number, AbortController | undefined] = [0, undefined]
  const listen = async (signal: AbortSignal): Promise<void> => {
    for (let waitMs = againFirstMs; !signal.aborted; waitMs = Math.min(waitMs * 2, againLastMs)) {
      const onStanding = (): void => {
        waitMs = againFirstMs
        wake()
      }
      await database.listen(channel, { onStanding, onNotice: wake }, signal).catch(() => undefined)
      await settled(signal, waitMs)
    }
  }

  return {
    ring: () => {
      wake()
      again = true
      telling ??= tell()
    },
    quiet: async () => telling,
    listening: async (signal) => {
      if (ears++ === 0) {
        stop = new AbortController()
        void listen(AbortSignal.any([stop.signal, closing]))
      }
      await settled(signal)
      if (--ears === 0) stop?.abort()
    },
    waiter: () => {
      let heard = rung
      return async (signal) => {
        if (heard === rung) {
          const bounded = new AbortController()
          const resume = (): void => bounded.abort()
          waiting.add(resume)
          await settled(AbortSignal.any([signal, bounded.signal]), lookAgainMs)
          waiting.delete(resume)
        }
        heard = rung
      }
    },
  }
}

/** Settles when the signal aborts, or after so long. */
async function settled(signal: AbortSignal, ms?: number): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => {
    const timer = ms === undefined ? undefined : setTimeout(end, ms)
    function end(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    signal.addEventListener('abort', end)
  })
}
