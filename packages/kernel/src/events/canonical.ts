import { pathText, refuse, type Refusal } from '../errors/refusal.ts'

/** Levels of nesting that an event may have. */
export const depthMax = 64

/**
 * The canonical text of a plain JSON value (RFC 8785). Whether it is one is not checked: what has no place in JSON comes out as
 * `JSON.stringify` would have it.
 *
 * RFC 8785 writes numbers and texts as JavaScript does, so it only takes members in the right order. What comes from `plainJson` is in
 * order already, and is written in one go.
 */
export const canonicalText = (value: unknown): string => (inOrder(value) ? JSON.stringify(value) : sortedText(value))

/** The order of texts by their code units, which is that of canonical members: the same on every machine. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Whether members are in canonical order throughout, so that they are written in it. */
function inOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(inOrder)
  let before = ''
  for (const name of Object.keys(value)) {
    if (name < before || isIndex(name) || !inOrder((value as Record<string, unknown>)[name])) return false
    before = name
  }
  return true
}

/** JavaScript puts members with such names first, in order of their numbers, whenever they were added. */
function isIndex(name: string): boolean {
  const first = name.charCodeAt(0)
  return first >= 0x30 && first <= 0x39
}

function sortedText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(sortedText).join(',')}]`
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  const texts = members
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${sortedText(member)}`)
  return `{${texts.join(',')}}`
}

/**
 * A copy of a value made of JSON alone, without members that are `undefined`; or why it is none: lone surrogates, numbers past
 * 2^53 or not finite, `__proto__`, more than 64 levels, functions, dates, sparse arrays. `path` says where.
 */
export function plainJson(
  value: unknown,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusal: Refusal } {
  try {
    return { ok: true, value: copy(value, []) }
  } catch (error) {
    if (error instanceof NotPlain) return { ok: false, refusal: error.refusal }
    throw error
  }
}

/** Carries a refusal out of the recursion below; never leaves this file. */
class NotPlain extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** The way to a value inside another: names of members and indexes of arrays. One list that grows and shrinks with the recursion. */
type Path = (string | number)[]

const not = (path: Path, zh: string, en: string): never => {
  throw new NotPlain(refuse('not-plain-json', { zh, en }, { path: pathText(path) }))
}

function copy(value: unknown, path: Path): unknown {
  if (path.length > depthMax) tooDeep(path)
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? value : not(path, '文本含有孤立的代理码元', 'the text has a lone surrogate')
    case 'number':
      if (!Number.isFinite(value)) return not(path, '数字不是有限值', 'the number is not finite')
      if (Math.abs(value) > Number.MAX_SAFE_INTEGER)
        return not(path, '数字超过 2^53-1，无法精确保存', 'the number is past 2^53-1 and cannot be kept exactly')
      return value
    case 'boolean':
      return value
    case 'object':
      if (value === null) return null
      return Array.isArray(value) ? copyArray(value, path) : copyObject(value, path)
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
      return not(path, `${typeof value} 不是 JSON 值`, `${typeof value} is not a JSON value`)
  }
}

const tooDeep = (path: Path): never => {
  const [zh, en] = [`嵌套超过 ${depthMax} 层`, `nested deeper than ${depthMax} levels`]
  throw new NotPlain(refuse('not-plain-json', { zh, en }, { path: pathText(path).slice(0, 80) }))
}

function copyArray(values: readonly unknown[], path: Path): unknown[] {
  const result: unknown[] = []
  for (let at = 0; at < values.length; at++) {
    path.push(at)
    if (!(at in values)) return not(path, '数组有空位', 'the array has a hole')
    result.push(copy(values[at], path))
    path.pop()
  }
  return result
}

function copyObject(value: object, path: Path): Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return not(path, '不是普通对象', 'not a plain object')
  const result: Record<string, unknown> = {}
  // In canonical order, so that data is the same in memory when it is recorded and when it is read back.
  for (const name of sorted(Object.keys(value))) {
    const member: unknown = (value as Record<string, unknown>)[name]
    if (!name.isWellFormed()) return not(path, '成员名含有孤立的代理码元', 'a member name has a lone surrogate')
    path.push(name)
    if (name === '__proto__') return not(path, '成员名不能是 __proto__', 'a member must not be named __proto__')
    if (member !== undefined) result[name] = copy(member, path)
    path.pop()
  }
  return result
}

/** In order of UTF-16 code units. Most objects are short, and come in order from where they were read. */
function sorted(names: readonly string[]): readonly string[] {
  for (let at = 1; at < names.length; at++)
    if ((names[at] as string) < (names[at - 1] as string)) return names.toSorted()
  return names
}
