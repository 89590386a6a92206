import type { Words } from '../errors/refusal.ts'
import type { AnyRelation } from '../define/relation.ts'

/**
 * Something that figures can be grouped by and subjects filtered by: an attribute of one relation. What else is counted comes to that
 * relation by {@link Way}s: a member to its unit, and so to the unit's town.
 */
export interface Dimension {
  readonly id: string
  readonly title: Words
  readonly of: AnyRelation
  /** The attribute, or key column, that holds the value. Absent or empty is "not filled in". */
  readonly attribute: string
  /** For a number: where each band but the first begins. With `[50, 100]` the bands are `0-49`, `50-99` and `100+`. */
  readonly bands?: readonly number[]
  /** For an attribute that refers to the relation itself: also the values further up. A subject then counts under each. */
  readonly throughout?: boolean
}

/** From a fact to the rows of `relation` of which `column` holds what the fact has under `by`. */
export interface Step {
  readonly relation: AnyRelation
  readonly column: string
  readonly by: string
}

/**
 * How to get from the facts of one relation to those of another: a chain of steps. Of several chains, the first that leads to a fact on a
 * day counts: a member's own unit, else the units of the organization.
 */
export interface Way {
  readonly from: AnyRelation
  readonly to: AnyRelation
  readonly chains: readonly (readonly Step[])[]
}

/**
 * Defines a dimension; see {@link Dimension}.
 *
 *
 * @example defineDimension({ id: 'floor', title: { zh: '楼层', en: 'floor' }, of: room, attribute: 'floor' }).id // => 'floor'
 */
export const defineDimension = (definition: Dimension): Dimension => definition

/**
 * A step to the rows of a relation whose `column` holds what the fact has under `by`, by default a column of the same name.
 *
 * @example step(placement, 'machineId') // => { column: 'machineId', by: 'machineId' }
 */
export const step = (relation: AnyRelation, column: string, by: string = column): Step => ({ relation, column, by })

/**
 * Defines a way; see {@link Way}. Ways to what a fact lies within or refers to need not be defined, nor ways that are made of others.
 *
 *
 * @example defineWay(machine, room, [[step(placement, 'machineId'), step(room, 'roomId')]]).chains.length // => 1
 */
export const defineWay = (from: AnyRelation, to: AnyRelation, chains: Way['chains']): Way => ({ from, to, chains })

/** The name of the band that a number is in. */
export function bandOf({ bands = [] }: Dimension, value: number): string {
  const at = bands.findLastIndex((from) => from <= value)
  return bandName(bands, at)
}

/** The names of a dimension's bands, in order; `undefined` where it has none. */
export const bandNames = ({ bands }: Dimension): readonly string[] | undefined =>
  bands && Array.from({ length: bands.length + 1 }, (_, at) => bandName(bands, at - 1))

function bandName(bands: readonly number[], at: number): string {
  const from = bands[at] ?? 0
  const next = bands[at + 1]
  return next === undefined ? `${from}+` : `${from}-${next - 1}`
}
