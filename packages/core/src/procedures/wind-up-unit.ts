import { coverage } from '../domain/organization/coverage.ts'
import { organization } from '../domain/organization/organization.ts'
import { unit } from '../domain/unit/unit.ts'
import { draft, type DataOf, type DraftOf } from '../draft.ts'
import { rowsOn, type View } from '@taizhang/kernel'
import { movePeople, moveSubordinates, expectDestination, type Destination } from './leaving.ts'
import { expectObject, expectText, expectView } from '@taizhang/kernel/internal'
import { expectUnit } from '../subjects.ts'
import { withdrawPlanned } from './planned.ts'
import { superiorOutside } from './superiors.ts'

/** Which unit is wound up, why, and where its people go. */
export interface WindingUp {
  readonly unitId: string
  /** Why the book lists it no more. */
  readonly reason: DataOf<'UnitDelisted'>['reason']
  /** The same in words, for the organizations that are dissolved with it. */
  readonly because: string
  /** Where the unit's people and everybody in the organizations that are dissolved go. */
  readonly peopleTo?: Destination
}

/**
 * 单位不再纳入管理: the batch that winds up a unit on the view's day. Its people move; organizations that cover nothing but it are
 * dissolved, with those below them that cover nothing at all; others report to the next superior. Coverage by other
 * organizations ends with the listing by itself.
 *
 * Throws `LedgerError` (not-found) where the view has no such unit on any day. Whether the batch is possible is for the ledger to say.
 *
 * @example
 * const batch = windUpUnit(view, { unitId: 'u1', reason: 'deregistered', because: '单位注销', peopleTo: 'o2' })
 * batch.at(-1)?.type // => 'UnitDelisted'
 */
export function windUpUnit(view: View, windingUp: WindingUp): readonly DraftOf[] {
  expectView(view)
  expectObject(windingUp, 'windingUp')
  const { unitId, reason, because, peopleTo } = windingUp
  expectUnit(view.facts, unitId, 'unitId')
  expectText(because, 'because')
  expectDestination(peopleTo)
  const ending = endingWith(view, unitId)
  const units = new Set([unitId])
  return [
    ...movePeople(view, { organizations: ending, units, to: peopleTo }),
    ...moveSubordinates(view, ending, (_, ended) => superiorOutside(view, ended, ending)),
    ...withdrawPlanned(
      view,
      [
        { relation: organization, ids: ending },
        { relation: unit, ids: units },
      ],
      because,
    ),
    ...[...ending].map((organizationId) =>
      draft('OrganizationDissolved', view.asOf, { organizationId, reason: because }),
    ),
    draft('UnitDelisted', view.asOf, { unitId, reason }),
  ]
}

/** Organizations that cover the unit and, then or later, no other; and under those the ones that cover no other. */
function endingWith(view: View, unitId: string): ReadonlySet<string> {
  const coversOther = (organizationId: string): boolean =>
    view.facts
      .where(coverage, 'organizationId', organizationId)
      .some(({ key, to }) => key.unitId !== unitId && to > view.asOf)
  const ending = new Set(
    rowsOn(view, coverage)
      .filter(({ key }) => key.unitId === unitId && !coversOther(key.organizationId))
      .map(({ key }) => key.organizationId),
  )
  // A set grows while it is gone through: those below come after those above them.
  for (const above of ending) {
    for (const { key, attributes } of rowsOn(view, organization))
      if (attributes.superiorId === above && !coversOther(key.organizationId)) ending.add(key.organizationId)
  }
  return ending
}
