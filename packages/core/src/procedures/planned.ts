import { draft, type DraftOf } from '../draft.ts'
import type { Change, AnyRelation } from '@taizhang/kernel/define'
import type { View } from '@taizhang/kernel'
import { laterEvents } from './leaving.ts'

/** Subjects that end on the view's day. */
export interface Ending {
  readonly relation: AnyRelation
  readonly ids: ReadonlySet<string>
}

/**
 * Takes back what the book already has for the days after the subjects' end and nothing but their own life makes possible: a
 * renaming next month, a term that would begin. Events that also touch others stay, and the ledger names them when they are in
 * the way (docs/semantics.md, 4).
 */
export function withdrawPlanned(view: View, endings: readonly Ending[], reason: string): readonly DraftOf[] {
  const own = ({ verb, relation: changed, key }: Change): boolean =>
    verb !== 'mustHold' &&
    endings.some(
      ({ relation, ids }) =>
        (changed === relation || changed.within.includes(relation)) && ids.has(key[String(relation.key[0])] ?? ''),
    )
  return laterEvents(view)
    .filter(({ changes }) => changes.length > 0 && changes.every(own))
    .map(({ event }) => draft('EventWithdrawn', view.asOf, { eventId: event.id, reason }))
}
