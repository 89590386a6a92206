import { hasDays, holdsOn, type Ledger, type Row, type View } from '@taizhang/kernel'
import { knownLive } from '@taizhang/kernel/internal'
import { type AnyRelation } from '@taizhang/kernel/define'
import type { Leap } from './diff.ts'

/** The events that make a fact other after a leap: new ones, and those withdrawn, with what withdrew them. */
export function eventsBetween(
  ledger: Ledger,
  leap: Leap,
  relation: AnyRelation,
  key: Readonly<Record<string, unknown>>,
): readonly number[] {
  const [before, after] = [leap.from, leap.to].map((view) => stateEvents(view, relation, key))
  return newlyKnown(ledger, leap, before ?? [], after ?? [])
}

/**
 * Of the events behind a state before and after, those that were recorded or took effect in between, and those that were withdrawn,
 * with what withdrew them; where there are none of either, all that are only on one side.
 */
export function newlyKnown(
  ledger: Ledger,
  { from, to }: Leap,
  before: readonly number[],
  after: readonly number[],
): readonly number[] {
  const added = after.filter((position) => !before.includes(position))
  const gone = before.filter((position) => !after.includes(position))
  const fresh = added.filter((position) => {
    const event = ledger.event(position)
    return event !== undefined && (event.recordedFrom > from.size || event.effectiveOn > from.asOf)
  })
  const withdrawn = gone.flatMap((position) => {
    const event = ledger.event(position)
    if (!event || event.withdrawnBy === null || knownLive(event, to.size)) return []
    return [position, event.withdrawnBy]
  })
  const found = [...fresh, ...withdrawn]
  return found.length > 0 ? found : [...added, ...gone]
}

/** The events to which a fact owes its state on the view's day: those that made it what it is, or the one that ended it. */
function stateEvents(
  { facts, asOf }: View,
  relation: AnyRelation,
  key: Readonly<Record<string, unknown>>,
): readonly number[] {
  const life = facts.life(relation, key)
  const holding = life.find((row) => hasDays(row) && holdsOn(row, asOf))
  if (!holding) {
    const closedBy = life.findLast(({ to }) => to <= asOf)?.closedBy
    return closedBy === null || closedBy === undefined ? [] : [closedBy]
  }
  const events: number[] = []
  for (let row: Row | undefined = holding; row; row = row.previous) events.push(row.openedBy)
  return events
}
