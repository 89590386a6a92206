import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { bundleOf, verifyingLine } from '../src/index.ts'
import { figuresNamed, key, ledger, newer, older } from './bundles.ts'

/** Root reads whatever it likes, so the bundle is unpacked and checked by somebody else. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
const env = { PATH: '/usr/local/bin:/usr/bin:/bin' }

const place = mkdtempSync(join(tmpdir(), 'taizhang-unpacked-'))
chmodSync(place, 0o755)
afterAll(() => rmSync(place, { recursive: true }))

const zip = join(place, 'bundle.zip')
const figures = figuresNamed('organization-coverage', 'members')
writeFileSync(zip, bundleOf(ledger, { figures, asOf: '2021-06-30', note: newer, older, full: true }).zip)
const keys = join(place, 'book.pub')
writeFileSync(keys, `${verifyingLine(key)}\n`)

const as = (cwd: string, command: string): { readonly code: number | null; readonly out: string } => {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', `umask 022; ${command}`], {
    cwd,
    env,
    ...nobody,
    encoding: 'utf8',
  })
  return { code: status, out: stdout + stderr }
}

test.for([
  ['unzip', `unzip -q ${zip}`],
  ['bsdtar', `bsdtar -xf ${zip}`],
  ['python3', `python3 -m zipfile -e ${zip} .`],
] as const)(
  'unpacked with %s by somebody who is not root, every file can be read and the bundle checks',
  ([tool, command], context) => {
    const lacks = [tool, 'python3', 'openssl'].find((each) => as('/', `command -v ${each}`).code !== 0)
    if (lacks !== undefined) context.skip(`${lacks} is not installed`)
    const folder = join(place, tool)
    mkdirSync(folder)
    if (nobody.uid !== undefined) chownSync(folder, nobody.uid, nobody.gid)
    expect(as(folder, command)).toEqual({ code: 0, out: '' })
    const modes = readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)])
    expect(Object.fromEntries(modes)).toEqual({
      'SPEC.md': '644',
      'checkpoint.note': '644',
      'events.ndjson': '644',
      'figures.json': '644',
      'older.note': '644',
      'proofs.json': '644',
      'verify.py': '644',
    })
    expect(as(folder, `python3 verify.py ${keys}`)).toMatchObject({ code: 0 })
  },
)
