import { LedgerError, refuse, type FailureKind, type Words } from '@taizhang/kernel'
import { type Aftermath } from '@taizhang/kernel/store'
import type { Fault, PassingFault } from './failure.ts'

/** The error that a caller sees. */
export function failure(shown: string, fault: Fault, aftermath: Aftermath): LedgerError {
  switch (fault.kind) {
    case 'lasting': {
      const { code, zh, en, error } = fault
      return ledgerError(kinds.get(code) ?? 'unavailable', { shown, code, zh, en, aftermath, cause: error })
    }
    case 'passing': {
      const code = aftermath === 'unknown' ? 'outcome-unknown' : 'unreachable'
      return ledgerError('unavailable', { shown, code, ...passingWords(fault), aftermath, cause: fault.error })
    }
    case 'wrong-revision':
    case 'no-stream':
      throw new Error(`${fault.kind} is an answer, not a failure`)
  }
}

/** What is no outage, by code. */
const kinds: ReadonlyMap<string, FailureKind> = new Map([
  ['batch-too-large', 'too-large'],
  ['stream-deleted', 'damaged'],
])

/** What to do next, where the exit code does not say it well. */
const nexts: ReadonlyMap<string, Words> = new Map([
  [
    'stream-deleted',
    {
      zh: '用导出的文件恢复到别的服务器或文件；并查明是谁删除的',
      en: 'restore an export on another server or into a file, and find out who deleted it',
    },
  ],
])

function passingWords(fault: PassingFault): Words {
  if (fault.told) return fault.told
  const why = reasonOf(fault)
  // It says by itself what there is to be done.
  if (adviceOf(fault.error.message)) return why
  if (fault.outcome !== 'unreached')
    return { zh: `服务器没有完成请求（${why.zh}）`, en: `the server does not answer (${why.en})` }
  return {
    zh: `连接不上服务器（${why.zh}）：请检查地址，以及服务器是否在运行`,
    en: `the server cannot be reached (${why.en}): is the address right, and is it running?`,
  }
}

/** Why something is not answered, for people, in one line. */
export function reasonOf({ error, words }: PassingFault): Words {
  const found = words ?? adviceOf(error.message)
  const raw = rawOf(error)
  if (!found) return { zh: raw, en: raw }
  // What other programs say comes behind.
  return words ? found : { zh: `${found.zh}（${raw}）`, en: `${found.en} (${raw})` }
}

/** What the client's parts say, without what they put around it, in one line. */
const rawOf = ({ message }: Error): string =>
  (/Last error: (?:Error: )?([^]*?)\.?\s*Resolution note/.exec(message)?.[1] ?? message)
    .replace(/^\d+ [A-Z_]+: /, '')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** Failures of TLS, by what OpenSSL and Node say of them. */
const advice: readonly (readonly [RegExp, Words])[] = [
  [
    /wrong version number|packet length too long|EPROTO(?!.*alert)/s,
    {
      zh: '服务器不使用 TLS：请在地址后写 ?tls=false',
      en: 'the server does not speak TLS: write ?tls=false behind the address',
    },
  ],
  [
    /self[- ]signed certificate|unable to (?:verify the first|get (?:local )?issuer) certificate/,
    {
      zh: '不认识服务器的证书：请用 tlsCAFile=文件 给出签发它的 CA 证书',
      en: 'the server’s certificate is not known: name the certificate of its CA with tlsCAFile=FILE',
    },
  ],
  [
    /does not match certificate's altnames/,
    {
      zh: '服务器的证书不是给这个主机名的：请按证书上的名称书写地址',
      en: 'the server’s certificate is for other names: write the address with a name that it has',
    },
  ],
  [
    /certificate has expired|certificate is not yet valid/,
    { zh: '服务器的证书不在有效期内', en: 'the server’s certificate is not valid at this time' },
  ],
]

const adviceOf = (message: string): Words | undefined => advice.find(([pattern]) => pattern.test(message))?.[1]

function ledgerError(
  kind: FailureKind,
  about: { shown: string; code: string; zh: string; en: string; aftermath: Aftermath; cause: Error },
): LedgerError {
  const { shown, code, zh, en, aftermath, cause } = about
  const next = nexts.get(code)
  const refusal = refuse(
    code,
    { zh: `${shown}：${zh}`, en: `${shown}: ${en}` },
    { ledger: shown, ...(next ? { next } : {}) },
  )
  return new LedgerError(kind, refusal, { aftermath, cause })
}
