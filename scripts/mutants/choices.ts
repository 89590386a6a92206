import { childOf, listOf, type Found, type Node } from './syntax.ts'

export interface Choice {
  readonly kind: string
  readonly start: number
  readonly end: number
  readonly replacement: string
}

type Mutator = (found: Found, source: string) => readonly Choice[]

/** The changes that may be made at one node. */
export const choices: Mutator = (found, source) => mutators[found.node.type]?.(found, source) ?? []

const textOf = (node: Node | undefined, source: string): string => (node ? source.slice(node.start, node.end) : '')
const instead = (kind: string, { start, end }: Node, ...replacements: string[]): Choice[] =>
  replacements.map((replacement) => ({ kind, start, end, replacement }))

const compared: Record<string, readonly string[]> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
}
const calculated: Record<string, readonly string[]> = {
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '<<': ['>>>'],
  '>>': ['<<'],
  '>>>': ['<<'],
  '&': ['|'],
  '|': ['&'],
  '^': ['&'],
}
const assigned: Record<string, readonly string[]> = { '+=': ['-=', '='], '-=': ['+='], '|=': ['&='], '??=': ['='] }

/** Methods that are taken for one another. */
const swapped: Record<string, readonly string[]> = {
  some: ['every'],
  every: ['some'],
  find: ['findLast'],
  findLast: ['find'],
  findIndex: ['findLastIndex'],
  indexOf: ['lastIndexOf'],
  lastIndexOf: ['indexOf'],
  push: ['unshift'],
  unshift: ['push'],
  shift: ['pop'],
  pop: ['shift'],
  min: ['max'],
  max: ['min'],
  floor: ['ceil'],
  ceil: ['floor'],
  trunc: ['ceil'],
  startsWith: ['endsWith'],
  endsWith: ['startsWith'],
  keys: ['values'],
  values: ['keys'],
  has: ['get'],
}
/** Methods without which their object may stand. */
const leftOut = new Set([
  'filter',
  'slice',
  'subarray',
  'toSorted',
  'sort',
  'toReversed',
  'reverse',
  'concat',
  'trim',
  'normalize',
  'map',
])

const isText = (node: Node | undefined): boolean =>
  node?.type === 'TemplateLiteral' || (node?.type === 'Literal' && typeof node['value'] === 'string')

const between: (kind: string, table: Record<string, readonly string[]>) => Mutator =
  (kind, table) =>
  ({ node }, source) => {
    const [left, right] = [childOf(node, 'left'), childOf(node, 'right')]
    const operators = table[String(node['operator'])] ?? []
    if (!left || !right || (node['operator'] === '+' && (isText(left) || isText(right)))) return []
    return instead(kind, node, ...operators.map((one) => `${textOf(left, source)} ${one} ${textOf(right, source)}`))
  }

const negated: Mutator = ({ node }, source) => {
  const test = childOf(node, 'test')
  return test ? instead('condition', test, `!(${textOf(test, source)})`) : []
}

const mutators: Record<string, Mutator> = {
  BinaryExpression: (found, source) =>
    [...between('comparison', compared)(found, source), ...between('arithmetic', calculated)(found, source)].map(
      (choice) => ({ ...choice, replacement: `(${choice.replacement})` }),
    ),
  AssignmentExpression: between('assignment', assigned),
  LogicalExpression: ({ node }, source) => {
    const [left, right] = [textOf(childOf(node, 'left'), source), textOf(childOf(node, 'right'), source)]
    const other = { '&&': '||', '||': '&&' }[String(node['operator'])]
    return [
      ...(other ? instead('logic', node, `(${left} ${other} ${right})`) : []),
      ...instead('logic', node, `(${left})`, `(${right})`),
    ]
  },
  UnaryExpression: ({ node }, source) =>
    node['operator'] === '!' || node['operator'] === '-'
      ? instead('negation', node, `(${textOf(childOf(node, 'argument'), source)})`)
      : [],
  UpdateExpression: ({ node, parents }, source) => {
    const other = node['operator'] === '++' ? '--' : '++'
    // A loop that counts the wrong way only hangs.
    if (parents.at(-1)?.['update'] === node) return []
    return instead('arithmetic', node, textOf(node, source).replace(String(node['operator']), other))
  },
  ConditionalExpression: (found, source) => [
    ...negated(found, source),
    ...['consequent', 'alternate'].flatMap((member) =>
      instead('condition', found.node, `(${textOf(childOf(found.node, member), source)})`),
    ),
  ],
  IfStatement: (found, source) => {
    const test = childOf(found.node, 'test')
    return [...negated(found, source), ...(test ? instead('condition', test, 'false', 'true') : [])]
  },
  ExpressionStatement: ({ node }) => (isText(childOf(node, 'expression')) ? [] : instead('statement', node, ';')),
  ReturnStatement: ({ node }) => (childOf(node, 'argument') ? [] : instead('statement', node, ';')),
  ContinueStatement: ({ node }) => instead('statement', node, ';'),
  ForOfStatement: ({ node }) => {
    const body = childOf(node, 'body')
    return body ? instead('statement', body, '{}') : []
  },
  CallExpression: (found, source) => [...swappedArguments(found, source), ...otherMethods(found, source)],
  Literal: (found, source) => literals(found, source),
  TemplateElement: ({ node }, source) => otherSql(node, source),
  ArrayExpression: ({ node }) => without('element', listOf(node, 'elements')),
  ObjectExpression: ({ node }) => without('property', listOf(node, 'properties')),
}

