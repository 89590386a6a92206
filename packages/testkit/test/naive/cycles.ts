import type { Key } from './change.ts'
import { stretchesOf, stretchOn } from './facts.ts'
import type { Fact, Facts } from './facts.ts'
import type { Stretch } from './fold.ts'
import { optionalText } from './plain-event.ts'
import { positions } from './reason.ts'
import type { Reason } from './reason.ts'
import { compare } from './rows.ts'

interface Cycle {
  readonly on: string
  readonly above: readonly { readonly key: Key; readonly stretch: Stretch }[]
}

/** Organizations that report to themselves: each cycle once, from its first day on. */
export function cycles(facts: Facts): Reason[] {
  // A cycle begins on a day on which one of its organizations begins to report, so it is enough to look on those days.
  const found = facts
    .of('organization')
    .flatMap((fact) =>
      stretchesOf(fact)
        .filter(({ from, to }) => from < to)
        .flatMap(({ from }) => cycleOn(fact, from, facts) ?? []),
    )
    .toSorted((a, b) => compare(a.on, b.on))
  const first = new Map(found.toReversed().map((cycle) => [nameOf(cycle), cycle]))
  return [...first.values()].map(({ on, above }) => ({
    code: 'cycle',
    relation: 'organization',
    on,
    keys: above.map(({ key }) => key),
    events: positions(...above.map(({ stretch }) => stretch.openedBy)),
  }))
}

/** The organizations above one on a day, up to itself. */
function cycleOn(fact: Fact, day: string, facts: Facts): Cycle | undefined {
  const above: { key: Key; stretch: Stretch }[] = []
  let one: Fact | undefined = fact
  while (one !== undefined && !above.some(({ key }) => key === one?.key)) {
    const stretch = stretchOn(one, day)
    const superiorId = stretch && optionalText(stretch.attributes, 'superiorId')
    if (stretch === undefined || superiorId === undefined) return undefined
    above.push({ key: one.key, stretch })
    one = facts.find({ relation: 'organization', key: { organizationId: superiorId } })
  }
  return one === fact ? { on: day, above } : undefined
}

/** The same for a cycle from whichever of its organizations. */
function nameOf({ above }: Cycle): string {
  const ids = above.map(({ key }) => String(key['organizationId']))
  const [first = ''] = ids.toSorted(compare)
  const at = ids.indexOf(first)
  return [...ids.slice(at), ...ids.slice(0, at)].join(' ')
}
