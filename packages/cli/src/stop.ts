import type { LedgerError, Refusal } from '@taizhang/core'

import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes.ts'
import type { Words } from './language.ts'

/** Ends a command with an exit code and an error to show. */
export class Stop extends Error {
  override readonly name = 'Stop'
  readonly exitCode: ExitCode
  readonly refusal: Refusal
  /** What people read first, where it is not the refusal's own message. */
  readonly headline: Words | undefined

  constructor(
    exitCode: ExitCode,
    refusal: Refusal,
    { headline, ...options }: ErrorOptions & { headline?: Words } = {},
  ) {
    super(refusal.message.en, options)
    this.exitCode = exitCode
    this.refusal = refusal
    this.headline = headline
  }
}

/** Ends a command; `never` returns. */
export function stop(
  because: keyof typeof exitCodes,
  code: string,
  message: Words,
  fields: Readonly<Record<string, unknown>> = {},
): never {
  throw new Stop(exitCodes[because], { code, message, ...fields })
}

/** What core threw, with the exit code for it. Told by its members: this file is loaded before core. */
export function stopOf(error: unknown): Stop | undefined {
  if (error instanceof Stop) return error
  if (!(error instanceof Error) || error.name !== 'LedgerError') return undefined
  const { kind, refusal } = error as LedgerError
  return new Stop(exitCodeOf(kind), refusal, { cause: error })
}
