/** Examples as a project: every one a module, compiled together, and run one behind the other in one process. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { entriesOf, exportsOf } from '../../scripts/site/exports.ts'
import type { Example } from './examples-in.ts'
import { moduleOf, namesGiven, type Known } from './module-of.ts'

const root = join(import.meta.dirname, '../..')
/** What examples begin with, by the entry or the package that they are of; `page` what pages begin with. */
const given = join(import.meta.dirname, 'given')
const packages = [
  'kernel',
  'core',
  'sqlite',
  'postgres',
  'eventstoredb',
  'audit',
  'report',
  'explorer',
  'tabular',
  'testkit',
]
/** What went wrong with examples: what the compiler says, or what one threw. */
export interface Wrong {
  readonly of: string
  readonly says: string
}

/** Names by entry; whether each is a type's. */
const entries = new Map<string, ReadonlyMap<string, boolean>>()

for (const folder of packages)
  for (const [entry, file] of entriesOf(join(root, 'packages', folder), 'taizhang-source')) {
    const { own, others: from } = exportsOf(file)
    const names = new Map(own.map(({ name, onlyType }) => [name.replace(/\..*/, ''), onlyType]))
    for (const [other, some] of from)
      for (const [name, isType] of entries.get(other) ?? [])
        if ((some.includes('*') && !names.has(name)) || some.includes(name)) names.set(name, isType)
    entries.set(entry, names)
  }

function knownTo({ package: folder, entry }: Example): Known {
  const below = folder === 'kernel' || folder === 'testkit' ? ['kernel'] : ['core', 'kernel']
  const order = [entry, `@taizhang/${folder}`, ...below.map((name) => `@taizhang/${name}`)]
  const own = (name: string): number => {
    const at = order.findIndex((one) => (one === entry ? name === one : name.startsWith(one)))
    return at < 0 ? order.length : at
  }
  const names = [entry.replace(/^@taizhang\//, '').replace('/', '-'), folder]
  const file = names.find((name) => existsSync(join(given, `${name}.ts`))) ?? 'page'
  const modules = [...entries].toSorted(([a], [b]) => own(a) - own(b))
  return {
    given: { from: `./given/${file}.ts`, names: namesGiven(readFileSync(join(given, `${file}.ts`), 'utf8')) },
    modules: [...modules, ['zod', new Map([['z', false]])]],
  }
}

/** Writes the examples into a folder; the module of each. */
export function writeProject(directory: string, examples: readonly Example[]): ReadonlyMap<string, Example> {
  symlinkSync(join(import.meta.dirname, 'node_modules'), join(directory, 'node_modules'))
  for (const own of ['given', 'same.ts', 'run-all.ts', '../equipment-inventory/inventory.ts'])
    cpSync(join(import.meta.dirname, own), join(directory, basename(own)), { recursive: true })
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }\n')
  return new Map(
    examples.map((example, at) => {
      const file = `${at}-${example.of.replaceAll(/\W+/g, '-')}.ts`
      writeFileSync(join(directory, file), moduleOf(example.code, knownTo(example)))
      return [file, example] as const
    }),
  )
}

/** Compiles a project's modules in one program, as a strict user would, against the packages' declarations. */
export function compile(directory: string, modules: ReadonlyMap<string, Example>): readonly Wrong[] {
  const compilerOptions = {
    target: 'es2024',
    lib: ['es2024', 'esnext.disposable', 'dom'],
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  }
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [...modules.keys()] }))
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['--pretty', 'false'], {
    cwd: directory,
    encoding: 'utf8',
  })
  return stdout
    .split(/\n(?=\S)/)
    .filter((line) => line.trim() !== '')
    .map((says) => ({ of: modules.get(says.replace(/\(.*/s, ''))?.of ?? '', says: says.trim() }))
}

/** Runs modules of a project, in one process. */
export function run(directory: string, modules: ReadonlyMap<string, Example>): readonly Wrong[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=taizhang-source', 'run-all.ts', ...modules.keys()],
    { cwd: directory, encoding: 'utf8' },
  )
  const end = stdout.split('\n').at(-2) ?? ''
  if (!end.startsWith('[')) return [{ of: '', says: stderr }]
  const failed = JSON.parse(end) as readonly { readonly file: string; readonly says: string }[]
  return failed.map(({ file, says }) => ({ of: modules.get(file)?.of ?? file, says }))
}
