import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseSync } from 'oxc-parser'

/** A reason for which something is refused or fails, as the code says it. */
export interface Reason {
  readonly code: string
  /** What it is about: `LedgerError.kind`; `refusal` for values. */
  readonly kind: string
  /** Words, with `…` for what is filled in. */
  readonly zh: string
  readonly en: string
  /** Members besides `code` and `message`. */
  readonly fields: readonly string[]
  readonly package: string
}

interface Node {
  readonly type?: string
  readonly [member: string]: unknown
}

/** Every reason that the sources of the packages name by its code, in order of the codes. */
export function reasonsIn(packages: string): readonly Reason[] {
  const found = new Map<string, Reason>()
  for (const file of globSync('*/src/**/*.ts', { cwd: packages })) {
    const { program } = parseSync(file, readFileSync(join(packages, file), 'utf8'))
    const [name = ''] = file.split('/')
    walk(program, (node) => {
      const reason = reasonOf(node, name)
      if (reason && !found.has(`${reason.code} ${reason.kind}`)) found.set(`${reason.code} ${reason.kind}`, reason)
    })
  }
  return [...found.values()].toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return
  if ('type' in node) visit(node as Node)
  for (const value of Object.values(node)) walk(value, visit)
}

/** `refuse(code, words, fields)`, `fail(kind, code, words, fields)` and `wrong(code, parameter, expected, found)`. */
function reasonOf(node: Node, name: string): Reason | undefined {
  if (node.type !== 'CallExpression') return undefined
  const { name: callee } = node['callee'] as { readonly name?: string }
  const given = node['arguments'] as readonly Node[]
  if (callee === 'refuse') return reason('refusal', given[0], given[1], given[2], name)
  if (callee === 'fail') return reason(textOf(given[0]), given[1], given[2], given[3], name)
  if (callee !== 'wrong') return undefined
  const made = reason('usage', given[0], given[2], undefined, name)
  return made && { ...made, zh: `… 应为${made.zh}`, en: `… is to be ${made.en}`, fields: ['parameter', 'found'] }
}

function reason(
  kind: string,
  code: Node | undefined,
  words: Node | undefined,
  fields: Node | undefined,
  name: string,
): Reason | undefined {
  const text = textOf(code)
  if (!/^[a-z][a-z0-9-]+$/.test(text) || kind === '') return undefined
  const said = membersOf(words)
  return {
    code: text,
    kind,
    zh: textOf(said.get('zh')),
    en: textOf(said.get('en')),
    fields: [...membersOf(fields).keys()],
    package: basename(name),
  }
}

/** The members of an object that stands there. */
const membersOf = (node: Node | undefined): ReadonlyMap<string, Node> =>
  new Map(
    ((node?.['properties'] ?? []) as readonly Node[]).flatMap((member) => {
      const key = (member['key'] as Node | undefined)?.['name']
      return typeof key === 'string' ? [[key, member['value'] as Node] as const] : []
    }),
  )

/** A text that stands there; `…` for what is filled in. */
function textOf(node: Node | undefined): string {
  if (node?.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : ''
  if (node?.type !== 'TemplateLiteral') return ''
  return (node['quasis'] as readonly Node[])
    .map((part) => (part['value'] as { readonly cooked: string }).cooked)
    .join('…')
}
