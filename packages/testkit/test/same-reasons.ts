import type { Ledger, Refusal } from '@taizhang/core'
import { expect } from 'vitest'
import type { Tried } from '../src/index.ts'
import * as naive from './naive/index.ts'
import type { PlainEvent } from './naive/index.ts'

/** A book's events as they were recorded. */
export const plain = (ledger: Ledger): PlainEvent[] =>
  ledger.events().map(({ order, recordedFrom, recordedTo, withdrawnBy, ...event }) => event)

/** The events that a refused batch would have come to. */
const attempted = ({ drafts, recordedAt }: Tried, size: number): PlainEvent[] =>
  drafts.map((draft, index) => ({
    ...draft,
    id: draft.id ?? '',
    actor: 'tester',
    version: 1,
    book: 'test',
    position: size + index,
    batch: { index, count: drafts.length },
    recordedAt: recordedAt.toISOString(),
  }))

const sorted = (value: unknown): unknown => Object.entries(value as object).toSorted(([a], [b]) => (a < b ? -1 : 1))
const textOf = (key: unknown): string => JSON.stringify(sorted(key))

/** What a refusal must name, as text. Both models name it by the same members. */
function reasonText({ code, relation, key, keys, on, parent, target, events }: Refusal | naive.Reason): string {
  const of = target as naive.Reason['target']
  return JSON.stringify([
    code,
    relation,
    key && textOf(key),
    (keys as naive.Reason['keys'])?.map(textOf).toSorted(),
    on,
    parent,
    of && [of.relation, textOf(of.key)],
    events,
  ])
}

/**
 * A batch that was tried is refused for what the naive model finds, and for nothing else; each event that is named as one in the way
 * changes what the refusal is about.
 */
export function expectSameReasons(tried: Tried, ledger: Ledger): void {
  const held = plain(ledger)
  const events = tried.recorded ? held : [...held, ...attempted(tried, held.length)]
  const reasons = naive.impossible(events)
  expect(tried.recorded).toBe(reasons.length === 0)
  expect(tried.refusals.map(reasonText).toSorted()).toEqual(reasons.map(reasonText).toSorted())
  expect(reasons.flatMap((reason) => naive.unconcerned(reason, events))).toEqual([])
}
