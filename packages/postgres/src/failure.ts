import { isLedgerError, LedgerError, refuse, type FailureKind, type Words } from '@taizhang/kernel'
import type { Aftermath } from '@taizhang/kernel/store'
import { InDoubt } from './queries.ts'
import { sqlStateOf } from './sql-state.ts'

/** Why something did not come to an end. */
export type Fault =
  /** May go well another time: the connection is gone, the server starts or stops, another transaction was in the way. */
  | { readonly kind: 'passing'; readonly why: Words; readonly error: unknown }
  /** Will go wrong each time. */
  | {
      readonly kind: 'lasting'
      readonly code: string
      readonly failure: FailureKind
      readonly why: Words
      readonly error: unknown
    }

interface Lasting {
  readonly states: RegExp
  readonly code: string
  readonly failure?: FailureKind
  readonly why: Words
}

/** What the server says that no repetition mends, by its codes. */
const lasting: readonly Lasting[] = [
  {
    states: /^57014/,
    code: 'statement-timeout',
    why: {
      zh: '语句超过了数据库的时限（statement_timeout），已被中止',
      en: 'a statement took longer than the database allows (statement_timeout), and was cancelled',
    },
  },
  {
    states: /^(53100|58030)/,
    code: 'disk-full',
    why: { zh: '数据库服务器的磁盘已满或出错', en: 'the disk of the database server is full, or fails' },
  },
  {
    states: /^25006/,
    code: 'read-only',
    why: {
      zh: '数据库只读（备用服务器，或不允许写入）：请连接主服务器',
      en: 'the database can only be read (a standby, or nothing may be written): use the address of the primary',
    },
  },
  {
    states: /^(28|42501)/,
    code: 'access-denied',
    why: { zh: '没有权限：请检查用户、密码和授权', en: 'access denied: check user, password and grants' },
  },
  {
    states: /^3D000/,
    code: 'no-such-database',
    failure: 'not-found',
    why: { zh: '没有这个数据库', en: 'there is no such database' },
  },
  {
    states: /^54/,
    code: 'batch-too-large',
    failure: 'too-large',
    why: { zh: '超过了数据库的上限', en: 'it is more than the database takes' },
  },
]

/** The connection is gone, the server is not ready, or no connection is free. `25P03`: the server gave up on a program that kept it waiting. */
const outage = /^(08|57P|53300|25P03|XX000)/
/** Met another transaction: a serialization failure, a deadlock, a lock that was not free, a plan that was made before a change of the tables. */
const met = /^(40001|40P01|40003|55P03|0A000)/

/** What an error means. Defects are thrown on. */
export function faultOf(thrown: unknown): Fault {
  const error = thrown instanceof InDoubt ? thrown.cause : thrown
  if (isLedgerError(error) || !(error instanceof Error)) throw error
  const [state, said] = [sqlStateOf(error), oneLine(error.message)]
  if (state === undefined) {
    if (!isConnection(error)) throw error
    return { kind: 'passing', error, why: { zh: said, en: said } }
  }
  if (outage.test(state) || met.test(state)) return { kind: 'passing', error, why: { zh: said, en: said } }
  const known = lasting.find(({ states }) => states.test(state))
  if (known)
    return {
      kind: 'lasting',
      error,
      code: known.code,
      failure: known.failure ?? 'unavailable',
      why: { zh: `${known.why.zh}（${said}）`, en: `${known.why.en} (${said})` },
    }
  const why = { zh: `数据库报告错误 ${state}：${said}`, en: `the database reports ${state}: ${said}` }
  return { kind: 'lasting', error, code: 'store-failed', failure: 'unavailable', why }
}

/** Errors of sockets have codes, the driver's own only words. */
function isConnection(error: Error): boolean {
  const { code } = error as Error & { readonly code?: unknown }
  if (typeof code === 'string' && /^(E[A-Z]{2,}|ERR_SSL|ERR_TLS|ERR_STREAM|[A-Z]+_CERT)/.test(code)) return true
  return /connection|terminated|timeout|not queryable|pool after calling end|SSL|aggregate/i.test(
    `${error.name} ${error.message}`,
  )
}

const oneLine = (message: string): string => message.replaceAll(/\s+/g, ' ').trim().slice(0, 300)

/** The error that a caller sees of a fault that is not waited for any longer. */
export function failure(shown: string, fault: Fault, aftermath: Aftermath): LedgerError {
  const [kind, code, why] =
    fault.kind === 'lasting'
      ? [fault.failure, fault.code, fault.why]
      : (['unavailable', aftermath === 'unknown' ? 'outcome-unknown' : 'unreachable', lost(fault.why)] as const)
  const message = { zh: `${shown}：${why.zh}`, en: `${shown}: ${why.en}` }
  return new LedgerError(kind, refuse(code, message, { ledger: shown }), { aftermath, cause: fault.error })
}

const lost = ({ zh, en }: Words): Words => ({
  zh: `数据库没有完成请求（${zh}）`,
  en: `the database does not answer (${en})`,
})
