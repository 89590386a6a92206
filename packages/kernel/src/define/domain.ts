import type { Check, DefaultText } from '../checks/check.ts'
import type { Figure } from '../figures/figure.ts'
import type { CivilDate } from '../time/civil-date.ts'
import type { Words } from '../errors/refusal.ts'
import type { AnyEvent } from './define-event.ts'
import type { Definitions } from './definitions.ts'
import type { AnyRelation } from './relation.ts'
import { plainTexts, type TextSchemas } from './schemas.ts'

/**
 * What a ledger is about, as one value: relations, events, figures and checks, and how its words are said. Whoever needs to know it is given
 * this value once.
 */
export interface Domain extends Definitions {
  /** By id, in the order of the catalogue. */
  readonly figures: ReadonlyMap<string, Figure>
  /** By id, in the order of the rulebook. */
  readonly checks: ReadonlyMap<string, Check>
  /** The texts that come with the checks, by rule: the default rulebook, and what is only on offer. */
  readonly ruleTexts: ReadonlyMap<string, readonly KnownText[]>
  /** How people say a word that stands on the wire; another text stands for itself. */
  readonly labelOf: (value: string) => Words
}

/** A text of a rule with the check that it fills in. */
export type KnownText = DefaultText<unknown> & { readonly check: Check }

/** What a domain is defined by. */
export interface DomainParts {
  /** Which domain this is: a file holds one. */
  readonly name: string
  /** Counts up when the same events come to give other facts or figures than before. */
  readonly version: number
  /** Parents before what lies within them. */
  readonly relations: readonly AnyRelation[]
  readonly events: readonly AnyEvent[]
  /** A book's first event, and the day on which it takes effect: nothing takes effect before it. */
  readonly opening: { readonly event: AnyEvent; readonly on: CivilDate }
  readonly figures?: readonly Figure[]
  readonly checks?: readonly Check[]
  /** The rules that books have without an event of theirs, and may switch off; by default those of the checks, but for what is on offer. */
  readonly defaultRules?: ReadonlySet<string>
  /** How people say the words that stand on the wire. */
  readonly labels?: Readonly<Record<string, Words>>
  /** What day it is at an instant, as minutes east of UTC; by default 0. */
  readonly utcOffsetMinutes?: number
  /** The schemas of ids and texts, for the envelope around the events; by default they refuse nothing. */
  readonly texts?: TextSchemas
}

/** Puts a domain together. */
export function defineDomain(parts: DomainParts): Domain {
  const { name, version, relations, opening, utcOffsetMinutes = 0, texts = plainTexts, labels = {} } = parts
  const events = byKey('event', parts.events, ({ type }) => type)
  const figures = byKey('figure', parts.figures ?? [], ({ id }) => id)
  const checks = byKey('check', parts.checks ?? [], ({ id }) => id)
  const ruleTexts = textsOf([...checks.values()])
  const byValue: ReadonlyMap<string, Words> = new Map(Object.entries(labels))
  return {
    name,
    version: String(version),
    relations,
    events,
    opening: { type: opening.event.type, on: opening.on },
    figures,
    checks,
    ruleTexts,
    rules: {
      parameters: new Map([...checks].map(([id, { parameters }]) => [id, parameters])),
      byDefault: parts.defaultRules ?? inForce(ruleTexts),
    },
    utcOffsetMinutes,
    texts,
    labelOf: (value) => byValue.get(value) ?? { zh: value, en: value },
  }
}

function byKey<T>(what: string, values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  for (const value of values) {
    const key = keyOf(value)
    if (found.has(key)) throw new Error(`two ${what}s are called ${key}`)
    found.set(key, value)
  }
  return found
}

const textsOf = (checks: readonly Check[]): Domain['ruleTexts'] =>
  Map.groupBy(
    checks.flatMap((check) => check.texts.map((text) => ({ ...text, check }))),
    ({ id }) => id,
  )

const inForce = (texts: Domain['ruleTexts']): ReadonlySet<string> =>
  new Set([...texts].filter(([, found]) => !found.some(({ onOffer }) => onOffer)).map(([id]) => id))
