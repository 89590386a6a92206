import type * as z from 'zod'
import type { Change } from './change.ts'
import type { RecordedEvent } from '../events/recorded-event.ts'
import { refuse, type Refusal } from '../errors/refusal.ts'
import { titleOf, upcastData, type Definitions } from './definitions.ts'
import { attributeNames } from './relation.ts'

/**
 * What is wrong with a change by its relation: a defect of the event that makes it, not of what somebody recorded. `undefined` where nothing is.
 */
function wrongWith({ verb, relation, key, values, expect }: Change): string | undefined {
  const columns = relation.key as readonly string[]
  const named = Object.keys(key)
  if (named.length !== columns.length || columns.some((column) => typeof key[column] !== 'string'))
    return `${relation.name} has the key ${columns.join(', ')}, not ${named.join(', ') || 'none'}`
  const broken = columns.find((column) => key[column]?.includes('\n'))
  if (broken !== undefined) return `${relation.name}.${broken} is part of a key, and has several lines`
  const attributes = relation.attributes as z.ZodRawShape
  const unknown = [...Object.keys(values), ...Object.keys(expect)].find((name) => !Object.hasOwn(attributes, name))
  if (unknown !== undefined) return `${relation.name} has no attribute ${unknown}`
  for (const name of attributeNames(relation)) {
    const value = values[name]
    if (value === undefined && verb !== 'open' && verb !== 'set' && verb !== 'occur') continue
    if (value === undefined && Object.hasOwn(relation.inherits as object, name)) continue
    // `null` clears, which is to leave out.
    const clears = value === null && (verb === 'amend' || verb === 'set')
    const parsed = (attributes[name] as z.ZodType).safeParse(clears ? undefined : value)
    if (!parsed.success)
      return `${relation.name}.${name} does not take ${JSON.stringify(value)}: ${parsed.error.issues[0]?.message}`
  }
  return undefined
}

/** What an event of any version writes that its relations do not take; `undefined` where all is well. */
function unsound(definitions: Definitions, event: RecordedEvent): string | undefined {
  const { events, relations, rules } = definitions
  const definition = events.get(event.type)
  if (!definition) return undefined
  for (const change of definition.changes(upcastData(definition, event), event, rules)) {
    const wrong = relations.includes(change.relation)
      ? wrongWith(change)
      : `the relation ${change.relation.name} is not in the list of relations`
    if (wrong !== undefined) return `${event.type} ${change.verb}s what cannot be: ${wrong}`
  }
  return undefined
}

/** What an event writes must fit its relations: that it does not is a defect of the domain, which is thrown before anything is recorded. */
export function expectSound(definitions: Definitions, event: RecordedEvent): void {
  const wrong = unsound(definitions, event)
  if (wrong !== undefined) throw new Error(wrong)
}

/** The same of an event that was recorded before, as a refusal. */
export function refusedAsUnsound(definitions: Definitions, event: RecordedEvent): Refusal | undefined {
  const wrong = unsound(definitions, event)
  const { zh, en } = titleOf(definitions, event.type)
  return wrong === undefined
    ? undefined
    : refuse('unsound-change', {
        zh: `${zh}写入的内容与关系的定义不符，记录与领域的定义至少有一个不对（${wrong}）`,
        en: `${en} writes what its relations do not take; the event or the domain's definition is wrong (${wrong})`,
      })
}
