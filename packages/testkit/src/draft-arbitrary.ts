import type { Draft } from '@taizhang/kernel'
import type { AdoptableRules, AnyEvent } from '@taizhang/kernel/define'
import * as fc from 'fast-check'
import * as z from 'zod'

/** Few ids and few days, so that random events meet. */
export interface Universe {
  readonly days: readonly string[]
  /** The texts that a field may have, by its path (`UnitsMerged.into`); where there are none, they are made from its name. */
  readonly stringsFor?: (path: string) => readonly string[] | undefined
  /** What a free record may be, by its path. */
  readonly recordFor?: (path: string) => fc.Arbitrary<Readonly<Record<string, unknown>>> | undefined
}

/** Days around ends of months and years, some of them likelier than others. */
export const fewDays: readonly string[] = [
  '2017-12-31',
  '2018-01-01',
  '2018-06-30',
  '2018-07-01',
  '2019-02-28',
  '2020-02-29',
  '2020-02-29',
  '2020-03-01',
  '2021-06-30',
  '2021-07-01',
]

/**
 * Random drafts of one event, made from its definition: every member by its schema, ids by the member's name. Most of them are admitted by
 * the definition.
 *
 * @example
 * const [drawn] = fc.sample(draftArbitrary(machineBought, inventory.rules), 1)
 * drawn?.type // => 'MachineBought'
 */
export const draftArbitrary = (
  definition: AnyEvent,
  rules: AdoptableRules,
  universe: Universe = { days: fewDays },
): fc.Arbitrary<Draft> => mostlyAdmitted(definition, rules, someDraft(definition, universe))

const someDraft = (definition: AnyEvent, universe: Universe): fc.Arbitrary<Draft> =>
  fc.record(
    {
      type: fc.constant(definition.type),
      effectiveOn: fc.constantFrom(...universe.days),
      data: valueOf(definition.data, definition.type, universe) as fc.Arbitrary<Record<string, unknown>>,
      ...(definition.exampleEvidence ? { evidence: fc.constant(definition.exampleEvidence) } : {}),
    },
    definition.exampleEvidence ? { requiredKeys: ['type', 'effectiveOn', 'data'] } : {},
  )

function mostlyAdmitted({ admit }: AnyEvent, rules: AdoptableRules, drafts: fc.Arbitrary<Draft>): fc.Arbitrary<Draft> {
  if (!admit) return drafts
  const admitted = drafts.filter((draft) => admit(draft.data, rules, { ...draft, id: '', book: '' }) === true)
  return fc.oneof({ arbitrary: admitted, weight: 4 }, { arbitrary: drafts, weight: 1 })
}

function valueOf(schema: unknown, name: string, universe: Universe): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodOptional)
    return fc.option(valueOf(schema.unwrap(), name, universe), { nil: undefined, freq: 2 })
  if (schema instanceof z.ZodNullable) return fc.option(valueOf(schema.unwrap(), name, universe), { nil: null })
  if (schema instanceof z.ZodArray)
    return fc.uniqueArray(valueOf(schema.element, name, universe), {
      maxLength: 3,
      selector: (item) => JSON.stringify(item),
    })
  if (schema instanceof z.ZodUnion) return valueOf(schema.options[0], name, universe)
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options)
  if (schema instanceof z.ZodBoolean) return fc.boolean()
  if (schema instanceof z.ZodNumber) return numberFor(schema)
  if (schema instanceof z.ZodObject) {
    const members = Object.entries(schema.shape).map(
      ([field, member]) => [field, valueOf(member, `${name}.${field}`, universe)] as const,
    )
    return fc.record(Object.fromEntries(members)).map(withoutUndefined)
  }
  if (schema instanceof z.ZodRecord) return universe.recordFor?.(name) ?? fc.constant({})
  if (schema instanceof z.ZodString) return fc.constantFrom(...stringsFor(schema, name, universe))
  throw new Error(`no generator for the schema of ${name}`)
}

/** Small numbers, with the decimals that the schema allows. */
function numberFor(schema: z.ZodNumber): fc.Arbitrary<number> {
  const first = Math.max(0, schema.minValue ?? 0)
  const step = schema.meta()?.['multipleOf']
  const whole = fc.integer({ min: first, max: first + 4 })
  if (typeof step !== 'number') return whole
  return fc.oneof(
    whole,
    fc.nat(4 / step).map((steps) => Number((steps * step).toFixed(3))),
  )
}

function stringsFor(schema: z.ZodString, path: string, universe: Universe): readonly string[] {
  if (schema.meta()?.['format'] === 'date') return universe.days
  const own = universe.stringsFor?.(path)
  if (own) return own
  // `machineId`, `machineIds` and `machine` have ids in common.
  const field = path.slice(path.lastIndexOf('.') + 1).replace(/Ids?$/, '')
  return [1, 2, 3].map((number) => `${field}-${number}`)
}

const withoutUndefined = (data: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