function swappedArguments({ node }: Found, source: string): Choice[] {
  const [first, second] = listOf(node, 'arguments')
  if (!first || !second || first.type === 'SpreadElement' || second.type === 'SpreadElement') return []
  const middle = source.slice(first.end, second.start)
  return [
    {
      kind: 'arguments',
      start: first.start,
      end: second.end,
      replacement: textOf(second, source) + middle + textOf(first, source),
    },
  ]
}

function otherMethods({ node }: Found, source: string): Choice[] {
  const callee = childOf(node, 'callee')
  const [object, property] = callee ? [childOf(callee, 'object'), childOf(callee, 'property')] : []
  if (!callee || !object || property?.type !== 'Identifier' || callee['computed'] === true) return []
  const name = String(property['name'])
  const swaps = Object.hasOwn(swapped, name) ? (swapped[name] ?? []) : []
  return [
    ...instead('method', property, ...swaps),
    ...(leftOut.has(name) ? instead('method', node, textOf(object, source)) : []),
  ]
}

/** A word of the wire, a code, a name: what a program compares. Sentences and titles are nothing of the kind. */
const code = /^[a-z][\w-]*$/i

function literals({ node, parents }: Found, source: string): Choice[] {
  const { value } = node
  const parent = parents.at(-1)
  const isName = parent?.['key'] === node && parent['computed'] !== true
  if (isName || parent?.['source'] === node) return []
  if (typeof value === 'boolean') return instead('constant', node, String(!value))
  if (typeof value === 'number')
    return instead('constant', node, `${value + 1}`, ...(value > 0 ? [`${value - 1}`] : []))
  if (typeof value !== 'string') return []
  return code.test(value) ? instead('text', node, `'${value}~'`) : otherSql(node, source)
}

const sqlSwaps: readonly (readonly [RegExp, string])[] = [
  [/ < /, ' <= '],
  [/ <= /, ' < '],
  [/ > /, ' >= '],
  [/ >= /, ' > '],
  [/ AND /, ' OR '],
  [/ DESC\b/, ''],
  [/\bmax\(/, 'min('],
  [/\bmin\(/, 'max('],
  [/ \+ /, ' - '],
  [/ IS NULL/, ' IS NOT NULL'],
  [/ WHERE [^'`)]*/, ' '],
  [/ IGNORE/, ' REPLACE'],
]

/** Statements of SQL are texts to the compiler, and as much of the program as the rest. */
function otherSql(node: Node, source: string): Choice[] {
  const text = textOf(node, source)
  if (!/\b(SELECT|INSERT|UPDATE|DELETE|WHERE|ORDER BY)\b/.test(text)) return []
  return sqlSwaps.flatMap(([pattern, other]) => {
    const match = pattern.exec(text)
    if (!match) return []
    const start = node.start + match.index
    return [{ kind: 'sql', start, end: start + match[0].length, replacement: other }]
  })
}

/** A list without one of its members, each in turn. */
function without(kind: string, members: readonly Node[]): Choice[] {
  return members.map((member, at) => {
    const next = members[at + 1]
    const before = members[at - 1]
    if (next) return { kind, start: member.start, end: next.start, replacement: '' }
    return { kind, start: before?.end ?? member.start, end: member.end, replacement: '' }
  })
}
