import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fail, type Aftermath } from '@taizhang/core'
import type { EventStoreDBClient } from '@eventstore/db-client'
import { Closed, failure, faultOf, Silence, type Fault } from './failure.ts'

export type Client = EventStoreDBClient

/** How long to wait for what. */
export interface Patience {
  /** Without a sign of life, a call is given up and made again. */
  readonly silenceMs: number
  /** In all, for what is tried again and again. */
  readonly patienceMs: number
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault }

/** What a call needs besides the client. */
export interface CallTools {
  readonly silenceMs: number
  /** Aborts when the store is closed. */
  readonly closing: AbortSignal
}

/** A connection that outlives its clients. */
export interface Connection {
  readonly shown: string
  /** Makes a call once. What goes wrong is an answer; defects throw. */
  once<T>(call: (client: Client, tools: CallTools) => Promise<T>): Promise<Answer<T>>
  /**
   * Makes a call that changes nothing, until it is answered or patience ends. A stream that is not there is `undefined`. `aftermath` is what
   * the failure says of events that were to be recorded before.
   */
  asking<T>(call: (client: Client, tools: CallTools) => Promise<T>, aftermath?: Aftermath): Promise<T | undefined>
  /** The waits between attempts, for as long as patience lasts. */
  attempts(): Attempts
  readonly closing: AbortSignal
  close(): Promise<void>
}

export interface Attempts {
  /** Waits before the next attempt; `false` where patience is at an end. */
  again(): Promise<boolean>
}

interface Held {
  readonly client: Client
  calls: number
  retired: boolean
}

const firstWaitMs = 20
const longestWaitMs = 2000

/** Waits with jitter, longer each time, so that many who were cut off do not come back at the same moment. */
export async function backOff(attempt: number, signal: AbortSignal): Promise<void> {
  const longest = Math.min(longestWaitMs, firstWaitMs * 2 ** attempt)
  await sleep(longest * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined)
}

/**
 * Connects when first called. A client that has failed is replaced: the client keeps some failures for good (a rejected promise of
 * the server's features, a channel that is half dead), and says so by failing each time.
 */
export function connect(connection: string, shown: string, { silenceMs, patienceMs }: Patience): Connection {
  const closer = new AbortController()
  const closing = closer.signal
  // One for each call under way.
  setMaxListeners(0, closing)
  const clients = new Set<Held>()
  let current: Promise<Held> | undefined

  const open = async (): Promise<Held> => {
    const one = { client: await newClient(connection, shown), calls: 0, retired: false }
    clients.add(one)
    return one
  }
  /** The first of those whose calls failed on it retires a client; only then it is the current one. */
  const retire = (one: Held): void => {
    if (one.retired) return
    one.retired = true
    current = undefined
  }
  const letGo = (one: Held): void => {
    if (!one.retired || one.calls > 0) return
    clients.delete(one)
    void one.client.dispose()
  }

  const once: Connection['once'] = async (call) => {
    if (closing.aborted) return { ok: false, fault: faultOf(new Closed(shown)) }
    const one = await (current ??= open())
    one.calls++
    try {
      return { ok: true, value: await untilClosed(call(one.client, { silenceMs, closing }), closing) }
    } catch (error) {
      const fault = faultOf(error)
      if (fault.kind === 'passing' && !fault.keepsClient) retire(one)
      return { ok: false, fault }
    } finally {
      one.calls--
      letGo(one)
    }
  }

  const attempts = (): Attempts => {
    const until = performance.now() + patienceMs
    let made = 0
    return {
      again: async () => {
        if (closing.aborted || performance.now() >= until) return false
        await backOff(made++, closing)
        return !closing.aborted
      },
    }
  }

  return {
    shown,
    closing,
    once,
    attempts,
    asking: async (call, aftermath = 'none') => {
      const tries = attempts()
      for (;;) {
        const answer = await once(call)
        if (answer.ok) return answer.value
        if (answer.fault.kind === 'no-stream') return undefined
        if (answer.fault.kind !== 'passing' || !(await tries.again())) throw failure(shown, answer.fault, aftermath)
      }
    },
    close: async () => {
      closer.abort()
      // Without it the process would stay alive for the sake of open calls.
      await Promise.all([...clients].map(async ({ client }) => client.dispose()))
      clients.clear()
    },
  }
}

async function untilClosed<T>(call: Promise<T>, closing: AbortSignal): Promise<T> {
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

/** The answer, or {@link Silence} after so long: for calls that the client itself would never give up. */
export async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Silence(ms)), ms)
  })
  try {
    return await Promise.race([answer, silence])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * A client that appends by single calls. The other way, one stream of appends for all, has no deadline, fails for good where the
 * server's features could not be had once, and keeps what is pending for all clients of the process together: a broken connection
 * rejects the appends of healthy ones, and an answer to one of those then ends the process.
 */
async function newClient(connection: string, shown: string): Promise<Client> {
  // Loaded only now: it takes a while, and most commands need no server.
  const { EventStoreDBClient: Client } = await import('@eventstore/db-client')
  try {
    const client = Client.connectionString(connection)
    Object.defineProperty(client, 'supports', { value: async () => false })
    return client
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return fail(
      'usage',
      'bad-address',
      { zh: `${shown} 无法使用：${why}`, en: `${shown} cannot be used: ${why}` },
      { ledger: shown },
    )
  }
}
