import type { Readable, Writable } from 'node:stream'

/** A stream that results and remarks go to. */
export type Out = Writable & { readonly isTTY?: boolean }

/** What a run of the command line takes from outside. Time and identity come in here and nowhere else. */
export interface World {
  readonly args: readonly string[]
  readonly env: Readonly<Partial<Record<string, string>>>
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: Out
  readonly stderr: Out
  readonly now: () => Date
}
