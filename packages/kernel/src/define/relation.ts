import * as z from 'zod'
import type { Frozen } from './frozen.ts'
import { isIdSchema } from './schemas.ts'

/**
 * A temporal relation: a set of facts, each known by its key and holding over half-open intervals of days with attributes that
 * may change.
 */
export interface Relation<
  K extends string = string,
  S extends z.ZodRawShape = z.ZodRawShape,
  I extends keyof S = never,
  N extends string = string,
> {
  readonly name: N
  readonly key: readonly K[]
  readonly attributes: S
  /** Parents. A fact opens only while they hold and ends where one of them ends. Their keys are columns of this relation. */
  readonly within: readonly AnyRelation[]
  /** A new opening of one of these, with the same key columns, ends the facts that were open before that day. */
  readonly endedByNew: readonly AnyRelation[]
  /** Attributes that hold another fact's key, which must hold on every day of this one. References to itself have no cycle. */
  readonly refersTo: readonly Reference[]
  /** Attributes that a fact takes over from its parent on the day it opens, where the event gave none. */
  readonly inherits: Readonly<Record<I, AnyRelation>>
  readonly title: { readonly zh: string; readonly en: string }
}

export interface Reference {
  readonly attribute: string
  readonly relation: AnyRelation
}

/** A relation of whatever shape. */
// oxlint-disable-next-line typescript/no-explicit-any -- a relation of whatever shape; only the kernel, which asks the definition, uses it
export type AnyRelation = Relation<any, any, any>

/** The key of facts of a relation: a text for each of its columns. */
export type KeyOf<R extends AnyRelation> = Readonly<Record<R['key'][number], string>>
/** What an opening must say: an inherited attribute may be left out. */
export type OpeningOf<R extends AnyRelation> = Omit<AttributesOf<R>, keyof R['inherits']> & {
  readonly [A in keyof R['inherits'] & keyof AttributesOf<R>]?: AttributesOf<R>[A] | undefined
}
/** The attributes that facts of a relation have. */
export type AttributesOf<R extends AnyRelation> = Frozen<z.output<z.ZodObject<R['attributes']>>>
/** Attributes to change: absent ones stay, `null` clears. */
export type PatchOf<R extends AnyRelation> = {
  readonly [A in keyof AttributesOf<R>]?: AttributesOf<R>[A] | null | undefined
}

/** Attributes to set: those that may be absent are cleared by `null`. */
export type SettingOf<R extends AnyRelation> = {
  readonly [A in keyof AttributesOf<R>]: AttributesOf<R>[A] | (undefined extends AttributesOf<R>[A] ? null : never)
}

/**
 * Defines a temporal relation.
 *
 * @param options.within parents that clip the fact's life (SQL:2011 has no name for it; think of a contained period)
 * @param options.refersTo temporal foreign keys, judged once per batch like a deferred constraint; `'itself'` is acyclic
 * @example
 * const desk = defineRelation({
 *   name: 'desk',
 *   title: { zh: '工位', en: 'desk' },
 *   key: ['deskId'],
 *   attributes: { roomId: subjectId, width: count.optional() },
 *   within: [room], // a desk ends with its room, whose key is a column of the desk
 * })
 */
export function defineRelation<
  const K extends string,
  S extends z.ZodRawShape,
  const N extends string,
  I extends keyof S = never,
>(options: {
  readonly name: N
  readonly title: { readonly zh: string; readonly en: string }
  readonly key: readonly K[]
  readonly attributes: S
  readonly within?: readonly AnyRelation[]
  readonly endedByNew?: readonly AnyRelation[]
  readonly refersTo?: { readonly [A in keyof S]?: AnyRelation | 'itself' }
  readonly inherits?: Readonly<Record<I, AnyRelation>>
}): Relation<K, S, I, N> {
  const references: Reference[] = []
  const relation: Relation<K, S, I, N> = {
    name: options.name,
    title: options.title,
    key: options.key,
    attributes: options.attributes,
    within: options.within ?? [],
    endedByNew: options.endedByNew ?? [],
    refersTo: references,
    inherits: options.inherits ?? ({} as Readonly<Record<I, AnyRelation>>),
  }
  for (const [attribute, target] of Object.entries(options.refersTo ?? {})) {
    references.push({ attribute, relation: target === 'itself' ? relation : (target as AnyRelation) })
  }
  return relation
}

/** A relation's attributes, in their order. */
export const attributeNames = (relation: AnyRelation): readonly string[] =>
  Object.keys(relation.attributes as z.ZodRawShape)

/** What a column holds, for stores that keep relations in tables. */
export type ColumnKind = 'text' | 'integer' | 'real' | 'boolean' | 'json'

/**
 * The kinds of a relation's attribute columns, in their order.
 *
 * @example attributeColumns(machine).map(({ name, kind }) => `${name} ${kind}`) // => ['name text', 'worthYuan real', 'servicedOn text']
 */
export function attributeColumns(
  relation: AnyRelation,
): readonly { readonly name: string; readonly kind: ColumnKind }[] {
  return Object.entries(relation.attributes as z.ZodRawShape).map(([name, schema]) => ({
    name,
    kind: columnKind(schema),
  }))
}

function columnKind(schema: unknown): ColumnKind {
  if (schema instanceof z.ZodOptional) return columnKind(schema.unwrap())
  if (schema instanceof z.ZodType && schema.def.type === 'string') return 'text'
  if (schema instanceof z.ZodEnum) return 'text'
  if (schema instanceof z.ZodNumber) return schema.isInt ? 'integer' : 'real'
  if (schema instanceof z.ZodBoolean) return 'boolean'
  return 'json'
}

/** What zod calls the schemas of values that JSON has no form for. */
const beyondJson: ReadonlySet<string> = new Set([
  'bigint',
  'custom',
  'date',
  'file',
  'function',
  'map',
  'nan',
  'never',
  'promise',
  'set',
  'symbol',
  'transform',
  'undefined',
  'void',
])

/** The attributes that no table can hold, because JSON has no form for their values, or for some value within them. */
export const attributesBeyondTables = (relation: AnyRelation): readonly string[] =>
  Object.entries(relation.attributes as z.ZodRawShape)
    .filter(([, schema]) => {
      const of = unwrapped(schema) as z.ZodType
      return beyondJson.has(of.def.type) || holdsBeyondJson(of.def, new Set())
    })
    .map(([name]) => name)

/** What within a list or an object, or among several, stands for no value at all, or for one that is given in another form. */
const noValue: ReadonlySet<string> = new Set(['never', 'transform', 'undefined', 'void'])

/** Schemas are made of schemas: a list's of its elements', an object's of its members'. What they check besides makes no other value. */
function holdsBeyondJson(part: unknown, seen: Set<unknown>): boolean {
  if (typeof part !== 'object' || part === null || seen.has(part)) return false
  seen.add(part)
  if (!(part instanceof z.ZodType))
    return Object.entries(part).some(([name, inner]) => name !== 'checks' && holdsBeyondJson(inner, seen))
  const { type } = part.def
  return (beyondJson.has(type) && !noValue.has(type)) || holdsBeyondJson(part.def, seen)
}

/**
 * The attributes that hold the id of something else.
 *
 * @example idAttributes(placement) // => ['roomId']
 */
export const idAttributes = (relation: AnyRelation): readonly string[] =>
  Object.entries(relation.attributes as z.ZodRawShape)
    .filter(([, schema]) => isIdSchema(unwrapped(schema)))
    .map(([name]) => name)

const unwrapped = (schema: unknown): unknown => (schema instanceof z.ZodOptional ? unwrapped(schema.unwrap()) : schema)
