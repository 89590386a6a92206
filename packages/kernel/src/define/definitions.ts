import * as z from 'zod'
import type { AdoptableRules, AnyEvent } from './define-event.ts'
import type { RecordedEvent } from '../events/recorded-event.ts'
import { fail, LedgerError, refuse, type Refusal, type Words } from '../errors/refusal.ts'
import type { CivilDate } from '../time/civil-date.ts'
import type { AnyRelation } from './relation.ts'
import type { TextSchemas } from './schemas.ts'

/** What replaying and judging a book needs to know of its domain; `Domain` is the whole. */
export interface Definitions {
  /** Which domain this is, and what it has been extended by: a book holds one. */
  readonly name: string
  /** Counts up when the same events come to give other facts or figures. It drives snapshots and tables alike. */
  readonly version: string
  /** Parents before what lies within them. */
  readonly relations: readonly AnyRelation[]
  /** By type, in the order of the catalogue. */
  readonly events: ReadonlyMap<string, AnyEvent>
  /** The type of a book's first event, and the day on which that takes effect: no event takes effect before it. */
  readonly opening: { readonly type: string; readonly on: CivilDate }
  /** Where the books are kept, as minutes east of UTC: what day it is at an instant. The whole year the same. */
  readonly utcOffsetMinutes: number
  /** How people say a word that stands on the wire; the word itself where they have no other. */
  readonly labelOf: (word: string) => Words
  /** What people call a member of events' data or of facts; the member itself where they have no word for it. */
  readonly fieldOf: (member: string) => Words
  /** The schemas of ids and texts. */
  readonly texts: TextSchemas
  /** What events may say of rules. */
  readonly rules: AdoptableRules
}

/** Why a book that begins with an event of that type is not of the domain; `undefined` where it may be. */
export const ofOtherDomain = ({ name, events }: Definitions, type: string): Refusal | undefined =>
  events.has(type)
    ? undefined
    : refuse(
        'other-domain',
        {
          zh: `这册台账不属于领域 ${name}：它的第一条记录是 ${type}，这个领域没有这种记录`,
          en: `this book is not of the domain ${name}: it begins with ${type}, which that domain does not have`,
        },
        { domain: name, type },
      )

/** The definition of an event read from a store. Fails where this program is older than the event, or the book is of another domain. */
export function definitionOf(definitions: Definitions, event: RecordedEvent): AnyEvent {
  const definition = definitions.events.get(event.type)
  const other = event.position === 0 ? ofOtherDomain(definitions, event.type) : undefined
  if (other) throw new LedgerError('usage', other)
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
        zh: `第 ${event.position} 条记录 ${definition.title.zh}（${event.type}）是第 ${event.version} 版，本程序只认识到第 ${definition.version} 版：请使用更新的版本`,
        en: `event ${event.position}, ${definition.title.en} (${event.type}), is of version ${event.version}; this program knows up to ${definition.version}: use a newer one`,
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
  { earlier }: AnyEvent,
  { version, data }: Pick<RecordedEvent, 'version' | 'data'>,
): Readonly<Record<string, unknown>> {
  return earlier.slice(version - 1).reduce((older, { upcast }) => upcast(older), data)
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
  subjectPlan(definition)?.(data, found)
  return found
}

/** Adds the subjects that a value names. */
type Collect = (value: unknown, found: Set<string>) => void

/** A schema is looked through once: every event that is read asks. `null` where it names no subject. */
const subjectPlans = new WeakMap<AnyEvent, Collect | null>()

function subjectPlan(definition: AnyEvent): Collect | null {
  const known = subjectPlans.get(definition)
  if (known !== undefined) return known
  const plan = collectorOf(definition.data) ?? null
  subjectPlans.set(definition, plan)
  return plan
}

function collectorOf(schema: unknown): Collect | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return collectorOf(schema.unwrap())
  if (schema instanceof z.ZodArray) {
    const item = collectorOf(schema.element)
    return item && ((value, found) => void (Array.isArray(value) && value.forEach((one) => item(one, found))))
  }
  if (schema instanceof z.ZodObject) {
    const members = Object.entries(schema.shape).flatMap(([name, member]) => {
      const collect = collectorOf(member)
      return collect ? [{ name, collect }] : []
    })
    if (members.length === 0) return undefined
    return (value, found) => {
      if (typeof value !== 'object' || value === null) return
      for (const { name, collect } of members) collect((value as Readonly<Record<string, unknown>>)[name], found)
    }
  }
  const isSubject = schema instanceof z.ZodString && schema.meta()?.['subject'] === true
  return isSubject ? (value, found) => void (typeof value === 'string' && found.add(value)) : undefined
}
