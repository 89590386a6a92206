import { type Words } from '@taizhang/kernel'

export type Outcome = 'unreached' | 'not-done' | 'unknown'

/** Why a call did not come back with an answer. */
export type Fault =
  | { readonly kind: 'wrong-revision' | 'no-stream' }
  /**
   * May go well another time. `outcome` is what came of the call: the server was not reached, it has certainly not acted on it, or nobody
   * knows. `keepsClient`: the client has drawn its own conclusion, and is to be used again.
   */
  | PassingFault
  /** Will go wrong each time. */
  | { readonly kind: 'lasting'; readonly code: string; readonly zh: string; readonly en: string; readonly error: Error }

export interface PassingFault {
  readonly kind: 'passing'
  readonly error: Error
  readonly outcome: Outcome
  readonly keepsClient: boolean
  /** Why, for people, where the error does not say it well itself. */
  readonly words?: Words | undefined
  /** All there is to say of it, where more is known than why there was no answer. */
  readonly told?: Words | undefined
}

/** Nothing came for too long. The client would wait for ever. */
export class Silence extends Error {
  override readonly name = 'Silence'
  readonly outcome: Outcome
  readonly words: Words
  constructor(ms: number, outcome: Outcome = 'unknown') {
    super(`no answer for ${ms / 1000} s`)
    this.words = { zh: `${ms / 1000} 秒没有答复`, en: this.message }
    this.outcome = outcome
  }
}

/** No node was found to talk to. */
export class Undiscovered extends Error {
  override readonly name = 'Undiscovered'
  /** Whether any node has answered. */
  readonly isThere: boolean
  readonly words: Words | undefined
  constructor(message: string, { isThere, words }: { readonly isThere: boolean; readonly words?: Words | undefined }) {
    super(message)
    this.isThere = isThere
    this.words = words
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

/** There is no stream of that name. */
export class StreamMissing extends Error {
  override readonly name = 'StreamMissing'
  readonly type = 'stream-not-found'
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

/** What an error of the client means. Throws on errors that are not the client's: those are defects. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) throw error
  if (error instanceof Silence) return passing(error, error.outcome, error.words)
  if (error instanceof Undiscovered)
    return { ...passing(error, 'unreached', error.words), told: error.isThere ? error.words : undefined }
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
      return { ...passing(error, 'unknown', leaderChanged), keepsClient: true }
    case 'unavailable':
      return passing(error, /No connection established|Name resolution failed/.test(message) ? 'unreached' : 'unknown')
    case 'timeout':
      return isTooSlow(error) ? { ...passing(error, 'unknown', tooSlow), keepsClient: true } : passing(error)
    case 'cancelled':
    case 'deadline-exceeded':
      return passing(error)
    case 'access-denied':
      return lasting(
        'access-denied',
        '没有权限：请检查用户名、密码和权限',
        'access denied: check user, password and access rights',
        error,
      )
    case 'stream-deleted':
      return lasting(
        'stream-deleted',
        '台账的流已被永久删除，这个台账代码在该服务器上不能再用',
        'the ledger’s stream has been deleted for good, and its book cannot be used again on this server',
        error,
      )
    case 'maximum-append-size-exceeded':
      return tooLarge(error)
    case 'unknown':
      return unknownFault(error, code)
  }
  throw error
}

/** Whether a call that had been sent may have been carried out. */
export const leavesOpen = (fault: Fault): boolean =>
  fault.kind === 'passing' ? fault.outcome === 'unknown' : fault.kind === 'lasting' && fault.code === 'closed'

/** Whether the server has ended a subscription because its events were not taken as fast as they came: nothing is wrong with the connection. */
export const isTooSlow = ({ message }: Error): boolean => /too slow/i.test(message)

const tooSlow: Words = {
  zh: '读取跟不上，服务器中断了订阅',
  en: 'events were not taken as fast as they came, and the server ended the subscription',
}
const leaderChanged: Words = { zh: '另一个节点成了领导节点', en: 'another node leads now' }

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

export const passing = (error: Error, outcome: Outcome = 'unknown', words?: Words): PassingFault => ({
  kind: 'passing',
  error,
  outcome,
  keepsClient: false,
  words,
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
