/**
 * Packs every published package as pnpm would publish it, then judges the tarballs with publint and attw. The command must work out of its
 * tarball with nothing installed beside it, but for what few commands load.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const run = (command: string, args: readonly string[]): boolean => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) console.error(`${command} ${args.join(' ')}\n${error?.message ?? ''}${stdout}${stderr}`)
  return status === 0
}

function worksAlone(tarballs: readonly string[]): boolean {
  const tarball = tarballs.find((one) => one.includes('taizhang-cli-'))
  if (tarball === undefined || !run('tar', ['-xzf', tarball, '-C', directory])) return false
  const [command, ledger] = [join(directory, 'package/bin/taizhang.js'), join(directory, 'a.ledger')]
  return (
    run('node', [command, 'init', ledger, '--book', '330109', '--name', '台账']) &&
    run('node', [command, 'coverage', ledger]) &&
    run('node', [command, 'verify', ledger])
  )
}

const directory = mkdtempSync(join(tmpdir(), 'taizhang-pack-'))
try {
  const packed = run('pnpm', ['-r', '--filter', './packages/*', 'pack', '--pack-destination', directory])
  const tarballs = readdirSync(directory).map((file) => join(directory, file))
  const sound = tarballs.map((tarball) => {
    const published = run('publint', ['--strict', tarball])
    const typed = run('attw', ['--profile', 'esm-only', tarball])
    return published && typed
  })
  if (!packed || tarballs.length === 0 || sound.includes(false) || !worksAlone(tarballs)) process.exitCode = 1
} finally {
  rmSync(directory, { recursive: true })
}
