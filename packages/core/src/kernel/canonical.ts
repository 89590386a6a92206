import canonicalizeJson from 'canonicalize'
import { refuse, type Refusal } from './refusal.ts'

/** Levels of nesting that an event may have. */
export const depthMax = 64

/**
 * The canonical text of a plain JSON value (RFC 8785). Call it with what {@link plainJson} let through.
 */
export function canonicalText(value: unknown): string {
  const text = canonicalizeJson(value)
  if (text === undefined) throw new TypeError('only JSON values have a canonical text')
  return text
}

/**
 * A copy of a value made of JSON alone, without members that are `undefined`; or why it is none: lone surrogates, numbers past
 * 2^53 or not finite, `__proto__`, more than 64 levels, functions, dates, sparse arrays. `path` says where.
 */
export function plainJson(
  value: unknown,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusal: Refusal } {
  try {
    return { ok: true, value: copy(value, '', 0) }
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

const not = (path: string, zh: string, en: string): never => {
  throw new NotPlain(refuse('not-plain-json', { zh, en }, { path }))
}

function copy(value: unknown, path: string, depth: number): unknown {
  if (depth > depthMax)
    return not(path.slice(0, 80), `嵌套超过 ${depthMax} 层`, `nested deeper than ${depthMax} levels`)
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
      return value === null
        ? null
        : Array.isArray(value)
          ? copyArray(value, path, depth)
          : copyObject(value, path, depth)
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
      return not(path, `${typeof value} 不是 JSON 值`, `${typeof value} is not a JSON value`)
  }
}

function copyArray(values: readonly unknown[], path: string, depth: number): unknown[] {
  const result: unknown[] = []
  for (let at = 0; at < values.length; at++) {
    if (!(at in values)) return not(`${path}[${at}]`, '数组有空位', 'the array has a hole')
    result.push(copy(values[at], `${path}[${at}]`, depth + 1))
  }
  return result
}

function copyObject(value: object, path: string, depth: number): Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return not(path, '不是普通对象', 'not a plain object')
  const result: Record<string, unknown> = {}
  // In canonical order, so that an event is the same in memory when it is recorded and when it is read back.
  for (const name of Object.keys(value).toSorted()) {
    const member: unknown = (value as Record<string, unknown>)[name]
    const at = path === '' ? name : `${path}.${name}`
    if (name === '__proto__') return not(at, '成员名不能是 __proto__', 'a member must not be named __proto__')
    if (!name.isWellFormed()) return not(path, '成员名含有孤立的代理码元', 'a member name has a lone surrogate')
    if (member !== undefined) result[name] = copy(member, at, depth + 1)
  }
  return result
}
