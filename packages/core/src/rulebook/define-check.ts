import { defineCheck as defineCheckOf, type Check, type LookMaker, type Look } from '@taizhang/kernel/define'
import type * as z from 'zod'
import { checkParameters, type CheckId } from './parameters.ts'

type ParametersOf<I extends CheckId> = z.output<(typeof checkParameters)[I]>

/**
 * Defines a check with the rules of the default rulebook on it. The definition is the whole of it, but for its numbers (parameters.ts): one file,
 * one line in the catalogue.
 */
export const defineCheck = <I extends CheckId, const T extends string>(
  definition: Omit<Check<ParametersOf<I>, T>, 'id' | 'parameters' | 'looks'> & {
    readonly id: I
    readonly looks: (look: LookMaker<ParametersOf<I>>) => readonly Look<ParametersOf<I>>[]
  },
): Check<unknown, T> =>
  // What a check's numbers are is what its id says they are.
  defineCheckOf({ ...definition, parameters: checkParameters[definition.id] as unknown as z.ZodType<ParametersOf<I>> })
