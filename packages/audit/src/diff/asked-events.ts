import { definitionOf, subjectsOf, entriesOf } from '@taizhang/kernel/internal'
import { type BookEvent, type Facts, type Ledger } from '@taizhang/kernel'
import type { AnyEvent, Figure } from '@taizhang/kernel/define'
import type { Summed } from '../shares.ts'
import type { Leap } from './leap.ts'

/**
 * Events in between that a figure looks at by themselves, and that name one of the ids: of a venue that counts by its organization's
 * category, the correction of that organization's founding.
 */
export function askedBetween(ledger: Ledger, leap: Leap, side: Summed, ids: Iterable<string>): readonly number[] {
  const types = typesAsked(leap.to.facts, side)
  const byId = eventsById(ledger, leap)
  const found = [...ids].flatMap((id) => byId.get(id) ?? []).filter(({ about }) => types.has(about.type))
  return [...new Set(found.flatMap(({ event, about }) => [event.position, about.position]))]
}

/** The types of events that a figure asks for, found by letting it ask. */
function typesAsked(facts: Facts, side: Summed): ReadonlySet<string> {
  const known = asked.get(facts) ?? new Map<Figure, ReadonlySet<string>>()
  asked.set(facts, known)
  const found = known.get(side)
  if (found) return found
  const types = new Set<string>()
  known.set(side, types)
  const derived = new Map<unknown, unknown>()
  const listening: Facts = {
    ...facts,
    events: (asked?: string | AnyEvent) => {
      const type = typeof asked === 'object' ? asked.type : asked
      if (type !== undefined) types.add(type)
      return facts.events(type)
    },
    naming: (type: string, name: string, value: unknown) => {
      types.add(type)
      return facts.naming(type, name, value)
    },
    derive: <T>(make: (from: Facts) => T): T => {
      if (!derived.has(make)) derived.set(make, make(listening))
      return derived.get(make) as T
    },
  }
  if (side.kind === 'flow') entriesOf(listening, side)
  else if (side.subjects) for (const row of listening.rows(side.of)) side.subjects(listening, row)
  return types
}

const asked = new WeakMap<Facts, Map<Figure, ReadonlySet<string>>>()

/** An event in between, and the one that tells what it is about: itself, or what it takes back. */
interface Named {
  readonly event: BookEvent
  readonly about: BookEvent
}

/** By subject, the events recorded or effective in between, and what they take back. */
function eventsById(ledger: Ledger, leap: Leap): ReadonlyMap<string, readonly Named[]> {
  const known = between.get(leap)
  if (known) return known
  const found = new Map<string, Named[]>()
  between.set(leap, found)
  for (const event of inBetween(ledger, leap))
    for (const about of [event, ...takenBackBy(ledger, event)])
      for (const id of subjectsOf(definitionOf(ledger.domain, about), about.data)) {
        const named = found.get(id) ?? []
        found.set(id, named)
        named.push({ event, about })
      }
  return found
}

const between = new WeakMap<Leap, Map<string, Named[]>>()

function inBetween(ledger: Ledger, { because, from, to }: Leap): readonly BookEvent[] {
  if (because === 'time')
    return ledger
      .events({ knownAt: to.size })
      .filter(({ effectiveOn }) => from.asOf < effectiveOn && effectiveOn <= to.asOf)
  return ledger.events({ knownAt: to.size }).slice(from.size)
}

function takenBackBy(ledger: Ledger, event: BookEvent): readonly BookEvent[] {
  const withdrawn = definitionOf(ledger.domain, event).withdraws?.(event.data)
  return [event.corrects, withdrawn].flatMap((id) => (id === undefined ? [] : (ledger.eventById(id) ?? [])))
}
