import { aftermaths, type Aftermath } from '@taizhang/kernel/store'
import { LedgerError, refuse, type FailureKind } from '@taizhang/kernel'

export type Outcome = 'unreached' | 'not-done' | 'unknown'

/** Why a call did not come back with an answer. */
export type Fault =
  | { readonly kind: 'wrong-revision' | 'no-stream' }
  /**
   * May go well another time. `outcome` is what came of the call: the server was not reached, it has certainly not acted on it, or nobody
   * knows. `keepsClient`: the client has drawn its own conclusion, and is to be used again.
   */
  | { readonly kind: 'passing'; readonly error: Error; readonly outcome: Outcome; readonly keepsClient: boolean }
  /** Will go wrong each time. */
  | { readonly kind: 'lasting'; readonly code: string; readonly zh: string; readonly en: string; readonly error: Error }

/** Nothing came for too long. The client would wait for ever. */
export class Silence extends Error {
  override readonly name = 'Silence'
  readonly outcome: Outcome
  constructor(ms: number, outcome: Outcome = 'unknown') {
    super(`no answer for ${ms} ms`)
    this.outcome = outcome
  }
}

/** The store was closed while something was under way. */
export class Closed extends Error {
  override readonly name = 'Closed'
}

/** A call that was to go on ended without a word. */
export class Dropped extends Error {
  override readonly name = 'Dropped'
  readonly type = 'unavailable'
  constructor() {
    super('the server ended the call')
  }
}

/** The server's answer to an append that it did not make. The client has no class for it that could be made here. */
export class AppendRefused extends Error {
  override readonly name = 'AppendRefused'
  readonly type: string
  readonly code: number
  constructor(type: string, code: number, message: string) {
    super(message)
    this.type = type
    this.code = code
  }
}

const invalidArgument = 3
const permissionDenied = 7
const resourceExhausted = 8
const unimplemented = 12

/** What the client says where it has found no node of a cluster. */
export const undiscovered = /Failed to discover/

/** What an error of the client means. Throws on errors that are not the client's: those are defects. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) throw error
  if (error instanceof Silence) return passing(error, error.outcome)
  if (error instanceof Closed) return lasting('closed', '存储已关闭', 'the store is closed', error)
  // Told by `type` and not by class: two copies of the client may be loaded.
  const { type, code, message } = error as Error & { readonly type?: unknown; readonly code?: unknown }
  switch (type) {
    case 'wrong-expected-version':
      return { kind: 'wrong-revision' }
    case 'stream-not-found':
      return { kind: 'no-stream' }
    case 'not-leader':
      // It ends the call for all appends in it, and one of the others may have been made.
      return { kind: 'passing', error, outcome: 'unknown', keepsClient: true }
    case 'unavailable':
      return passing(
        error,
        /No connection established|ECONNREFUSED|Name resolution failed/.test(message) ? 'unreached' : 'unknown',
      )
    case 'cancelled':
    case 'deadline-exceeded':
    case 'timeout':
      return passing(error)
    case 'access-denied':
      return lasting(
        'access-denied',
        '没有权限：请检查用户名、密码和权限',
        'access denied: check user, password and access rights',
        error,
      )
    case 'stream-deleted':
      return lasting('stream-deleted', '流已被永久删除', 'the stream has been deleted for good', error)
    case 'maximum-append-size-exceeded':
      return tooLarge(error)
    case 'unknown':
      return unknownFault(error, code)
  }
  if (undiscovered.test(message)) return passing(error, 'unreached')
  throw error
}

/** What the client does not recognize: "Server Is Not Ready" among it, but also what no repetition mends. */
function unknownFault(error: Error, code: unknown): Fault {
  if (/not ready|is (too )?busy|no leader info/i.test(error.message)) return passing(error, 'not-done')
  if (code === resourceExhausted) return tooLarge(error)
  if (code === permissionDenied) return lasting('access-denied', '没有权限', 'access denied', error)
  if (code === invalidArgument || code === unimplemented)
    return lasting(
      'not-understood',
      `服务器不接受请求：${error.message}`,
      `the server does not take the request: ${error.message}`,
      error,
    )
  return passing(error)
}

const passing = (error: Error, outcome: Outcome = 'unknown'): Fault => ({
  kind: 'passing',
  error,
  outcome,
  keepsClient: false,
})

const lasting = (code: string, zh: string, en: string, error: Error): Fault => ({
  kind: 'lasting',
  code,
  zh,
  en,
  error,
})

const tooLarge = (error: Error): Fault =>
  lasting(
    'batch-too-large',
    '服务器不接受这么大的批次：请用 --batch 分成较小的批次，或调大服务器的 MaxAppendSize',
    'the server does not take a batch of this size: record smaller ones with --batch, or raise the server’s MaxAppendSize',
    error,
  )

/** The error that a caller sees. */
export function failure(shown: string, fault: Fault, aftermath: Aftermath): LedgerError {
  switch (fault.kind) {
    case 'lasting': {
      const kind: FailureKind = fault.code === 'batch-too-large' ? 'too-large' : 'unavailable'
      return ledgerError(kind, { shown, code: fault.code, zh: fault.zh, en: fault.en, aftermath, cause: fault.error })
    }
    case 'passing': {
      const why = whyOf(fault.error)
      const words =
        fault.outcome === 'unreached'
          ? {
              zh: `连接不上服务器（${why}）：请检查地址，以及服务器是否在运行`,
              en: `the server cannot be reached (${why}): is the address right, and is it running?`,
            }
          : { zh: `服务器没有答复（${why}）`, en: `the server does not answer (${why})` }
      return ledgerError('unavailable', {
        shown,
        code: aftermath === 'unknown' ? 'outcome-unknown' : 'unreachable',
        ...words,
        aftermath,
        cause: fault.error,
      })
    }
    case 'wrong-revision':
    case 'no-stream':
      throw new Error(`${fault.kind} is an answer, not a failure`)
  }
}

/** What an error says, without what the client's parts put around it. */
export const whyOf = ({ message }: Error): string =>
  (/Last error: (?:Error: )?(.*?)\. Resolution note/.exec(message)?.[1] ?? message).replace(/^\d+ [A-Z_]+: /, '')

function ledgerError(
  kind: FailureKind,
  about: { shown: string; code: string; zh: string; en: string; aftermath: Aftermath; cause: Error },
): LedgerError {
  const after = aftermaths[about.aftermath]
  const words = { zh: `${about.shown}：${about.zh}${after.zh}`, en: `${about.shown}: ${about.en}${after.en}` }
  return new LedgerError(kind, refuse(about.code, words, { ledger: about.shown }), { cause: about.cause })
}
