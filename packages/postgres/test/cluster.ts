import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A server of its own, in a folder of its own, until this process ends, however it does. */
export interface Cluster {
  readonly port: number
  /** The folder of its socket. */
  readonly folder: string
  readonly url: string
  start(): void
  /** `immediate` is what a power cut would be for the server: it stops without writing anything more. */
  stop(how: 'fast' | 'immediate'): void
}

const root = '/usr/lib/postgresql'

/** Where the server's programs are, the newest version; `undefined` where there are none. */
function binaries(): string | undefined {
  try {
    const [newest] = readdirSync(root)
      .filter((name) => /^\d+$/.test(name))
      .toSorted((one, other) => Number(other) - Number(one))
    return newest === undefined ? undefined : join(root, newest, 'bin')
  } catch {
    return undefined
  }
}

/** PostgreSQL refuses to run as root: as root it runs as the user that Debian has for it. */
const asServer: readonly string[] =
  process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : []

function run(command: string, ...args: readonly string[]): void {
  const [program = '', ...all] = [...asServer, command, ...args]
  const { status, stdout, stderr, error } = spawnSync(program, all, { encoding: 'utf8', cwd: '/' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${error?.message ?? ''}${stdout}${stderr}`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/**
 * Starts a cluster; `undefined` where PostgreSQL is not installed. With `durable` a commit is on the disk before it is told, as in earnest; without, a
 * test that stops no server takes less time.
 */
export async function startCluster({
  durable = false,
  settings = [],
}: { readonly durable?: boolean; readonly settings?: readonly string[] } = {}): Promise<Cluster | undefined> {
  const bin = binaries()
  if (bin === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-pg-'))
  chmodSync(folder, 0o777)
  const [data, port] = [join(folder, 'data'), await freePort()]
  guard(folder, data)
  run(join(bin, 'initdb'), '-D', data, '-U', 'taizhang', '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'trust', '--no-sync')
  const all = [
    `port = ${port}`,
    "listen_addresses = '127.0.0.1'",
    `unix_socket_directories = '${folder}'`,
    'max_connections = 200',
    ...(durable ? [] : ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off']),
    ...settings,
  ]
  writeFileSync(join(data, 'postgresql.auto.conf'), `${all.join('\n')}\n`)
  const control = (...args: readonly string[]): void => run(join(bin, 'pg_ctl'), '-D', data, ...args)
  const start = (): void => control('start', '-w', '-s', '-l', join(folder, 'log'))
  start()
  return {
    port,
    folder,
    url: `postgres://taizhang@127.0.0.1:${port}/postgres`,
    start,
    stop: (how) => control('stop', '-s', '-m', how),
  }
}

/** Stops the server and takes its folder away once this process has ended: a pipe that only this process holds open tells, also when it is killed. */
function guard(folder: string, data: string): void {
  const script = `trap '' INT TERM HUP; read _
pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid"
for i in $(seq 100); do [ -e "$1/postmaster.pid" ] || break; sleep 0.05; done
rm -rf "$0"`
  const child = spawn('sh', ['-c', script, folder, data], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  child.unref()
  // Node's pipe keeps the process alive otherwise.
  ;(child.stdin as unknown as { unref(): void }).unref()
  process.once('exit', () => {
    if (child.exitCode !== null) rmSync(folder, { recursive: true, force: true })
  })
}
