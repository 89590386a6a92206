import type { Outcome, Refused } from '../ledger/outcome.ts'

/** What is told of, by channel; every message has the book and how long it took. */
interface Messages {
  /** A batch is recorded, or was there already. */
  readonly 'taizhang:record': Omit<Extract<Outcome, { ok: true }>, 'ok'>
  /** A batch is refused. */
  readonly 'taizhang:refuse': Omit<Refused, 'ok'>
  /** Events were read from the store and replayed: on opening, after a snapshot, and when another writer has recorded. */
  readonly 'taizhang:replay': { readonly from: number; readonly size: number }
  /** Tables that lagged were brought forward, or made anew from size 0. */
  readonly 'taizhang:tables': { readonly from: number; readonly size: number }
}

/** Node's `diagnostics_channel`, as far as it is used here. */
interface Channels {
  channel(name: string): { readonly hasSubscribers: boolean; publish(message: unknown): void }
}

interface Host {
  readonly process?: { readonly getBuiltinModule?: (name: string) => Channels | undefined }
}

/** There is none in a browser. */
const channels = (globalThis as Host).process?.getBuiltinModule?.('node:diagnostics_channel')

/** Begins to measure; what is returned tells a channel's listeners, if there are any, what came of it and how long it took. */
export function measured<C extends keyof Messages>(book: string): (channel: C, message: () => Messages[C]) => void {
  const began = channels ? performance.now() : 0
  return (name, message) => {
    const channel = channels?.channel(name)
    if (channel?.hasSubscribers !== true) return
    channel.publish({ book, durationMs: performance.now() - began, ...message() })
  }
}
