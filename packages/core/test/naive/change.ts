import type { PlainEvent } from './plain-event.ts'

export type Key = Readonly<Record<string, string>>
/** In a change, an attribute that is undefined or null is cleared and one that is not mentioned stays. */
export type Attributes = Readonly<Record<string, unknown>>

/** What an event does to one fact (semantics 6). `occur` is left out: occurrences are rows by themselves, see rows.ts. */
export interface Change {
  readonly verb: 'open' | 'amend' | 'close' | 'set' | 'close-if-open'
  readonly relation: string
  readonly key: Key
  readonly attributes: Attributes
  /** What must hold before the change. */
  readonly expect: Attributes
}

/** How one type of event is read. */
export type Reading = (event: PlainEvent) => readonly Change[]

export const open = (relation: string, key: Key, attributes: Attributes = {}): Change => ({
  verb: 'open',
  relation,
  key,
  attributes,
  expect: {},
})
export const amend = (relation: string, key: Key, attributes: Attributes, expect: Attributes = {}): Change => ({
  verb: 'amend',
  relation,
  key,
  attributes,
  expect,
})
export const close = (relation: string, key: Key, expect: Attributes = {}): Change => ({
  verb: 'close',
  relation,
  key,
  attributes: {},
  expect,
})
export const set = (relation: string, key: Key, attributes: Attributes): Change => ({
  verb: 'set',
  relation,
  key,
  attributes,
  expect: {},
})
export const closeIfOpen = (relation: string, key: Key): Change => ({
  verb: 'close-if-open',
  relation,
  key,
  attributes: {},
  expect: {},
})

/** The named members of the data that are there (null ones too). */
export function given(data: object, names: readonly string[]): Attributes {
  return Object.fromEntries(Object.entries(data).filter(([name]) => names.includes(name)))
}

/** The named members of the data; those that are not there become undefined, which clears them. */
export function exactly(data: object, names: readonly string[]): Attributes {
  return { ...Object.fromEntries(names.map((name) => [name, undefined])), ...given(data, names) }
}
