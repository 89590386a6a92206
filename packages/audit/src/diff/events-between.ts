import { hasDays, holdsOn, type Ledger, type Row, type View } from '@taizhang/kernel'
import { knownLive } from '@taizhang/kernel/internal'
import { type AnyRelation } from '@taizhang/kernel/define'
import type { Leap } from './leap.ts'

/** The events that lead from one state to another. */
export interface Leading {
  /** Recorded, effective or withdrawn in between, with what they correct and what withdrew them. */
  readonly between: readonly number[]
  /** Behind one of the states alone: what there is to name where nothing came in between. */
  readonly oneSided: readonly number[]
}

/** The events that make a fact other after a leap. */
export function eventsBetween(
  ledger: Ledger,
  leap: Leap,
  relation: AnyRelation,
  key: Readonly<Record<string, unknown>>,
): Leading {
  const [before, after] = [leap.from, leap.to].map((view) => stateEvents(view, relation, key))
  return leading(ledger, leap, before ?? [], after ?? [])
}

/** The events that lead from what is behind the state before to what is behind it after. */
export function leading(
  ledger: Ledger,
  { from, to }: Leap,
  before: readonly number[],
  after: readonly number[],
): Leading {
  const added = after.filter((position) => !before.includes(position))
  const gone = before.filter((position) => !after.includes(position))
  const fresh = added.filter((position) => {
    const event = ledger.event(position)
    return event !== undefined && (event.recordedFrom > from.size || event.effectiveOn > from.asOf)
  })
  const between = [
    ...fresh.flatMap((position) => correctedSince(ledger, from, position)),
    ...gone.flatMap((position) => withdrawnUpTo(ledger, to, position)),
  ]
  return { between: [...new Set(between)], oneSided: [...added, ...gone] }
}

/** An event, with what it corrects where it was recorded after the view, and what that corrects in turn. */
function correctedSince(ledger: Ledger, { size }: View, position: number): readonly number[] {
  const chain: number[] = []
  for (let event = ledger.event(position); event;) {
    chain.push(event.position)
    event = event.recordedFrom > size && event.corrects !== undefined ? ledger.eventById(event.corrects) : undefined
  }
  return chain
}

/** An event that a view knows to be withdrawn, with what withdrew or corrected it, and that in turn; nothing while it counts. */
function withdrawnUpTo(ledger: Ledger, { size }: View, position: number): readonly number[] {
  const chain: number[] = []
  for (let event = ledger.event(position); event;) {
    chain.push(event.position)
    event = event.withdrawnBy === undefined || knownLive(event, size) ? undefined : ledger.eventById(event.withdrawnBy)
  }
  return chain.length > 1 ? chain : []
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
    return closedBy === undefined ? [] : [closedBy]
  }
  const events: number[] = []
  for (let row: Row | undefined = holding; row; row = row.previous) events.push(row.openedBy)
  return events
}
