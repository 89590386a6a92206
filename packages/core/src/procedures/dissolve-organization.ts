import { organization } from '../domain/organization/organization.ts'
import { draft, type DraftOf } from '../draft.ts'
import type { View } from '@taizhang/kernel'
import { movePeople, moveSubordinates, expectDestination, type Destination } from './leaving.ts'
import { expectObject, expectText, expectView } from '@taizhang/kernel/internal'
import { expectOrganization } from '../subjects.ts'
import { withdrawPlanned } from './planned.ts'
import { superiorOutside } from './superiors.ts'

/** Which organization is dissolved, why, and where its people and subordinates go. */
export interface Dissolution {
  readonly organizationId: string
  readonly reason: string
  /** Where members and candidates go. May be left out where there are none; otherwise the ledger says who remains. */
  readonly peopleTo?: Destination
  /** Whom the organizations below report to from then on: by default its own superior. */
  readonly subordinatesTo?: string | null
}

/**
 * 撤销党组织并转出党员: the batch that dissolves an organization on the view's day. Members and candidates move and keep their
 * units, organizations below report elsewhere, what was planned for it on later days is taken back; then it is dissolved.
 *
 * Throws `LedgerError` (not-found) where the view has no such organization on any day. Whether the batch is possible is for the ledger to say.
 *
 * @example
 * const batch = dissolveOrganization(view, { organizationId: 'o1', reason: '单位注销', peopleTo: 'o2' })
 * batch.map(({ type }) => type) // => ['MemberTransferred', 'MemberTransferred', 'OrganizationDissolved']
 * const outcome = await ledger.check(batch, options)
 */
export function dissolveOrganization(view: View, dissolution: Dissolution): readonly DraftOf[] {
  expectView(view)
  expectObject(dissolution, 'dissolution')
  const { organizationId, reason, peopleTo, subordinatesTo } = dissolution
  expectOrganization(view.facts, organizationId, 'organizationId')
  expectText(reason, 'reason')
  expectDestination(peopleTo)
  const ending = new Set([organizationId])
  const superiorId = subordinatesTo === undefined ? superiorOutside(view, organizationId, ending) : subordinatesTo
  return [
    ...movePeople(view, { organizations: ending, to: peopleTo }),
    ...moveSubordinates(view, ending, () => superiorId),
    ...withdrawPlanned(view, [{ relation: organization, ids: ending }], reason),
    draft('OrganizationDissolved', view.asOf, { organizationId, reason }),
  ]
}
