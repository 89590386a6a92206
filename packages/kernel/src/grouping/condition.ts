import type { Domain } from '../define/domain.ts'
import { listed } from '../doors/near.ts'
import { compare } from '../events/canonical.ts'
import { expectChoice, expectList, expectObject, expectText, unknown, wrong } from '../doors/doors.ts'
import { bandNames, bandOf, type Dimension } from './dimension.ts'

export const tests = ['=', '!=', '>=', '<=', '>', '<'] as const

/** What a subject must have to count: `town = 临港镇`, `employees >= 100`. Of several values one must fit; an empty one is "not filled in". */
export interface Condition {
  /** The id of a dimension, or the attribute that it is about. */
  readonly dimension: string
  readonly test: (typeof tests)[number]
  readonly values: readonly string[]
}

/**
 * A condition from text, as the command line takes it.
 *
 * Throws `LedgerError` (usage) where the text is no condition.
 *
 *
 * @example
 * conditionOf('town=临港镇,城关镇') // => { dimension: 'town', test: '=', values: ['临港镇', '城关镇'] }
 * conditionOf('employees>=100').test // => '>='
 */
export function conditionOf(text: string): Condition {
  expectText(text, 'condition')
  const [, dimension, test, values] = /^\s*([\p{L}][\p{L}\p{N}（）()-]*)\s*(!=|>=|<=|=|>|<)(.*)$/su.exec(text) ?? []
  const found = tests.find((one) => one === test)
  if (dimension === undefined || values === undefined || !found)
    return wrong(
      'bad-condition',
      'condition',
      { zh: '条件，如 town=临港镇 或 employees>=100', en: 'a condition such as town=临港镇 or employees>=100' },
      text,
    )
  return { dimension, test: found, values: values.split(/[,，]/u).map((value) => value.trim()) }
}

/**
 * The dimension of that id, or the one about an attribute of that name: the key of a relation, before what refers to it. Fails: not-found with the
 * nearest names, usage where attributes of several relations have that name.
 */
export function dimensionIn({ dimensions }: Pick<Domain, 'dimensions'>, name: string, parameter: string): Dimension {
  expectText(name, parameter)
  const own = dimensions.get(name)
  if (own) return own
  const named = [...dimensions.values()].filter(({ attribute }) => attribute === name)
  const keyed = named.filter(({ of }) => of.key.length === 1 && of.key[0] === name)
  const about = keyed.length > 0 ? keyed : named
  const [found] = about
  if (found && about.every(({ of }) => of === found.of)) return found
  if (found) return severalAre(name, about, parameter)
  return unknown({
    code: 'no-such-dimension',
    parameter,
    what: { zh: '分组项', en: 'dimension' },
    name,
    names: dimensions.keys(),
    fields: { dimension: name },
  })
}

function severalAre(name: string, about: readonly Dimension[], parameter: string): never {
  const said = listed(
    about.map(({ id }) => id),
    (id) => about.find((one) => one.id === id)?.title,
  )
  return wrong('ambiguous-dimension', parameter, { zh: `其中之一：${said.zh}`, en: `one of ${said.en}` }, name)
}

/** Fails where a value is no condition: usage, or not-found where it is about no dimension. */
export function expectCondition(domain: Pick<Domain, 'dimensions'>, condition: Condition, parameter: string): void {
  expectObject(condition, parameter)
  const bands = bandNames(dimensionIn(domain, condition.dimension, `${parameter}.dimension`))
  expectChoice(condition.test, `${parameter}.test`, tests)
  expectList(condition.values, `${parameter}.values`)
  for (const value of condition.values) expectText(value, `${parameter}.values`)
  const isOrder = condition.test !== '=' && condition.test !== '!='
  const bad = (zh: string, en: string, found: string): never =>
    wrong('bad-condition', `${parameter}.values`, { zh, en }, found)
  if (isOrder && (condition.values.length !== 1 || condition.values[0] === ''))
    bad('一个值', 'one value', condition.values.join(','))
  if (!bands) return
  // What is told in bands is a number.
  for (const value of condition.values)
    if (!Number.isFinite(Number(value)) && (isOrder || !bands.includes(value)))
      bad(
        `数字${isOrder ? '' : `，或 ${bands.join('、')}`}`,
        `a number${isOrder ? '' : `, or one of ${bands.join(', ')}`}`,
        value,
      )
}

/** Whether a value meets a condition; `undefined` and the empty text are "not filled in". */
export function meets(dimension: Dimension, { test, values }: Condition, value: unknown): boolean {
  if (test === '=') return isOneOf(dimension, values, value)
  if (test === '!=') return !isOneOf(dimension, values, value)
  const [limit = ''] = values
  const text = valueText(value)
  if (text === '') return false
  const apart = typeof value === 'number' ? value - Number(limit) : compare(text, limit)
  return { '>=': apart >= 0, '<=': apart <= 0, '>': apart > 0, '<': apart < 0 }[test]
}

const isOneOf = (dimension: Dimension, values: readonly string[], value: unknown): boolean =>
  values.includes(valueText(value)) ||
  (bandNames(dimension) !== undefined && values.includes(groupText(dimension, value)))

const valueText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

/** What a value is grouped under: its band, where the dimension has any, else itself; an empty text for what is not filled in. */
export const groupText = (dimension: Dimension, value: unknown): string =>
  typeof value === 'number' && dimension.bands ? bandOf(dimension, value) : valueText(value)
