import { execFile } from 'node:child_process'

import type { CheckResult } from '@taizhang/kernel/store'
import { refuse } from '@taizhang/core'

import { expectFile, textOf } from './key-files.ts'
import type { Words } from './language.ts'
import { needOption } from './read-options.ts'

/** A time stamp of a checkpoint's file, as it was checked; `at` only where it is right. */
export interface TimeStamp {
  readonly check: CheckResult
  readonly at: Date | undefined
}

/**
 * Checks an RFC 3161 time stamp over the file of a checkpoint with `openssl ts`: that it was given for these very bytes by an authority whose root
 * certificate is given. `undefined` where no token was given.
 */
export async function readTimeStamp(flags: {
  readonly since?: string | undefined
  readonly token?: string | undefined
  readonly tsa?: string | undefined
}): Promise<TimeStamp | undefined> {
  const { token } = flags
  if (token === undefined) return undefined
  const [note, roots] = [needOption('since', flags.since), needOption('tsa', flags.tsa)]
  // What openssl cannot open it takes for a wrong token.
  expectFile(token)
  textOf(roots)
  const verified = await openssl('ts', '-verify', '-data', note, '-in', token, '-CAfile', roots)
  if (verified === 'missing') return unable()
  if (verified.failed) return wrong(verified.said)
  const shown = await openssl('ts', '-reply', '-in', token, '-text')
  const [, written = ''] = shown === 'missing' ? [] : (/^Time stamp: (.+)$/m.exec(shown.printed) ?? [])
  const at = new Date(written)
  return Number.isNaN(at.getTime()) ? wrong(written) : right(at)
}

type Ran = { readonly failed: boolean; readonly printed: string; readonly said: string }

const openssl = async (...args: readonly string[]): Promise<Ran | 'missing'> =>
  new Promise((resolve) => {
    execFile('openssl', args, { env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } }, (error, printed, said) => {
      resolve(error?.code === 'ENOENT' ? 'missing' : { failed: error !== null, printed, said })
    })
  })

const check = (state: CheckResult['state'], note: Words, findings: CheckResult['findings'] = []): CheckResult => ({
  check: 'timestamp',
  title: { zh: '时间戳', en: 'time stamp' },
  state,
  note,
  findings,
})

const right = (at: Date): TimeStamp => {
  const when = at.toISOString().replace('.000', '')
  return {
    at,
    check: check('held', {
      zh: `机构在 ${when} 已见过这份检查点`,
      en: `the authority had seen this checkpoint at ${when}`,
    }),
  }
}

function wrong(said: string): TimeStamp {
  const [reason = ''] =
    /[^:]*$/.exec(
      said
        .split('\n')
        .find((line) => line.includes('error:'))
        ?.replace(/:\.\.?\/.*/, '') ?? '',
    ) ?? []
  const words = {
    zh: `不是这份检查点的有效时间戳（${reason || 'openssl ts'}）`,
    en: `it is no right time stamp of this checkpoint (${reason || 'openssl ts'})`,
  }
  return { at: undefined, check: check('failed', words, [refuse('token-wrong', words)]) }
}

const unable = (): TimeStamp => ({
  at: undefined,
  check: check('unable', {
    zh: '这台电脑没有 openssl 命令：安装后再查',
    en: 'this machine has no command openssl: install it and verify again',
  }),
})
