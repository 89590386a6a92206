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
  /** The public methods of a class, each with its comment. */
  readonly methods: readonly Commented[]
  /** Whether a program can name it as a type alone: a class that is not to be made by anybody else. */
  readonly onlyType: boolean
}

interface Commented {
  readonly name: string
  readonly comment: string
}

/** The names that a file exports, in order; those of other packages by package. */
interface Exports {
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
  // `Node` is what is read here of the parser's nodes, each of which has a type of its own.
  const source = { text, body: program.body as unknown as readonly Node[], comments }
  sources.set(file, source)
  return source
}

/** Declarations lie beside the `.js` or `.ts` that they are imported as; sources are imported as they are called. */
const fileOf = (from: string, specifier: string): string => {
  const path = join(dirname(from), specifier)
  return from.endsWith('.d.ts') ? path.replace(/\.[jt]s$/, '.d.ts') : path
}

const nameOf = (node: unknown): string => {
  const { name, value } = node as { readonly name?: string; readonly value?: string }
  return name ?? value ?? ''
}

/** Reads what a source or a declaration file exports, through the files that it exports from. */
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
        const onlyType = [node, specifier].some((one) => one['exportKind'] === 'type')
        if (found) add({ ...found, name, onlyType: onlyType || found.onlyType })
      }
    } else for (const found of declared(file, node)) add(found)
  }
  return { own: [...own.values()], others }
}

/** What a statement of the file itself declares and exports. */
function declared(file: string, node: Node): readonly Exported[] {
  const declaration = node['declaration'] as Node | null | undefined
  if (!node.type.startsWith('Export') || !declaration) return []
  const comment = commentBefore(file, node)
  const signature = sourceOf(file)
    .text.slice(node.start, node.end)
    .replaceAll(/^export (?:declare )?/g, '')
  if (declaration.type !== 'VariableDeclaration') {
    const kind = kinds[declaration.type] ?? 'value'
    const methods = kind === 'class' ? methodsOf(file, declaration) : []
    return [{ name: nameOf(declaration['id']), kind, comment, signature, methods, onlyType: kind === 'type' }]
  }
  return (declaration['declarations'] as readonly Node[]).flatMap(({ id, init }) => {
    const kind = isFunction(init) || isFunction(typeOf(id)) ? ('function' as const) : ('value' as const)
    return namesIn(id as Node).map((name) => ({ name, kind, comment, signature, methods: [], onlyType: false }))
  })
}

/** The names that a declaration brings in: one, or those that an object is taken apart into. */
const namesIn = (pattern: Node): readonly string[] =>
  pattern.type === 'ObjectPattern'
    ? (pattern['properties'] as readonly Node[]).map(({ value }) => nameOf(value))
    : [nameOf(pattern)]

/** Whether a text is empty but for line comments: one that silences the linter may stand there. */
const isBetween = (between: string): boolean => between.split('\n').every((line) => /^\s*(\/\/.*)?$/.test(line))

/** The comment that ends right before something, without its stars. */
function commentBefore(file: string, node: Node): string {
  const { text, comments } = sourceOf(file)
  const before = comments.findLast(
    ({ value, end }) => value.startsWith('*') && end <= node.start && isBetween(text.slice(end, node.start)),
  )
  return (before?.value ?? '').replaceAll(/^\s*\* ?/gm, '').trim()
}

const typeOf = (id: unknown): unknown =>
  (id as { readonly typeAnnotation?: { readonly typeAnnotation?: unknown } | null }).typeAnnotation?.typeAnnotation

const isFunction = (node: unknown): boolean =>
  ['ArrowFunctionExpression', 'FunctionExpression', 'TSFunctionType'].includes((node as Node | null)?.type ?? '')

function methodsOf(file: string, declaration: Node): readonly Commented[] {
  const { body } = declaration['body'] as { readonly body: readonly Node[] }
  return body.flatMap((member) => {
    const { name } = member['key'] as { readonly name?: string }
    const isPublic = (member['key'] as Node).type === 'Identifier' && member['computed'] !== true
    const isMethod = member.type === 'MethodDefinition' && member['kind'] === 'method' && member['static'] !== true
    return name !== undefined && isPublic && isMethod ? [{ name, comment: commentBefore(file, member) }] : []
  })
}

const kinds: Readonly<Record<string, Exported['kind']>> = {
  TSDeclareFunction: 'function',
  FunctionDeclaration: 'function',
  ClassDeclaration: 'class',
  TSInterfaceDeclaration: 'type',
  TSTypeAliasDeclaration: 'type',
}

/** The files of a package's public entries, by the name under which they are imported: declarations, or sources. */
export function entriesOf(folder: string, as: 'types' | 'taizhang-source' = 'types'): ReadonlyMap<string, string> {
  const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string
    readonly exports: Readonly<Record<string, Readonly<Record<string, string>>>>
  }
  return new Map(
    Object.entries(exports).flatMap(([entry, files]) => {
      const file = join(folder, files[as] ?? '')
      return files[as] !== undefined && existsSync(file) && entry !== './internal'
        ? [[name + entry.slice(1), file] as const]
        : []
    }),
  )
}
