import { choices } from './choices.ts'
import { childOf, nodesOf, type Found, type Node } from './syntax.ts'

/** One change to one source: `source.slice(start, end)` becomes `replacement`. */
export interface Mutation {
  readonly kind: string
  readonly start: number
  readonly end: number
  readonly replacement: string
  /** Where the nearest statement, or body of an arrow function, begins and ends: what runs when the changed code is reached. */
  readonly around: { readonly start: number; readonly end: number; readonly statement: boolean }
}

/** All changes that this program can make to a source. */
export function mutationsOf(file: string, source: string): Mutation[] {
  return nodesOf(file, source).flatMap((found) => {
    if (found.parents.some(isForPeople)) return []
    const around = aroundOf(found)
    return choices(found, source)
      .filter(({ start, end, replacement }) => source.slice(start, end) !== replacement)
      .map((choice) => ({ ...choice, around }))
  })
}

/** What people read, and examples of events: no answer is made of them, and pages' golden files hold their words. */
const forPeople = new Set(['zh', 'en', 'title', 'doc', 'example'])

const isForPeople = (node: Node): boolean =>
  node.type === 'Property' && forPeople.has(String(childOf(node, 'key')?.['name']))

const holdsStatements = new Set(['Program', 'BlockStatement', 'StaticBlock', 'SwitchCase', 'FunctionBody'])

function aroundOf({ node, parents }: Found): Mutation['around'] {
  const path: readonly Node[] = [...parents, node]
  for (let at = path.length - 1; at > 0; at--) {
    const [parent, child] = [path[at - 1] as Node, path[at] as Node]
    // The test of a case is no statement.
    if (holdsStatements.has(parent.type) && parent['test'] !== child)
      return { start: child.start, end: child.end, statement: true }
    if (parent.type === 'ArrowFunctionExpression' && parent['body'] === child && child.type !== 'BlockStatement')
      return { start: child.start, end: child.end, statement: false }
  }
  return { start: 0, end: 0, statement: true }
}
