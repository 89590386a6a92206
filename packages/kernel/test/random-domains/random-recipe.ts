import type { Choices } from './choices.ts'
import { randomEvents } from './random-events.ts'
import type { AttributeRecipe, CheckRecipe, FlowRecipe, Kind, Recipe, RelationRecipe, StockRecipe } from './recipe.ts'

const names = ['alpha', 'beta', 'gamma', 'delta']

/** A domain of three or four relations with all that relations may be, and events of every verb on them. */
export function randomRecipe(choices: Choices): Recipe {
  const relations: RelationRecipe[] = []
  for (const name of names.slice(0, 3 + choices.below(2))) relations.push(randomRelation(choices, name, relations))
  const events = randomEvents(choices, relations)
  const flow = choices.one(events.filter(({ withdraws }) => withdraws === undefined))
  return {
    relations,
    events,
    stocks: [randomStock(choices, 'stock-1', relations), randomStock(choices, 'stock-2', relations)],
    flows: [randomFlow(choices, flow)],
    check: randomCheck(choices, relations),
  }
}

function randomRelation(choices: Choices, name: string, before: readonly RelationRecipe[]): RelationRecipe {
  const parents = choices.some(before, 45).slice(0, 2)
  const successor = choices.perhaps(before, 40)
  const [first] = parents
  const own = `${name}Id`
  // Keyed by itself, as its parent is, or by itself within its parent.
  const key = first === undefined ? [own] : choices.one([[own], first.key, [...first.key, own]])
  const attributes: Record<string, AttributeRecipe> = {}
  for (const other of [...parents, ...(successor ? [successor] : [])])
    for (const column of other.key)
      if (!key.includes(column)) attributes[column] = { kind: 'id', optional: choices.percent(15) }
  for (const kind of choices.some<Kind>(['id', 'text', 'count', 'decimal', 'flag', 'id', 'list'], 45))
    attributes[`${name}${kind}`] = { kind, optional: choices.percent(50) }
  const refersTo: Record<string, string> = {}
  const single = before.filter((one) => one.key.length === 1)
  const referred = [
    choices.perhaps(single, 40)?.name,
    ...(key.length === 1 ? choices.some([name, name], 40) : []),
  ].filter((one) => one !== undefined)
  for (const [at, other] of referred.entries()) {
    attributes[`${name}To${at}`] = { kind: 'id', optional: choices.percent(80) }
    refersTo[`${name}To${at}`] = other
  }
  const inherits: Record<string, string> = {}
  for (const parent of parents)
    for (const [attribute, recipe] of choices.some(Object.entries(parent.attributes), 55)) {
      if (Object.hasOwn(attributes, attribute) || key.includes(attribute)) continue
      attributes[attribute] = recipe
      inherits[attribute] = parent.name
      // What a parent merely says, or refers to, an heir may refer to.
      const other = recipe.kind === 'id' ? choices.perhaps(single, 85)?.name : undefined
      const target = parent.refersTo[attribute] ?? other
      if (target !== undefined && choices.percent(80)) refersTo[attribute] = target
    }
  return {
    name,
    key,
    attributes,
    within: parents.map((parent) => parent.name),
    endedByNew: successor ? [successor.name] : [],
    refersTo,
    inherits,
  }
}

const ofKind = ({ attributes }: Pick<RelationRecipe, 'attributes'>, ...kinds: readonly Kind[]): readonly string[] =>
  Object.entries(attributes)
    .filter(([, { kind }]) => kinds.includes(kind))
    .map(([name]) => name)

function randomStock(choices: Choices, id: string, relations: readonly RelationRecipe[]): StockRecipe {
  const of = choices.one(relations)
  const texts = ofKind(of, 'text', 'id')
  const sums = choices.perhaps(ofKind(of, 'count', 'decimal'), 60)
  const by = choices.perhaps(texts, 40)
  const distinct = by === undefined && sums === undefined ? choices.perhaps(texts, 50) : undefined
  const near = choices.perhaps(nearTo(relations, of), 50)
  const scopes = relations.filter((one) => one.key.length === 1 && ofKind(one, 'text').length > 0)
  const mine = ofKind(of, 'text')
  const scope = mine.length > 0 ? choices.perhaps(scopes, 50) : undefined
  return {
    id,
    of: of.name,
    ...(sums === undefined ? {} : { sums }),
    ...(by === undefined ? {} : { by }),
    ...(distinct === undefined ? {} : { distinct }),
    ...(near === undefined ? {} : { near: { ...near, absent: choices.percent(50) } }),
    ...(scope
      ? { scopedBy: { relation: scope.name, theirs: choices.one(ofKind(scope, 'text')), mine: choices.one(mine) } }
      : {}),
  }
}

/** The columns of relations that hold what the first column of a relation's key holds. */
const nearTo = (relations: readonly RelationRecipe[], of: RelationRecipe) =>
  relations.flatMap(({ name: relation, key, attributes, refersTo }) =>
    [...key, ...Object.keys(attributes)]
      .filter((column) => column === of.key[0] || refersTo[column] === of.name)
      .map((column) => ({ relation, column })),
  )

function randomFlow(choices: Choices, { type, fields }: Recipe['events'][number]): FlowRecipe {
  const sums = choices.perhaps(ofKind({ attributes: fields }, 'count', 'decimal'), 60)
  const by = choices.perhaps(ofKind({ attributes: fields }, 'text', 'id'), 50)
  return { id: 'flow', type, ...(sums === undefined ? {} : { sums }), ...(by === undefined ? {} : { by }) }
}

function randomCheck(choices: Choices, relations: readonly RelationRecipe[]): CheckRecipe {
  const of = choices.one(relations)
  const others = nearTo(relations, of).filter(({ relation }) => relation !== of.name)
  const near = choices.perhaps(others, 100) ?? { relation: of.name, column: of.key[0] ?? '' }
  return { relation: of.name, near: near.relation, column: near.column }
}
