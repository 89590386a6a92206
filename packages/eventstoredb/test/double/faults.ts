/** The calls that faults may strike. */
export type Call = 'append' | 'read' | 'read-all' | 'subscribe' | 'features' | 'gossip'

export type FaultKind =
  /** Refused with a status. */
  | 'unavailable'
  | 'not-ready'
  | 'not-leader'
  | 'too-large'
  | 'access-denied'
  | 'internal'
  /** A read or subscription that the server will never take, with one of the statuses that it has for that. */
  | 'not-understood'
  | 'unimplemented'
  | 'not-found'
  | 'stream-not-found'
  /** No answer, ever; nothing is done. */
  | 'silent'
  /** Done, and no answer. */
  | 'silent-after-write'
  /** No answer; done only after `ms`. */
  | 'late-write'
  /** Answered as timed out: the quorum is gone, and the write hides in the log for `ms`; then it is committed, or gone. */
  | 'hides-then-commits'
  | 'hides-then-goes'
  /** All connections are cut: before anything is done, after it is done, or in the middle. */
  | 'cut'
  | 'cut-after-write'
  | 'cut-in-middle'
  /** A read or subscription: ends with a status after some events, ends as if all were well, or pauses `ms` between events. */
  | 'drop'
  /** The server ends a subscription whose events are not taken fast enough. */
  | 'too-slow'
  | 'end'
  | 'slow'

export interface Fault {
  readonly on: Call
  readonly kind: FaultKind
  /** Calls about this stream only. */
  readonly stream?: string
  /** Calls struck; 1 by default. */
  readonly times?: number
  /** Calls let pass before. */
  readonly skip?: number
  /** Events let through before a read is struck. */
  readonly events?: number
  readonly ms?: number
}

/** The faults still to come. */
export class Faults {
  readonly #waiting: { fault: Fault; skip: number; times: number }[] = []

  add(fault: Fault): void {
    this.#waiting.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 })
  }

  /** How many calls are still to be struck. */
  get waiting(): number {
    return this.#waiting.reduce((sum, { times }) => sum + times, 0)
  }

  clear(): void {
    this.#waiting.length = 0
  }

  /** The fault that strikes this call, if any does. */
  strike(on: Call, stream: string): Fault | undefined {
    for (const waiting of this.#waiting) {
      const { fault } = waiting
      if (fault.on !== on || (fault.stream !== undefined && fault.stream !== stream)) continue
      if (waiting.skip-- > 0) continue
      if (--waiting.times <= 0) this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
      return fault
    }
    return undefined
  }
}
