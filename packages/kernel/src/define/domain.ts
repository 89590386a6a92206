import type { Check, DefaultText } from '../checks/check.ts'
import type { Figure } from '../figures/figure.ts'
import type { CivilDate } from '../time/civil-date.ts'
import type { Words } from '../errors/refusal.ts'
import type { AnyEvent } from './define-event.ts'
import type { Definitions } from './definitions.ts'
import type { DomainTypes } from './domain-types.ts'
import type { TypesOf } from './event-types.ts'
import type { List } from '../lists/list.ts'
import type { Dimension, Way } from '../grouping/dimension.ts'
import { faultsOf } from './faults.ts'
import type { AnyRelation } from './relation.ts'
import { plainTexts, type TextSchemas } from './schemas.ts'

/** What a ledger is about, as one value: relations, events, figures, checks and words. */
export interface Domain<T extends DomainTypes = DomainTypes> extends Definitions {
  /** The {@link domainForm} of the copy of this package that it was made with. */
  readonly form: number
  /** Parents before what lies within them. */
  readonly relations: readonly T['relation'][]
  /** By type, in the order of the catalogue. */
  readonly events: ReadonlyMap<string, T['event']>
  /** By id, in the order of the catalogue. */
  readonly figures: ReadonlyMap<T['figure'] | (string & {}), Figure<T['figure']>>
  /** By id, in the order of the rulebook. */
  readonly checks: ReadonlyMap<string, Check<unknown, T['rule']>>
  /** What figures can be grouped and subjects filtered by, by id. */
  readonly dimensions: ReadonlyMap<string, Dimension>
  readonly ways: readonly Way[]
  /** Rosters and registers; each other relation has a plain one, see `listsOf`. */
  readonly lists: readonly List[]
  /** The texts that come with the checks, by rule: the default rulebook, and what is only on offer. */
  readonly ruleTexts: ReadonlyMap<string, readonly KnownText[]>
  /** What it was put together from: itself, then each extension. */
  readonly parts: readonly Extension[]
  /** The edition of its checks and their texts, which findings name: the same book may be judged otherwise by the next one. */
  readonly rulebookEdition: string
  /** See {@link DomainParts.inPython}; an extension may change what is counted, so an extended domain has none. */
  readonly inPython?: string | undefined
  /** For the compiler alone: nothing is there when the program runs. */
  readonly types?: T
}

/**
 * What a domain is as a value: counts up when programs that know an older one could not use it. A domain may be made with another copy of this
 * package than the program that opens its books.
 */
export const domainForm = 1

/** A text of a rule with the check that it fills in. */
export type KnownText = DefaultText<unknown> & { readonly check: Check }

/** What a domain is defined by. */
export interface DomainParts<
  R extends AnyRelation = AnyRelation,
  E extends AnyEvent = AnyEvent,
  F extends string = string,
  C extends string = string,
  O extends AnyEvent = AnyEvent,
> extends Extension<R, E, F, C> {
  /** A book's first event, and the day on which it takes effect: nothing takes effect before it. */
  readonly opening: { readonly event: O; readonly on: CivilDate }
  /** The rules that books have without an event of theirs, and may switch off; by default those of the checks, but for what is on offer. */
  readonly defaultRules?: ReadonlySet<string>
  /** What day it is at an instant, as minutes east of UTC; by default 0. */
  readonly utcOffsetMinutes?: number
  /** The schemas of ids and texts, for the envelope around the events; by default they refuse nothing. */
  readonly texts?: TextSchemas
  /** The edition of its checks and their texts; by default the version. */
  readonly rulebookEdition?: string
  /**
   * Its rules told once more in Python, for bundles that are checked without us: `DERIVES`, the names of what each figure counts, `facts_on(log, day)`
   * and `count(name, scope, held)`. Written from the documents and not from the code; without it, figures in bundles only add up.
   */
  readonly inPython?: string
}

/** What a domain is extended by. */
export interface Extension<
  R extends AnyRelation = AnyRelation,
  E extends AnyEvent = AnyEvent,
  F extends string = string,
  C extends string = string,
> {
  /** Its name. A file holds one domain, with any of its extensions. */
  readonly name: string
  /** Counts up when the same events come to give other facts or figures than before. */
  readonly version: number
  /** Parents before what lies within them. */
  readonly relations?: readonly R[]
  /** In the order of the catalogue. */
  readonly events?: readonly E[]
  readonly figures?: readonly Figure<F>[]
  readonly checks?: readonly Check<unknown, C>[]
  /** What figures can be grouped and subjects filtered by, and how to come from what is counted to it. */
  readonly dimensions?: readonly Dimension[]
  readonly ways?: readonly Way[]
  readonly lists?: readonly List[]
  /** How people say the words that stand on the wire. */
  readonly labels?: Readonly<Record<string, Words>>
  /** How people call the members of events' data and of facts, where the words of the wire do not say it. */
  readonly fields?: Readonly<Record<string, Words>>
}

/**
 * Makes a domain of its parts. Throws with one sentence that says what is wrong, if the parts do not fit each other.
 *
 *
 * @example
 * const rooms = defineDomain({
 *   name: 'rooms',
 *   version: 1,
 *   opening: { event: opening, on: '2000-01-01' },
 *   relations: [room],
 *   events: [opening, roomOpened],
 * })
 * rooms.events.has('RoomOpened') // => true
 */
export function defineDomain<
  O extends AnyEvent,
  R extends AnyRelation = never,
  E extends AnyEvent = never,
  F extends string = never,
  C extends string = never,
