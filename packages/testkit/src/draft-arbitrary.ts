import type { AnyEvent, Draft } from '@taizhang/core'
import { figureCatalogue } from '@taizhang/core/figures'
import * as fc from 'fast-check'
import * as z from 'zod'

/** Few ids and few days, so that random events meet. */
export interface Universe {
  readonly units: readonly string[]
  readonly organizations: readonly string[]
  readonly persons: readonly string[]
  readonly others: readonly string[]
  readonly days: readonly string[]
}

export const smallUniverse: Universe = {
  units: ['u1', 'u2', 'u3'],
  organizations: ['o1', 'o2', 'o3'],
  persons: ['p1', 'p2', 'p3'],
  others: ['x1', 'x2'],
  days: [
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
  ],
}

/**
 * Drafts of one event, made from its definition: every field by its schema, ids by the field's name; most of them are such as the
 * definition admits. A new event is covered without a line here.
 */
export const draftArbitrary = (definition: AnyEvent, universe: Universe = smallUniverse): fc.Arbitrary<Draft> =>
  fc.record({
    type: fc.constant(definition.type),
    effectiveOn: fc.constantFrom(...universe.days),
    data: dataOf(definition, universe),
  })

function dataOf(definition: AnyEvent, universe: Universe): fc.Arbitrary<Record<string, unknown>> {
  const data = valueOf(definition.data, definition.type, universe) as fc.Arbitrary<Record<string, unknown>>
  const { admit } = definition
  if (!admit) return data
  const admitted = data.filter((one) => admit(one) === true)
  return fc.oneof({ arbitrary: admitted, weight: 4 }, { arbitrary: data, weight: 1 })
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
  // The only free record is a rule's parameters, and these fit each of the checks that `stringsFor` names.
  if (schema instanceof z.ZodRecord) return fc.record({ employeesMin: fc.nat(4) })
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

function stringsFor(schema: z.ZodString, name: string, universe: Universe): readonly string[] {
  if (schema.meta()?.['format'] === 'date') return universe.days
  const field = name.slice(name.lastIndexOf('.') + 1)
  if (field === 'into') return name.startsWith('Unit') ? universe.units : universe.organizations
  if (/^unitIds?$/.test(field)) return universe.units
  if (/^(organization|superior)Id$/.test(field)) return universe.organizations
  if (/^(person|member)Id$|^introducers$/.test(field)) return universe.persons
  if (field === 'ruleId') return ['UNIT-NO-MEMBERS', 'TERM-REMIND', 'DEV-INTRODUCERS', ...universe.others]
  if (field === 'check') return ['UNIT-NO-MEMBERS', 'UNIT-NO-ORGANIZATION']
  if (field === 'figureId') return [...figureCatalogue.keys()]
  if (field === 'scope') return ['enterprise', 'social-organization']
  if (field === 'creditCode') return ['91350305MA2XY12345', '52350305MJB1234567']
  if (field === 'sha256') return ['0'.repeat(64)]
  return universe.others
}

const withoutUndefined = (data: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
