import type { Readable, Writable } from 'node:stream'

/** A stream that results and remarks go to. */
export type Out = (Writable & { readonly isTTY?: boolean; readonly columns?: number }) | PlainOut

/** What of a stream is needed where it is no terminal. */
export interface PlainOut {
  readonly isTTY: false
  readonly write: (text: string | Uint8Array, done: (error?: Error) => void) => void
  readonly on: ErrorListening
  readonly once: ErrorListening
  readonly off: ErrorListening
}

type ErrorListening = (event: 'error', listener: (error: Error) => void) => void

/** What a run of the command line takes from outside. Time and identity come in here and nowhere else. */
export interface World {
  readonly args: readonly string[]
  readonly env: Readonly<Partial<Record<string, string>>>
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: Out
  readonly stderr: Out
  readonly now: () => Date
  /** Aborts when whoever runs the command asks it to end; before it is called, that ends the program at once. Where there is none, nobody asks. */
  readonly interrupted?: () => AbortSignal
}