>(parts: DomainParts<R, E, F, C, O>): Domain<{ relation: R; event: E; figure: F; rule: C; opening: O }> {
  const { opening, utcOffsetMinutes = 0, texts = plainTexts, defaultRules, version } = parts
  const { rulebookEdition = String(version) } = parts
  const first = { type: opening.event.type, on: opening.on }
  const { inPython } = parts
  return together([parts], { opening: first, utcOffsetMinutes, texts, rulebookEdition, inPython }, defaultRules)
}

/**
 * Makes a domain with more relations, events, figures and checks than the base. Books recorded under the base are not changed. A program
 * that knows only the base does not open books with events of the extension. Throws as `defineDomain` does.
 *
 *
 * @example
 * const chair = defineRelation({ name: 'chair', title: { zh: '椅子', en: 'chair' }, key: ['chairId'], attributes: {} })
 * const chairBought = defineEvent({
 *   type: 'ChairBought',
 *   title: { zh: '购入椅子', en: 'Chair bought' },
 *   data: z.strictObject({ chairId: subjectId }),
 *   changes: (key) => [open(chair, key, {})],
 *   example: { chairId: 'c1' },
 * })
 * const furnished = extendDomain(inventory, { name: 'chairs', version: 1, relations: [chair], events: [chairBought] })
 * furnished.events.has('ChairBought') // => true
 */
export function extendDomain<
  B extends Domain,
  R extends AnyRelation = never,
  E extends AnyEvent = never,
  F extends string = never,
  C extends string = never,
>(base: B, extension: Extension<R, E, F, C>): Extended<B, R, E, F, C> {
  const { opening, utcOffsetMinutes, texts, rules } = base
  // Who adds checks has another rulebook.
  const rulebookEdition = extension.checks
    ? `${base.rulebookEdition} ${extension.name}@${extension.version}`
    : base.rulebookEdition
  const own = inForce(textsOf(extension.checks ?? []))
  return together(
    [...base.parts, extension],
    { opening, utcOffsetMinutes, texts, rulebookEdition },
    new Set([...rules.byDefault, ...own]),
  )
}

/** A domain with what an extension adds to it. */
export interface Extended<
  B extends Domain,
  R extends AnyRelation = never,
  E extends AnyEvent = never,
  F extends string = never,
  C extends string = never,
> extends Domain<{
  relation: TypesOf<B>['relation'] | R
  event: TypesOf<B>['event'] | E
  figure: TypesOf<B>['figure'] | F
  rule: TypesOf<B>['rule'] | C
  opening: TypesOf<B>['opening']
}> {}

function together<T extends DomainTypes>(
  parts: readonly Extension[],
  fixed: Pick<Domain, 'opening' | 'utcOffsetMinutes' | 'texts' | 'rulebookEdition' | 'inPython'>,
  defaultRules: ReadonlySet<string> | undefined,
): Domain<T> {
  const all = <K extends 'relations' | 'events' | 'figures' | 'checks' | 'dimensions' | 'ways' | 'lists'>(
    key: K,
  ): NonNullable<Extension[K]>[number][] =>
    parts.flatMap((part) => [...((part[key] ?? []) as readonly NonNullable<Extension[K]>[number][])])
  const relations = all('relations')
  const checks = all('checks')
  const grouping = { dimensions: all('dimensions'), ways: all('ways'), lists: all('lists') }
  const known = {
    relations,
    events: all('events'),
    figures: all('figures'),
    checks,
    ...grouping,
    opening: fixed.opening,
  }
  const [fault] = faultsOf(known)
  if (fault !== undefined) throw new Error(`the domain ${parts.at(-1)?.name}: ${fault}`)
  const ruleTexts = textsOf(checks)
  const labels: ReadonlyMap<string, Words> = new Map(parts.flatMap((part) => Object.entries(part.labels ?? {})))
  const fields: ReadonlyMap<string, Words> = new Map(parts.flatMap((part) => Object.entries(part.fields ?? {})))
  const labelOf = (word: string): Words => labels.get(word) ?? { zh: word, en: word }
  const domain: Domain = {
    form: domainForm,
    ...fixed,
    name: parts[0]?.name ?? '',
    version: parts.map((part) => `${part.name}@${part.version}`).join(' '),
    parts,
    relations,
    events: new Map(known.events.map((event) => [event.type, event])),
    figures: new Map(known.figures.map((figure) => [figure.id, figure])),
    checks: new Map(checks.map((check) => [check.id, check])),
    dimensions: new Map(grouping.dimensions.map((dimension) => [dimension.id, dimension])),
    ways: grouping.ways,
    lists: grouping.lists,
    ruleTexts,
    rules: {
      parameters: new Map(checks.map(({ id, parameters }) => [id, parameters])),
      byDefault: defaultRules ?? inForce(ruleTexts),
    },
    labelOf,
    fieldOf: (member) => fields.get(member) ?? labelOf(member),
  }
  // What the compiler knows of the domain is what its parts are.
  return domain as unknown as Domain<T>
}

const textsOf = (checks: readonly Check[]): Domain['ruleTexts'] =>
  Map.groupBy(
    checks.flatMap((check) => check.texts.map((text) => ({ ...text, check }))),
    ({ id }) => id,
  )

const inForce = (texts: Domain['ruleTexts']): ReadonlySet<string> =>
  new Set([...texts].filter(([, found]) => !found.some(({ onOffer }) => onOffer)).map(([id]) => id))
