#!/usr/bin/env node
// Nothing is imported before the version is known: older ones have no `node:sqlite` and would fail with words of their own.
const needed = [22, 18]
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 18)) {
  const found = process.versions.node
  process.stderr.write(
    `taizhang 需要 Node.js ${needed.join('.')} 或更新的版本，当前是 ${found}。请升级：https://nodejs.org\n` +
      `taizhang needs Node.js ${needed.join('.')} or newer; this is ${found}. Get one at https://nodejs.org\n`,
  )
  process.exitCode = 6
} else {
  hideWarnings()
  keepCompiled()
  const { main, lastWords, plainOut } = await import('./index.ts')
  const { argv, env } = process
  const world = {
    args: argv.slice(2),
    env,
    // Made when it is read: most commands do not, and it takes a while.
    get stdin() {
      return process.stdin
    },
    stdout: plainOut(1) ?? process.stdout,
    stderr: plainOut(2) ?? process.stderr,
    now: () => new Date(),
    interrupted: () => {
      const asked = new AbortController()
      // Whoever asks twice does not want to wait.
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => asked.abort())
      return asked.signal
    },
  }
  const fail = (error: unknown): void => {
    const { text, exitCode } = lastWords(error, world)
    process.stderr.write(text)
    process.exitCode = exitCode
  }
  process.on('uncaughtException', (error) => {
    fail(error)
    process.exit()
  })
  try {
    process.exitCode = await main(world)
  } catch (error) {
    fail(error)
  }
}

/**
 * Node up to 24 tells everybody who uses its SQLite that it is experimental, and whoever names a server by its IP address that TLS has names
 * only. Whoever keeps a ledger can do nothing about either.
 */
function hideWarnings(): void {
  const emit = process.emitWarning.bind(process) as (...args: readonly unknown[]) => void
  process.emitWarning = (...args: readonly unknown[]): void => {
    const isSqlite = String(args[0]).includes('SQLite') && args.includes('ExperimentalWarning')
    if (!isSqlite && !args.includes('DEP0123')) emit(...args)
  }
}

/**
 * Lets Node keep what it compiles: a short command then takes an eighth less. In the user's own folder, because Node's default may be one
 * where others write, too. Where it cannot be written, nothing is kept; NODE_COMPILE_CACHE names another one, NODE_DISABLE_COMPILE_CACHE none.
 */
function keepCompiled(): void {
  const [path, os] = [process.getBuiltinModule('node:path'), process.getBuiltinModule('node:os')]
  const named = process.env['XDG_CACHE_HOME']
  try {
    const caches = named !== undefined && path.isAbsolute(named) ? named : path.join(os.homedir(), '.cache')
    process.getBuiltinModule('node:module').enableCompileCache(path.join(caches, 'taizhang'))
  } catch {
    // A user without a home.
  }
}

export {}
