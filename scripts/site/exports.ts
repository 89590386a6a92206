import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'oxc-parser'

/** A name that an entry of a package exports, as the package declares it. */
export interface Exported {
  readonly name: string
  readonly kind: 'function' | 'class' | 'value' | 'type'
  /** The comment, without its stars. */
  readonly comment: string
  readonly signature: string
}

/** The names that a declaration file exports, in order; those of other packages by package. */
export interface Exports {
  readonly own: readonly Exported[]
  readonly others: ReadonlyMap<string, readonly string[]>
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [member: string]: unknown
}

interface Source {
  readonly text: string
  readonly body: readonly Node[]
  readonly comments: readonly { readonly value: string; readonly start: number; readonly end: number }[]
}

const sources = new Map<string, Source>()

function sourceOf(file: string): Source {
  const known = sources.get(file)
  if (known) return known
  const text = readFileSync(file, 'utf8')
  const { program, comments } = parseSync(file, text)
  const source = { text, body: program.body as unknown as readonly Node[], comments }
  sources.set(file, source)
  return source
}

const fileOf = (from: string, specifier: string): string => {
  const path = join(dirname(from), specifier)
  return path.endsWith('.js') ? path.replace(/\.js$/, '.d.ts') : path.replace(/\.ts$/, '.d.ts')
}

const nameOf = (node: unknown): string => {
  const { name, value } = node as { readonly name?: string; readonly value?: string }
  return name ?? value ?? ''
}

/** Reads what a declaration file exports, through the files that it exports from. */
export function exportsOf(file: string): Exports {
  const own = new Map<string, Exported>()
  const others = new Map<string, string[]>()
  const { body } = sourceOf(file)
  const add = (found: Exported): void => void own.set(found.name, found)
  for (const node of body) {
    const from = (node['source'] as { readonly value?: string } | null | undefined)?.value
    if (from !== undefined && !from.startsWith('.')) {
      if (!node.type.startsWith('Export')) continue
      const names = ((node['specifiers'] ?? []) as readonly Node[]).map((one) => nameOf(one['exported']))
      others.set(from, [...(others.get(from) ?? []), ...(names.length > 0 ? names : ['*'])])
    } else if (node.type === 'ExportAllDeclaration' && from !== undefined) {
      const inner = exportsOf(fileOf(file, from))
      const as = node['exported'] ? `${nameOf(node['exported'])}.` : ''
      for (const one of inner.own) add({ ...one, name: as + one.name })
      for (const [other, names] of inner.others) others.set(other, [...(others.get(other) ?? []), ...names])
    } else if (node.type === 'ExportNamedDeclaration' && from !== undefined) {
      const inner = exportsOf(fileOf(file, from))
      for (const specifier of node['specifiers'] as readonly Node[]) {
        const [local, name] = [nameOf(specifier['local']), nameOf(specifier['exported'])]
        const found = inner.own.find((one) => one.name === local)
        if (found) add({ ...found, name })
      }
    } else for (const found of declared(file, node)) add(found)
  }
  return { own: [...own.values()], others }
}

/** What a statement of the file itself declares and exports. */
function declared(file: string, node: Node): readonly Exported[] {
  const declaration = node['declaration'] as Node | null | undefined
  if (!node.type.startsWith('Export') || !declaration) return []
  const { text, comments } = sourceOf(file)
  const before = comments.findLast(({ end }) => end <= node.start && text.slice(end, node.start).trim() === '')
  const comment = (before?.value ?? '').replaceAll(/^\s*\* ?/gm, '').trim()
  const signature = text.slice(node.start, node.end).replaceAll(/^export (?:declare )?/g, '')
  const kind = kinds[declaration.type] ?? 'value'
  const names =
    declaration.type === 'VariableDeclaration'
      ? (declaration['declarations'] as readonly Node[]).map(({ id }) => nameOf(id))
      : [nameOf(declaration['id'])]
  return names.map((name) => ({ name, kind, comment, signature }))
}

const kinds: Readonly<Record<string, Exported['kind']>> = {
  TSDeclareFunction: 'function',
  FunctionDeclaration: 'function',
  ClassDeclaration: 'class',
  TSInterfaceDeclaration: 'type',
  TSTypeAliasDeclaration: 'type',
}

/** The declaration files of a package's entries, by the name under which they are imported. */
export function entriesOf(folder: string): ReadonlyMap<string, string> {
  const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string
    readonly exports: Readonly<Record<string, { readonly types?: string }>>
  }
  return new Map(
    Object.entries(exports).flatMap(([entry, { types }]) => {
      const file = types === undefined ? '' : join(folder, types)
      return existsSync(file) && entry !== './internal' ? [[name + entry.slice(1), file] as const] : []
    }),
  )
}
