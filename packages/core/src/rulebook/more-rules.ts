import type * as z from 'zod'
import type { EarlierVersion, EventDefinition } from '@taizhang/kernel/define'

/**
 * Version 2 of what books say of rules: the same data, which may name the checks and rules that came with it. A program that has fewer of them
 * would misread it.
 */
export function withMoreRules<T extends string, D extends z.ZodObject>(
  definition: EventDefinition<T, D>,
): EventDefinition<T, D> {
  const { data, admit } = definition
  // What version 1 refused was by the same words.
  const first: EarlierVersion = {
    data,
    upcast: (older) => older,
    ...(admit ? { admit: (older, rules, event) => admit(older as Parameters<typeof admit>[0], rules, event) } : {}),
  }
  return { ...definition, earlier: [first], version: 2 }
}
