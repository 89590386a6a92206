import * as z from 'zod'
import type { AnyEvent } from './define-event.ts'
import type { RecordedEvent } from './recorded-event.ts'
import { fail, type Words } from './refusal.ts'
import type { AnyRelation } from './relation.ts'

/** What a ledger is about: its relations, parents first, and its events. The kernel is given one and knows nothing else. */
export interface Definitions {
  readonly relations: readonly AnyRelation[]
  readonly events: ReadonlyMap<string, AnyEvent>
}

/** Collects relations and events; throws where two events share a type. */
export function defineLedger(relations: readonly AnyRelation[], events: readonly AnyEvent[]): Definitions {
  const byType = new Map(events.map((event) => [event.type, event]))
  if (byType.size !== events.length) throw new Error('two events share a type')
  return { relations, events: byType }
}

/** The definition of an event read from a store. Fails where this program is older than the event. */
export function definitionOf(definitions: Definitions, event: RecordedEvent): AnyEvent {
  const definition = definitions.events.get(event.type)
  if (!definition) {
    fail(
      'unavailable',
      'unknown-type',
      {
        zh: `第 ${event.position} 条记录的类型 ${event.type} 是本程序不认识的：请使用更新的版本`,
        en: `event ${event.position} is of type ${event.type}, which this program does not know: use a newer one`,
      },
      { type: event.type, position: event.position },
    )
  }
  if (event.version > definition.version) {
    fail(
      'unavailable',
      'unknown-version',
      {
        zh: `第 ${event.position} 条记录 ${event.type} 是第 ${event.version} 版，本程序只认识到第 ${definition.version} 版：请使用更新的版本`,
        en: `event ${event.position} is ${event.type} version ${event.version}; this program knows up to ${definition.version}: use a newer one`,
      },
      { type: event.type, version: event.version, position: event.position },
    )
  }
  return definition
}

/** What people call events of a type; the type itself where this program does not know it. */
export const titleOf = ({ events }: Definitions, type: string): Words =>
  events.get(type)?.title ?? { zh: type, en: type }

/** The event's data in the form of its definition's current version. */
export function upcastData(
  definition: AnyEvent,
  event: Pick<RecordedEvent, 'version' | 'data'>,
): Readonly<Record<string, unknown>> {
  let data = event.data
  for (let version = event.version; version < definition.version; version++) {
    const upcast = definition.upcast?.[version]
    if (!upcast) throw new Error(`${definition.type} has no upcast from version ${version}`)
    data = upcast(data)
  }
  return data
}

/** The id of the event that this one takes back, by correcting or by withdrawing it. */
export function targetOf(
  definition: AnyEvent,
  event: { corrects?: string | undefined; data: object },
): readonly string[] {
  const withdrawn = definition.withdraws?.(event.data)
  if (event.corrects === undefined) return withdrawn === undefined ? nothing : [withdrawn]
  return withdrawn === undefined ? [event.corrects] : [event.corrects, withdrawn]
}

const nothing: readonly string[] = []

/** The ids in an event's data that a history can be asked for, as its schema marks them. */
export function subjectsOf(definition: AnyEvent, data: unknown): ReadonlySet<string> {
  const found = new Set<string>()
  collect(definition.data, data, found)
  return found
}

function collect(schema: unknown, value: unknown, found: Set<string>): void {
  if (value === undefined || value === null) return
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) collect(schema.unwrap(), value, found)
  else if (schema instanceof z.ZodArray && Array.isArray(value))
    for (const item of value) collect(schema.element, item, found)
  else if (schema instanceof z.ZodObject && typeof value === 'object') {
    for (const [name, member] of Object.entries(schema.shape))
      collect(member, (value as Record<string, unknown>)[name], found)
  } else if (schema instanceof z.ZodString && schema.meta()?.['subject'] === true && typeof value === 'string')
    found.add(value)
}
