import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

import { originOf, signingKey, signingLine } from '@taizhang/audit'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { folder, makeDistrict, run, type Ran } from './taizhang.ts'

const { path, remove } = folder()
afterAll(remove)

const ledger = path('a.ledger')
const config = `[tsa]
default_tsa = t
[t]
serial = ${path('serial')}
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
`

const openssl = (command: string): void => {
  execFileSync('openssl', command.split(' '), { stdio: 'pipe' })
}

async function done(args: readonly string[], stdin?: string): Promise<void> {
  const { code, stderr } = await run(args, stdin === undefined ? {} : { stdin })
  if (code !== 0) throw new Error(stderr)
}

const checkpointInto = async (file: string): Promise<void> =>
  done(['checkpoint', ledger, '--key', path('key'), '-o', file])

/** A ledger of which an older and the newest checkpoint are kept, an authority of our own, and its stamp of the newest. */
beforeAll(async () => {
  const book = signingKey(originOf('330109'), 'book', new Uint8Array(32).fill(1))
  writeFileSync(path('key'), `${signingLine(book)}\n`, { mode: 0o600 })
  await makeDistrict(ledger)
  await checkpointInto(path('older'))
  const unit = {
    type: 'UnitListed',
    effectiveOn: '2021-06-01',
    data: { unitId: 'z9', kind: 'enterprise', name: '新来的' },
  }
  await done(['record', ledger], JSON.stringify(unit))
  await checkpointInto(path('newest'))
  writeFileSync(path('config'), config)
  writeFileSync(path('serial'), '01\n')
  const usage = 'extendedKeyUsage=critical,timeStamping'
  openssl(
    `req -x509 -newkey rsa:2048 -nodes -keyout ${path('tsa')} -out ${path('root')} -subj /CN=time.example -days 3650 -addext ${usage}`,
  )
  openssl(`ts -query -data ${path('newest')} -sha256 -cert -out ${path('query')}`)
  openssl(
    `ts -reply -queryfile ${path('query')} -inkey ${path('tsa')} -signer ${path('root')} -config ${path('config')} -section t -out ${path('token')}`,
  )
})

const stamped = async (note: string, token: string, root = 'root'): Promise<Ran> =>
  run(['verify', ledger, '--since', path(note), '--token', path(token), '--tsa', path(root), '--format', 'json'])

const errorOf = ({ stderr }: Ran): Record<string, unknown> => JSON.parse(stderr) as Record<string, unknown>

test('a time stamp is checked with openssl, and says when the checkpoint was there', async () => {
  const { code, stdout } = await stamped('newest', 'token')
  const { checks } = JSON.parse(stdout) as {
    checks: readonly { check: string; state: string; note: { zh: string } }[]
  }
  const check = checks.find((one) => one.check === 'timestamp')
  expect([code, check]).toMatchObject([0, { state: 'held' }])
  expect(check?.note.zh).toMatch(/^机构在 20\d\d-\d\d-\d\dT[\d:]{8}Z 已见过这份检查点$/)
})

test.each([
  ['changed', 'newest', 'changed', 'root'],
  ['no stamp', 'newest', 'query', 'root'],
  ['by another authority', 'newest', 'token', 'none'],
  ['of another file', 'older', 'token', 'root'],
])('a time stamp that is %s is a finding', async (_, note, token, root) => {
  const bytes = readFileSync(path('token'))
  bytes[bytes.length - 20] = (bytes.at(-20) ?? 0) ^ 1
  writeFileSync(path('changed'), bytes)
  writeFileSync(path('none'), '')
  const ran = await stamped(note, token, root)
  expect([ran.code, errorOf(ran)]).toMatchObject([3, { checks: ['timestamp'] }])
  expect(ran.stdout).toContain('token-wrong')
})

test('the file of the checkpoint and the root certificate are needed, and the token must be there', async () => {
  const without = await run(['verify', ledger, '--since', path('newest'), '--token', path('token'), '--format', 'json'])
  expect([without.code, errorOf(without)['code']]).toEqual([2, 'option-missing'])
  const nowhere = await stamped('newest', 'nowhere')
  expect([nowhere.code, errorOf(nowhere)['code']]).toEqual([4, 'no-such-file'])
})
