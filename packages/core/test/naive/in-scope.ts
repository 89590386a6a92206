import { insideOf } from './coverage.ts'
import { addDays } from './civil-date.ts'
import { organizationOn, stretchesOf, stretchOn, type Fact, type Facts } from './facts.ts'
import { optionalText, type PlainEvent } from './plain-event.ts'

/** What an event may name, the first that it names first. */
const THINGS = [
  ['membership', 'memberId'],
  ['organization', 'organizationId'],
  ['unit', 'unitId'],
] as const

/** Whether what an event is about is in a scope on that day, or was right before the event ended it (semantics 34). */
export function isInScope(facts: Facts, { data }: PlainEvent, on: string, scopeId: string): boolean {
  const named = THINGS.flatMap(([relation, column]) => {
    const id = optionalText(data, column)
    const fact = id === undefined ? undefined : facts.find({ relation, key: { [column]: id } })
    return id === undefined || fact === undefined ? [] : [{ relation, id, fact }]
  })
  const there = named.find(({ fact }) => stretchOn(fact, on) !== undefined)
  const gone = named.find(({ fact }) => lastDay(fact, on) !== undefined)
  const thing = there ?? gone
  const day = there ? on : gone && lastDay(gone.fact, on)
  if (thing === undefined || day === undefined) return false
  const scope = stretchOn(facts.find({ relation: 'scope', key: { scopeId } }), day)
  if (scope === undefined) return false
  const { kinds, listed, isIn } = insideOf(scope.attributes, facts, day)
  if (thing.relation === 'unit') return listed.includes(thing.id)
  const ofMember = String(stretchOn(thing.fact, day)?.attributes['organizationId'])
  const organizationId = thing.relation === 'organization' ? thing.id : ofMember
  const organization = organizationOn(facts, organizationId, day)
  return organization !== undefined && isIn(organizationId) && kinds.includes(String(organization['category']))
}

/** The last day on which it held, of those before. */
function lastDay(fact: Fact, on: string): string | undefined {
  const found = stretchesOf(fact)
    .filter(({ from, to }) => from < to && to <= on)
    .map(({ to }) => to)
    .toSorted()
    .at(-1)
  return found === undefined ? undefined : addDays(found, -1)
}
