import { parseSync } from 'oxc-parser'

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [member: string]: unknown
}

/** Names that code may use without saying where they come from. */
export interface Known {
  /** Those that {@link given} makes. */
  readonly given: { readonly from: string; readonly names: ReadonlySet<string> }
  /** By module, the ones to be preferred first; whether a name is a type's. */
  readonly modules: readonly (readonly [module: string, names: ReadonlyMap<string, boolean>])[]
}

/**
 * An example as a module that runs: names that it does not define are imported or given, and what it says that an expression comes to (`// => …`)
 * is held against what it does.
 */
export function moduleOf(code: string, { given, modules }: Known): string {
  const { program, comments, errors } = parseSync('example.ts', code, { sourceType: 'module' })
  if (errors.length > 0) return code
  // `Node` is what is read here of the parser's nodes, each of which has a type of its own.
  const body = program.body as unknown as readonly Node[]
  const imports = body.filter(({ type }) => type === 'ImportDeclaration')
  const declared = declaredIn(body)
  const wanted = new Set(namesUsed(program).filter((name) => !declared.has(name)))
  const provided = [...wanted].filter((name) => given.names.has(name))
  for (const name of provided) wanted.delete(name)
  const header = modules.map(([module, names]) => {
    const found = [...wanted].filter((name) => names.has(name))
    for (const name of found) wanted.delete(name)
    if (found.length === 0) return ''
    if (module === 'zod') return "import * as z from 'zod'\n"
    return `import { ${found.map((name) => (names.get(name) === true ? `type ${name}` : name)).join(', ')} } from '${module}'\n`
  })
  const checks = comments.flatMap(({ value, start }) => checkOf(code, body, value, start))
  return [
    ...header,
    ...imports.map(({ start, end }) => `${code.slice(start, end)}\n`),
    "import { same } from './same.ts'\n",
    provided.length > 0
      ? `import { given as given$ } from '${given.from}'\nconst { ${provided.join(', ')} } = await given$()\n`
      : '',
    without(code, imports, checks),
    '\nvoid same\n',
  ].join('')
}

/** An assertion, and the code that it takes the place of. */
interface Check {
  readonly start: number
  readonly end: number
  readonly text: string
}

function checkOf(code: string, body: readonly Node[], comment: string, at: number): readonly Check[] {
  const [, expected] = /^\s*=>\s*(.*)$/.exec(comment) ?? []
  const statement = body.findLast(({ end }) => end <= at)
  if (expected === undefined || !statement) return []
  const { start, end, type } = statement
  const text = code.slice(start, end)
  if (type === 'ExpressionStatement') return [{ start, end, text: `same(${text}, ${expected})` }]
  const [declaration] = (statement['declarations'] ?? []) as readonly { readonly id: { readonly name: string } }[]
  return declaration ? [{ start, end, text: `${text}; same(${declaration.id.name}, ${expected})` }] : []
}

/** The code without its imports, which stand at the top, and with its checks. */
function without(code: string, imports: readonly Node[], checks: readonly Check[]): string {
  const edits = [...imports.map(({ start, end }) => ({ start, end, text: '' })), ...checks].toSorted(
    (a, b) => a.start - b.start,
  )
  let [text, at] = ['', 0]
  for (const edit of edits) {
    text += `${code.slice(at, edit.start)};${edit.text}`
    at = edit.end
  }
  return text + code.slice(at)
}

/** The names that code uses, of values and of types. */
function namesUsed(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return []
  if (Array.isArray(node)) return node.flatMap(namesUsed)
  const { type, name, computed, property, key, ...rest } = node as Node
  if (type === 'ImportDeclaration') return []
  const own = type === 'Identifier' && typeof name === 'string' ? [name] : []
  // What stands behind a dot or before a colon is a member's name.
  const members = computed === true ? [property, key] : []
  return [...own, ...[...members, ...Object.values(rest)].flatMap(namesUsed)]
}

/** The names that statements bring in at the top, by declaring or importing them. */
function declaredIn(body: readonly Node[]): ReadonlySet<string> {
  const names = new Set<string>()
  const add = (pattern: unknown): void => {
    if (typeof pattern !== 'object' || pattern === null) return
    const node = pattern as Node
    if (node.type === 'Identifier') names.add(String(node['name']))
    for (const member of ['properties', 'elements', 'value', 'argument', 'left']) [node[member]].flat().forEach(add)
  }
  for (const node of body) {
    const statement = (node['declaration'] as Node | null | undefined) ?? node
    for (const { id } of (statement['declarations'] ?? []) as readonly { readonly id: unknown }[]) add(id)
    add(statement['id'])
    for (const { local } of (node['specifiers'] ?? []) as readonly { readonly local?: unknown }[]) add(local)
  }
  return names
}

/** The names of what a file's `given` returns. */
export function namesGiven(source: string): ReadonlySet<string> {
  const { program } = parseSync('given.ts', source)
  // As above.
  const [made] = (program.body as unknown as readonly Node[]).flatMap((node) => {
    const declaration = node['declaration'] as Node | null | undefined
    return declaration?.type === 'FunctionDeclaration' ? [declaration] : []
  })
  const statements = (made?.['body'] as { readonly body: readonly Node[] } | undefined)?.body ?? []
  const properties = (statements.at(-1)?.['argument'] as Node | undefined)?.['properties'] as
    | readonly Node[]
    | undefined
  return new Set((properties ?? []).map(({ key }) => (key as { readonly name: string }).name))
}
