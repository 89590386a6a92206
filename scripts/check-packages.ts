/**
 * Packs every published package as pnpm would publish it, then judges the tarballs with publint and attw. The command must work out of its
 * tarball with nothing installed beside it, but for what few commands load. A domain in another project must be one that it
 * takes. The examples must compile against the tarballs alone.
 */
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const run = (command: string, args: readonly string[], cwd?: string): boolean => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', cwd })
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

const root = join(import.meta.dirname, '..')
/** What those who write a domain, or embed the Party's, have installed: our packages out of their tarballs, and of others where the workspace has them. */
const ours = ['kernel', 'core', 'sqlite']
const others = {
  zod: 'packages/kernel',
  '@date-fns/utc': 'packages/kernel',
  'date-fns': 'packages/kernel',
  leven: 'packages/kernel',
  uuid: 'examples/embedding',
  '@types/node': '.',
}
/** The longest that the declarations of a program with a ledger of the Party's may be: they name the domain and do not spell it out. */
const declarationsMax = 300

/** An empty project with the packages and the examples in it. Nothing is downloaded. */
function emptyProject(tarballs: readonly string[]): string | undefined {
  const project = join(directory, 'project')
  const modules = join(project, 'node_modules')
  for (const scope of ['@taizhang', '@date-fns', '@types']) mkdirSync(join(modules, scope), { recursive: true })
  for (const name of ours) {
    const tarball = tarballs.find((one) => one.includes(`taizhang-${name}-`))
    const place = join(modules, '@taizhang', name)
    mkdirSync(place)
    if (tarball === undefined || !run('tar', ['-xzf', tarball, '-C', place, '--strip-components=1'])) return undefined
  }
  for (const [name, user] of Object.entries(others))
    symlinkSync(realpathSync(join(root, user, 'node_modules', name)), join(modules, name))
  for (const example of [
    'equipment-inventory/inventory.ts',
    'party-extension/reading-corners.ts',
    'embedding/embedding.ts',
  ])
    copyFileSync(join(root, 'examples', example), join(project, basename(example)))
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }\n')
  writeFileSync(
    join(project, 'own-ledger.ts'),
    `import { createLedger, memoryStore, type RecordOptions } from '@taizhang/core'
export const ledger = async (options: RecordOptions) => createLedger(memoryStore(), { book: 'b', name: 'n' }, options)
`,
  )
  return project
}

/** A domain in one project, with its own kernel and zod, and the command in another: neither has the other installed. */
function domainWorks(project: string): boolean {
  const [command, domain, ledger] = [
    join(directory, 'package/bin/taizhang.js'),
    join(project, 'inventory.ts'),
    join(directory, 'own.ledger'),
  ]
  const given = ['--domain', domain]
  return (
    run('node', [command, 'init', ledger, '--book', 'b', '--name', 'Workshop', ...given]) &&
    run('node', [command, 'figures', ledger, ...given]) &&
    run('node', [command, 'verify', ledger, ...given])
  )
}

/** Strict, with the declarations of all packages checked, by both ways in which TypeScript finds them. */
function examplesCompile(tarballs: readonly string[]): boolean {
  const project = emptyProject(tarballs)
  if (project === undefined || !domainWorks(project)) return false
  const compiled = (moduleResolution: string, module: string, own: object = {}): boolean => {
    const files = ['inventory.ts', 'reading-corners.ts', 'embedding.ts', 'own-ledger.ts']
    const compilerOptions = {
      moduleResolution,
      module,
      target: 'es2024',
      strict: true,
      skipLibCheck: false,
      types: ['node'],
      declaration: true,
      emitDeclarationOnly: true,
      outDir: moduleResolution,
      ...own,
    }
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
    return run('tsc', [], project)
  }
  const strictest = { exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true }
  const all = [
    compiled('nodenext', 'nodenext'),
    compiled('bundler', 'preserve'),
    compiled('nodenext', 'nodenext', strictest),
  ]
  if (all.includes(false)) return false
  const declared = readFileSync(join(project, 'nodenext/own-ledger.d.ts'), 'utf8')
  if (declared.length <= declarationsMax) return true
  console.error(
    `the declarations of a ledger are ${declared.length} characters long, not ${declarationsMax} at most:\n${declared.slice(0, 2000)}`,
  )
  return false
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
  if (!packed || tarballs.length === 0 || sound.includes(false)) process.exitCode = 1
  else if (!worksAlone(tarballs) || !examplesCompile(tarballs)) process.exitCode = 1
} finally {
  rmSync(directory, { recursive: true })
}
