import * as z from 'zod'
import type { Frozen } from '@taizhang/kernel/define'
import { refuse, type Refusal } from '@taizhang/kernel'
import { text } from '../schemas.ts'
import { scopeDimension, scopeTest } from '../words.ts'

/** What a scope asks of a unit: `town = 临港镇`, `employees >= 100`. Of several values one must fit. */
export const scopeCondition = z.strictObject({
  dimension: scopeDimension,
  test: scopeTest,
  values: z.array(text),
})

export type ScopeCondition = Frozen<z.output<typeof scopeCondition>>

const numbers: ReadonlySet<string> = new Set(['employees', 'revenue', 'members'])

const isOrder = ({ test }: ScopeCondition): boolean => test !== '=' && test !== '!='

/** Refuses a condition that nothing can meet by its form: an order of texts, a number that is none, no value. */
export const admitCondition = (condition: ScopeCondition, at: number): true | Refusal => {
  const { dimension, values } = condition
  const isWell = numbers.has(dimension)
    ? values.every((value) => /^\d{1,16}$/.test(value)) && (!isOrder(condition) || values.length === 1)
    : !isOrder(condition)
  return (
    (isWell && values.length > 0) ||
    refuse(
      'bad-condition',
      {
        zh: `条件应有值；${dimension} ${numbers.has(dimension) ? '的值应为整数，比较大小时只有一个' : '只能用 = 或 !='}`,
        en: `a condition has values; ${dimension} ${numbers.has(dimension) ? 'takes whole numbers, one where they are ordered' : 'takes = or != alone'}`,
      },
      { path: `data.conditions.${at}` },
    )
  )
}
