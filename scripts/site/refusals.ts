import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'

/** A code with which something is refused or fails, as the sources say it. */
export interface Reason {
  readonly code: string
  /** How it comes: `refusal` in an outcome or a list of findings, else `LedgerError.kind`, or the exit of a command. */
  readonly kinds: readonly string[]
  /** The message in each language, with `…` for what is filled in; empty where the sources put it together. */
  readonly zh: string
  readonly en: string
  /** Members besides `code` and `message`. */
  readonly fields: readonly string[]
  readonly packages: readonly string[]
}

interface Node {
  readonly type?: string
  readonly [member: string]: unknown
}

/** A function that is given a code: at which place among its arguments. */
type Takers = ReadonlyMap<string, number>

/** Every code that the sources of the packages name, in order. */
export function reasonsIn(packages: string): readonly Reason[] {
  const files = globSync('*/src/**/*.ts', { cwd: packages }).map((file) => {
    const { program } = parseSync(file, readFileSync(join(packages, file), 'utf8'))
    return { of: file.split('/')[0] ?? '', nodes: nodesOf(program) }
  })
  const takers = new Map(files.flatMap(({ nodes }) => nodes.flatMap(takerOf)))
  const found = new Map<string, Reason>()
  for (const { of, nodes } of files)
    for (const reason of reasonsOfFile(nodes, takers, of))
      found.set(reason.code, together(found.get(reason.code), reason))
  return [...found.values()].toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
}

const union = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])]

const together = (a: Reason | undefined, b: Reason): Reason =>
  a === undefined
    ? b
    : {
        code: a.code,
        kinds: union(a.kinds, b.kinds),
        zh: a.zh || b.zh,
        en: a.en || b.en,
        fields: union(a.fields, b.fields),
        packages: union(a.packages, b.packages),
      }

function nodesOf(node: unknown): readonly Node[] {
  if (typeof node !== 'object' || node === null) return []
  const inner = Object.values(node).flatMap(nodesOf)
  return 'type' in node ? [node as Node, ...inner] : inner
}

/** A function with a parameter called `code`. */
function takerOf(node: Node): readonly (readonly [string, number])[] {
  const isArrow = node.type === 'VariableDeclarator'
  const made = isArrow ? (node['init'] as Node | null) : node
  if (made?.type !== 'ArrowFunctionExpression' && made?.type !== 'FunctionDeclaration') return []
  const at = (made['params'] as readonly Node[]).findIndex((parameter) => parameter['name'] === 'code')
  const { name } = (node['id'] ?? {}) as { readonly name?: string }
  return at < 0 || name === undefined ? [] : [[name, at]]
}

/** Objects of a file by the name that they are given, in order. */
type Objects = ReadonlyMap<string, readonly Node[]>

/** What a file says of its own: the objects that it names, and the kinds under which it throws refusals. */
interface Inside {
  readonly takers: Takers
  readonly objects: Objects
  readonly thrown: ReadonlyMap<Node, string>
  readonly of: string
}

function reasonsOfFile(nodes: readonly Node[], takers: Takers, of: string): readonly Reason[] {
  const objects = new Map<string, Node[]>()
  const thrown = new Map<Node, string>()
  for (const { type, id, init, callee, arguments: given } of nodes) {
    const { name } = (id ?? callee ?? {}) as { readonly name?: string }
    if (type === 'VariableDeclarator' && (init as Node | null)?.type === 'ObjectExpression')
      objects.set(String(name), [...(objects.get(String(name)) ?? []), init as Node])
    // `new LedgerError(kind, refuse(…))`
    const [kind, refusal] = (given ?? []) as readonly Node[]
    if (type === 'NewExpression' && name === 'LedgerError' && refusal) thrown.set(refusal, textOf(kind))
  }
  return nodes.flatMap((node) => reasonsOf(node, { takers, objects, thrown, of }))
}

