import type { EventNote, FactNote } from '@taizhang/audit'
import type { Domain } from '@taizhang/kernel/define'
import { subjectsOf } from '@taizhang/kernel/internal'

import type { Language } from './language.ts'

/** How facts and events are told to people: by their titles, ids and names. */
export interface Teller {
  readonly language: Language
  readonly domain: Domain
  readonly names: Readonly<Record<string, string>>
  readonly events: ReadonlyMap<number, EventNote>
}

/** The day in Asia/Shanghai of a recording is what people compare with the day of effect; the instant is in the other formats. */
export const relationTitle = ({ domain, language }: Teller, name: string): string =>
  domain.relations.find((relation) => relation.name === name)?.title[language] ?? name

export const eventTitle = ({ domain, language }: Teller, type: string): string =>
  domain.events.get(type)?.title[language] ?? type

/** Ids with the names that are known: `u17 锦程鞋业`. */
export const named = ({ names }: Teller, ids: readonly string[]): string =>
  ids.map((id) => (names[id] === undefined || names[id] === id ? id : `${id} ${names[id]}`)).join(' ')

/** The ids that an event names and that have a name. */
export const namedIn = (
  { domain, names }: Pick<Teller, 'domain' | 'names'>,
  event: Pick<EventNote, 'type' | 'data'> | undefined,
): readonly string[] => {
  const definition = event && domain.events.get(event.type)
  return definition ? [...subjectsOf(definition, event.data)].filter((id) => names[id] !== undefined) : []
}

/** A fact's own ids, without those of the subject it is told of. */
export function factLabel(teller: Teller, { relation, key }: Pick<FactNote, 'relation' | 'key'>, subject = {}): string {
  const known = Object.values(subject)
  const own = Object.values(key).filter((id) => !known.includes(id))
  return [relationTitle(teller, relation), named(teller, own)].filter((text) => text !== '').join(' ')
}

/** `第 5431 条 成立党组织`. */
export function eventLabel(teller: Teller, position: number): string {
  const type = teller.events.get(position)?.type ?? ''
  const title = eventTitle(teller, type)
  return { zh: `第 ${position} 条 ${title}`, en: `event ${position}, ${title}` }[teller.language]
}

/** By position, which of the events told an event corrects or withdraws, and which takes it back: `更正第 12 条`, `被第 20 条更正`. */
export function takingBackTexts({ events, language }: Teller): ReadonlyMap<number, string> {
  const say = (zh: string, en: string): string => ({ zh, en })[language]
  const byId = new Map([...events.values()].map((event) => [event.id, event]))
  const texts = new Map<number, string[]>()
  const tell = (position: number, text: string): unknown => texts.set(position, [...(texts.get(position) ?? []), text])
  for (const event of events.values()) {
    const by = byId.get(event.withdrawnBy ?? '')
    if (!by) continue
    const corrected = by.corrects === event.id
    tell(
      by.position,
      corrected
        ? say(`更正第 ${event.position} 条`, `corrects ${event.position}`)
        : say(`撤回第 ${event.position} 条`, `withdraws ${event.position}`),
    )
    tell(
      event.position,
      corrected
        ? say(`被第 ${by.position} 条更正`, `corrected by ${by.position}`)
        : say(`被第 ${by.position} 条撤回`, `withdrawn by ${by.position}`),
    )
  }
  return new Map([...texts].map(([position, found]) => [position, found.join(say('，', ', '))]))
}

/** The document behind an event in a few words. */
export function documentOf({ evidence }: Pick<EventNote, 'evidence'>): string {
  if (!evidence) return ''
  const { documentNumber, issuer, date, page, uri } = evidence
  const text = documentNumber ?? uri ?? [issuer, date].filter((part) => part !== undefined).join(' ')
  return page === undefined ? text : `${text} p.${page}`
}
