import { parseSync, visitorKeys } from 'oxc-parser'

/** A node of the syntax tree, as far as mutations look at it. Positions are those of the source text. */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [member: string]: unknown
}

export interface Found {
  readonly node: Node
  /** From the program down to the node's parent. */
  readonly parents: readonly Node[]
}

/** TypeScript's nodes that hold an expression; all others are types, which nothing runs. */
const holders = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression'])
const linking = new Set(['ImportDeclaration', 'ExportAllDeclaration'])

/** Every node of a TypeScript source that runs: no types, no imports. */
export function nodesOf(file: string, source: string): Found[] {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const found: Found[] = []
  const walk = (node: Node, parents: readonly Node[]): void => {
    if (linking.has(node.type) || (node.type.startsWith('TS') && !holders.has(node.type))) return
    found.push({ node, parents })
    for (const child of childrenOf(node)) walk(child, [...parents, node])
  }
  // `Node` is what every node of the parser has in common: the parser has a type for each kind alone.
  walk(program as unknown as Node, [])
  return found
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** The node under a member; undefined where there is none. */
export const childOf = (node: Node, member: string): Node | undefined =>
  isNode(node[member]) ? node[member] : undefined

/** The nodes in a list under a member, holes left out. */
export const listOf = (node: Node, member: string): Node[] => {
  const list = node[member]
  return Array.isArray(list) ? list.filter(isNode) : []
}

const childrenOf = (node: Node): Node[] =>
  (visitorKeys[node.type] ?? []).flatMap((member) => childOf(node, member) ?? listOf(node, member))
