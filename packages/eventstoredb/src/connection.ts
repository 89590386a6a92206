import { setMaxListeners } from 'node:events'
import type { Aftermath } from '@taizhang/kernel/store'
import { appender, type Appender } from './append-call.ts'
import { newClient, type Client } from './client.ts'
import { Closed, failure, faultOf, whyOf, type Fault } from './failure.ts'
import { showsServer } from './reach.ts'
import { backOff, untilClosed } from './waiting.ts'

/** How long to wait for what. */
export interface Patience {
  /** Without a sign of life, a call is given up and made again. */
  readonly silenceMs: number
  /** In all, for what is tried again and again. */
  readonly patienceMs: number
  /** The same while nothing has been heard of a server: the address is wrong, or it is down. */
  readonly connectMs: number
  /** Called before each wait. */
  readonly onWaiting?: ((waiting: Waiting) => void) | undefined
}

/** What is waited for, since when, and for how long at most. */
export interface Waiting {
  readonly why: string
  readonly sinceMs: number
  readonly atMostMs: number
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault }

/** What a call needs besides the client. */
export interface CallTools {
  readonly silenceMs: number
  /** Aborts when the store is closed. */
  readonly closing: AbortSignal
  readonly append: Appender
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
  /** Waits before the next attempt, after an error; `false` where patience is at an end. */
  again(error: Error): Promise<boolean>
}

interface Held {
  readonly client: Client
  readonly append: Appender
  calls: number
  retired: boolean
}

/**
 * Connects when first called. A client that has failed is replaced: the client keeps some failures for good (a rejected promise of
 * the server's features, a channel that is half dead), and says so by failing each time.
 */
export function connect(connection: string, shown: string, patience: Patience): Connection {
  const { silenceMs, patienceMs, connectMs, onWaiting } = patience
  const closer = new AbortController()
  const closing = closer.signal
  // One for each call under way.
  setMaxListeners(0, closing)
  const clients = new Set<Held>()
  let current: Promise<Held> | undefined
  /** Whether there has been a sign of a server. */
  let heard = false

  const open = async (): Promise<Held> => {
    const client = await newClient(connection, shown)
    const one = { client, append: appender(client, silenceMs), calls: 0, retired: false }
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
      const tools = { silenceMs, closing, append: one.append }
      const value = await untilClosed(call(one.client, tools), closing)
      heard = true
      return { ok: true, value }
    } catch (error) {
      const fault = faultOf(error)
      heard ||= await showsServer(fault, connection)
      if (fault.kind === 'passing' && !fault.keepsClient) retire(one)
      return { ok: false, fault }
    } finally {
      one.calls--
      letGo(one)
    }
  }

  const attempts = (): Attempts => {
    const began = performance.now()
    let made = 0
    return {
      again: async (error) => {
        const sinceMs = performance.now() - began
        const atMostMs = heard ? patienceMs : Math.min(connectMs, patienceMs)
        if (closing.aborted || sinceMs >= atMostMs) return false
        onWaiting?.({ why: whyOf(error), sinceMs, atMostMs })
        await backOff(made++, closing, atMostMs - sinceMs)
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
        if (answer.fault.kind !== 'passing' || !(await tries.again(answer.fault.error)))
          throw failure(shown, answer.fault, aftermath)
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