function reasonsOf(node: Node, inside: Inside): readonly Reason[] {
  const { of } = inside
  if (node.type === 'CallExpression') return called(node, inside)
  if (node.type === 'ArrayExpression') return meaning(node, of)
  if (node.type === 'VariableDeclarator' && (node['id'] as Node)['name'] === 'code')
    return textsOf(node['init']).map((code) => bare(code, 'unavailable', of))
  // `unknown({ code: … })`, and the violations that the judge tells.
  const { name } = (node['key'] ?? {}) as { readonly name?: string }
  if (name !== 'code') return []
  if (node.type === 'TSPropertySignature')
    return textsOf((node['typeAnnotation'] as Node | null)?.['typeAnnotation']).map((code) => bare(code, 'refusal', of))
  if (node.type !== 'Property') return []
  return textsOf(node['value']).map((code) => bare(code, code.startsWith('no-such-') ? 'not-found' : 'refusal', of))
}

/** What a result code of another program means: `[code, zh, en]`. */
function meaning(node: Node, of: string): readonly Reason[] {
  const [first, second, third, ...more] = node['elements'] as readonly (Node | null)[]
  const [zh, en] = [second, third].map((one) => textOf(one ?? undefined)) as [string, string]
  const isSaid = /\p{Script=Han}/u.test(zh) || (second?.type === 'CallExpression' && third?.type === 'CallExpression')
  if (!isSaid || more.length > 0) return []
  return textsOf(first)
    .filter((code) => code.includes('-'))
    .map((code) => ({ ...bare(code, 'unavailable', of), zh, en }))
}

const bare = (code: string, kind: string, of: string): Reason => ({
  code,
  kinds: [kind],
  zh: '',
  en: '',
  fields: kind === 'not-found' ? ['parameter', 'found', 'near'] : [],
  packages: [of],
})

function called(node: Node, { takers, objects, thrown, of }: Inside): readonly Reason[] {
  const { name = '' } = node['callee'] as { readonly name?: string }
  const at = takers.get(name)
  if (at === undefined) return []
  const given = node['arguments'] as readonly Node[]
  const rest = given.slice(at + 1)
  const [words, fields] = rest.map((one) => membersOf(one, objects)).filter((members) => members.size > 0)
  const said = words?.has('zh') === true ? words : undefined
  const isWrong = name === 'wrong' && said !== undefined
  const kind =
    name === 'fail' || name === 'stop'
      ? (textsOf(given[at - 1])[0] ?? '')
      : isWrong
        ? 'usage'
        : (thrown.get(node) ?? 'refusal')
  return textsOf(given[at]).map((code) => ({
    code,
    kinds: [kind],
    zh: isWrong ? `… 应为${textOf(said.get('zh'))}` : textOf(said?.get('zh')),
    en: isWrong ? `… must be ${textOf(said.get('en'))}` : textOf(said?.get('en')),
    fields: isWrong ? ['parameter', 'found'] : [...((said ? fields : words)?.keys() ?? [])],
    packages: [of],
  }))
}

/** The members of an object that stands there, or that the file calls by a name. */
function membersOf(node: Node | undefined, objects: Objects): ReadonlyMap<string, Node> {
  const isBefore = (one: Node): boolean => Number(one['start']) < Number(node?.['start'])
  const object = node?.type === 'Identifier' ? objects.get(String(node['name']))?.findLast(isBefore) : node
  return new Map(
    ((object?.['properties'] ?? []) as readonly Node[]).flatMap((member) => {
      if (member.type === 'SpreadElement') return [...membersOf(member['argument'] as Node, objects)]
      const key = (member['key'] as Node | undefined)?.['name']
      return typeof key === 'string' ? [[key, member['value'] as Node] as const] : []
    }),
  )
}

/** A text that stands there; `…` for what is filled in. */
function textOf(node: Node | undefined): string {
  if (node?.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : ''
  if (node?.type !== 'TemplateLiteral') return ''
  return (node['quasis'] as readonly Node[])
    .map((part) => (part['value'] as { readonly cooked: string }).cooked)
    .join('…')
}

/** The codes that may stand there: one, one of two, one of several in a type. */
function textsOf(node: unknown): readonly string[] {
  const { type, consequent, alternate, types, literal } = (node ?? {}) as Node
  if (type === 'ConditionalExpression') return [consequent, alternate].flatMap(textsOf)
  if (type === 'TSUnionType') return (types as readonly unknown[]).flatMap(textsOf)
  if (type === 'TSLiteralType') return textsOf(literal)
  const text = textOf(node as Node | undefined)
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text) ? [text] : []
}
