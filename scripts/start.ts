import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const sample = 'examples/sample-district/sample-district.ndjson'
const ledger = 'sample.ledger'

/** Runs `taizhang` as a user would, in the project's folder; stops where it fails. */
function taizhang(...words: readonly string[]): string {
  const { status, stdout } = spawnSync(process.execPath, ['packages/cli/bin/taizhang.js', ...words], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 30,
  })
  if (status !== 0) process.exit(status ?? 1)
  return stdout
}

for (const file of [ledger, `${ledger}-wal`, `${ledger}-shm`]) rmSync(`${root}${file}`, { force: true })
const say = (text: string): void => void process.stdout.write(`${text}\n`)

say(taizhang('restore', ledger, sample))
say(taizhang('coverage', ledger, '--as-of', '2021-06-30'))
for (const scope of ['enterprise', 'social-organization']) {
  const years = ['--from', '2012-01-01', '--to', '2021-06-30', '--every', 'year', '--scope', scope]
  say(taizhang('series', ledger, 'organization-coverage', ...years))
}

interface Line {
  readonly position: number
  readonly effectiveOn: string
  readonly recordedAt: string
  readonly type: string
}
say('最近十条记录 / The last ten events')
for (const line of taizhang('export', ledger).trimEnd().split('\n').slice(-10)) {
  const { position, effectiveOn, recordedAt, type } = JSON.parse(line) as Line
  say(`${String(position).padStart(6)}  ${effectiveOn}  ${recordedAt}  ${type}`)
}

say(`
接下来可以试试 / What to try next
  npx taizhang diff ${ledger} --as-of 2021-06-30 --known-at 2021-07-05..
  npx taizhang explain ${ledger} organization-coverage --scope enterprise --as-of 2021-06-30
  npx taizhang findings ${ledger} --as-of 2021-06-30
  npx taizhang report ${ledger} --as-of 2021-06-30 --format html > report.html
  npx taizhang verify ${ledger}`)
