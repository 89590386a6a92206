import { organization } from '../domain/organization/organization.ts'
import { draft, type DraftOf } from '../draft.ts'
import { rowsOn, type View } from '@taizhang/kernel'
import { expectList, expectObject, expectText, expectView } from '@taizhang/kernel/internal'
import { expectOrganization } from '../subjects.ts'
import { moveSubordinates } from './leaving.ts'
import { superiorsOf } from './superiors.ts'

/** What moves: everything that reports to `from`, or the organizations of a list. `to` may be `null`: no superior. */
export type SystemMove =
  | { readonly from: string; readonly to: string | null }
  | { readonly organizationIds: readonly string[]; readonly to: string | null }

/**
 * 整建制转移: the batch with which organizations come under another superior on the view's day. What reports to them moves along
 * with them, so no total changes. What `to` itself is or lies under stays where it is, and so does what is under `to` already.
 *
 * Throws `LedgerError` (not-found) where the view has no organization of an id, `to` excepted: it may be founded in the same batch. Whether the
 * batch is possible is for the ledger to say.
 *
 * @example
 * const batch = moveSystem(view, { organizationIds: ['o1'], to: 'o2' })
 * batch.map(({ type }) => type) // => ['OrganizationReassigned']
 */
export function moveSystem(view: View, move: SystemMove): readonly DraftOf[] {
  expectView(view)
  expectObject(move, 'move')
  if (move.to !== null) expectText(move.to, 'to')
  if ('from' in move) expectOrganization(view.facts, move.from, 'from')
  else {
    expectList(move.organizationIds, 'organizationIds')
    for (const id of move.organizationIds) expectOrganization(view.facts, id, 'organizationIds')
  }
  const { to } = move
  const above = new Set(to === null ? [] : [to, ...superiorsOf(view, to)])
  if ('from' in move)
    return move.from === to
      ? []
      : moveSubordinates(view, new Set([move.from]), () => to).filter(({ data }) => !above.has(data.organizationId))
  const superiors = new Map(
    rowsOn(view, organization).map(({ key, attributes }) => [key.organizationId, attributes.superiorId ?? null]),
  )
  return move.organizationIds
    .filter((organizationId) => !above.has(organizationId) && superiors.get(organizationId) !== to)
    .map((organizationId) => draft('OrganizationReassigned', view.asOf, { organizationId, superiorId: to }))
}
