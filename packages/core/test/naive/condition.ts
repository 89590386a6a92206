import type { Attributes, Key } from './change.ts'
import { holding, type Facts } from './facts.ts'
import { text, texts } from './plain-event.ts'

interface Held {
  readonly key: Key
  readonly attributes: Attributes
}

/** By the relations that say more of a unit: what the condition asks for. */
const ELSEWHERE: Readonly<Record<string, readonly [string, string]>> = {
  employees: ['headcount', 'employees'],
  revenue: ['revenue', 'amountFen'],
  responsible: ['responsibility', 'organizationId'],
}

/** Whether a unit meets a condition of a scope on a day. What is not filled in meets no order, and equals no value. */
export function meets(condition: object, unit: Held, facts: Facts, day: string): boolean {
  const value = valueOf(text(condition, 'dimension'), unit, facts, day)
  const values = texts(condition, 'values')
  const test = text(condition, 'test')
  if (test === '=') return values.includes(value)
  if (test === '!=') return !values.includes(value)
  if (value === '') return false
  const apart = Number(value) - Number(values[0])
  if (test === '>=') return apart >= 0
  if (test === '<=') return apart <= 0
  return test === '>' ? apart > 0 : apart < 0
}

function valueOf(dimension: string, unit: Held, facts: Facts, day: string): string {
  const unitId = unit.key['unitId']
  if (dimension === 'members') {
    const there = holding(facts, 'membership', day).filter(({ attributes }) => attributes['unitId'] === unitId)
    return String(there.filter(({ attributes }) => attributes['status'] !== 'suspended').length)
  }
  const [relation, attribute] = ELSEWHERE[dimension] ?? [undefined, dimension]
  const held = relation === undefined ? unit : holding(facts, relation, day).find(({ key }) => key['unitId'] === unitId)
  const value = held?.attributes[attribute === 'above-designated-size' ? 'aboveDesignatedSize' : attribute]
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
