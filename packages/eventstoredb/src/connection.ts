import { setMaxListeners } from 'node:events'
import type { Aftermath } from '@taizhang/kernel/store'
import type { LedgerError, Words } from '@taizhang/kernel'
import { appender, type Appender } from './append-call.ts'
import { closeClient, type Client } from './client.ts'
import { leader, leaderless } from './discovery.ts'
import { Closed, faultOf, Silence, Undiscovered, type Fault, type PassingFault } from './failure.ts'
import { failure, reasonOf } from './told.ts'
import { wantsTls } from './tls.ts'
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
  /** The same in both languages. */
  readonly words: Words
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
  asking<T>(call: (client: Client, tools: CallTools) => Promise<T>, aftermath?: () => Aftermath): Promise<T | undefined>
  /** The error for a fault that is not waited for any longer. */
  failure(fault: Fault, aftermath: Aftermath): Promise<LedgerError>
  /** The waits between attempts, for as long as patience lasts. */
  attempts(): Attempts
  readonly closing: AbortSignal
  close(): Promise<void>
}

export interface Attempts {
  /** Waits before the next attempt, after a fault; `false` where patience is at an end. */
  again(fault: PassingFault): Promise<boolean>
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
    const client = await leader(connection, shown, () => void (heard = true))
    if (closing.aborted) await closeClient(client)
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
    void closeClient(one.client)
  }
  const openAgain = async (): Promise<Held> => {
    const opening = (current ??= open())
    // Where none was found, the next call looks again.
    const forget = (): void => void (current === opening && (current = undefined))
    return opening.catch((error: unknown) => {
      forget()
      throw error
    })
  }

  const once: Connection['once'] = async (call) => {
    if (closing.aborted) return { ok: false, fault: faultOf(new Closed(shown)) }
    let one: Held | undefined
    try {
      one = await untilClosed(openAgain(), closing)
      one.calls++
      const tools = { silenceMs, closing, append: one.append }
      const value = await untilClosed(call(one.client, tools), closing)
      heard = true
      return { ok: true, value }
    } catch (error) {
      const fault = faultOf(error)
      heard ||= showsServer(fault)
      if (one && fault.kind === 'passing' && !fault.keepsClient) retire(one)
      return { ok: false, fault }
    } finally {
      if (one) {
        one.calls--
        letGo(one)
      }
    }
  }

  const attempts = (): Attempts => {
    const began = performance.now()
    let made = 0
    return {
      again: async (fault) => {
        const sinceMs = performance.now() - began
        const atMostMs = heard ? patienceMs : Math.min(connectMs, patienceMs)
        if (closing.aborted || sinceMs >= atMostMs) return false
        const words = reasonOf(fault)
        onWaiting?.({ why: words.en, words, sinceMs, atMostMs })
        await backOff(made++, closing, atMostMs - sinceMs)
        return !closing.aborted
      },
    }
  }

  /** What lies behind a fault is asked for only once nobody waits any longer. */
  const explained = async (fault: Fault): Promise<Fault> => {
    if (fault.kind !== 'passing' || closing.aborted) return fault
    const { error } = fault
    if (error instanceof Undiscovered && error.isThere) return fault
    const asksAgain = !(error instanceof Undiscovered)
    const told = (await wantsTls(connection, fault)) ?? (asksAgain ? await leaderless(connection, shown) : undefined)
    return told ? { ...fault, told } : fault
  }
  const failing: Connection['failure'] = async (fault, aftermath) => failure(shown, await explained(fault), aftermath)

  return {
    shown,
    closing,
    once,
    attempts,
    failure: failing,
    asking: async (call, aftermath = () => 'none') => {
      const tries = attempts()
      for (;;) {
        const answer = await once(call)
        if (answer.ok) return answer.value
        if (answer.fault.kind === 'no-stream') return undefined
        if (answer.fault.kind !== 'passing' || !(await tries.again(answer.fault)))
          throw await failing(answer.fault, aftermath())
      }
    },
    close: async () => {
      closer.abort()
      // Without it the process would stay alive for the sake of open calls.
      await Promise.all([...clients].map(async ({ client }) => closeClient(client)))
      clients.clear()
    },
  }
}

/** Whether a fault shows that a server is there. */
function showsServer(fault: Fault): boolean {
  if (fault.kind !== 'passing') return true
  if (fault.error instanceof Undiscovered) return fault.error.isThere
  return fault.outcome !== 'unreached' && !(fault.error instanceof Silence)
}
