import { coverage } from '../domain/organization/coverage.ts'
import { organization } from '../domain/organization/organization.ts'
import { draft, type DataOf, type DraftOf } from '../draft.ts'
import { holdsOn } from '@taizhang/kernel/define'
import { type View } from '@taizhang/kernel'
import { expectObject, expectText, expectView } from '@taizhang/kernel/internal'
import { expectOrganization } from '../subjects.ts'
import { movePeople, moveSubordinates } from './leaving.ts'
import { withdrawPlanned } from './planned.ts'
import { superiorOutside, superiorsOf } from './superiors.ts'

/** Which organization is merged into which, and how. */
export interface OrganizationMerger {
  readonly organizationId: string
  readonly into: string
  /** How `into` covers the units that it takes over: by default as they were covered before. */
  readonly formation?: DataOf<'CoverageExtended'>['formation']
  /** Why what was planned for the organization on later days is taken back. */
  readonly reason: string
}

/**
 * 党组织合并: the batch that merges an organization into another on the view's day. Members, candidates, organizations below and
 * coverage move by their own events, without the coverage that `into` has; then the organization ends.
 *
 * Source: docs/semantics.md, 21.
 *
 * Throws `LedgerError` (not-found) where the view has no such organization on any day. Whether the batch is possible is for the ledger to say.
 *
 * @example
 * const batch = mergeOrganization(view, { organizationId: 'o1', into: 'o2', reason: '合并' })
 * batch.at(-1)?.type // => 'OrganizationMerged'
 */
export function mergeOrganization(view: View, merger: OrganizationMerger): readonly DraftOf[] {
  expectView(view)
  expectObject(merger, 'merger')
  const { organizationId, into, formation, reason } = merger
  expectOrganization(view.facts, organizationId, 'organizationId')
  expectText(into, 'into')
  expectText(reason, 'reason')
  const ending = new Set([organizationId])
  // Where `into` is below the organization, the branch of the tree with it in comes under the next superior: no cycle.
  const aboveInto = new Set([into, ...superiorsOf(view, into)])
  const superiorId = superiorOutside(view, organizationId, ending)
  return [
    ...movePeople(view, { organizations: ending, to: into }),
    ...moveSubordinates(view, ending, (below) => (aboveInto.has(below) ? superiorId : into)),
    ...moveCoverage(view, { organizationId, into, formation, reason }),
    ...withdrawPlanned(view, [{ relation: organization, ids: ending }], reason),
    draft('OrganizationMerged', view.asOf, { organizationId, into }),
  ]
}

/**
 * Coverage of the day and coverage planned for later, unless `into` covers the unit then. Where `into` would only later, it begins
 * earlier instead; where the coverage was to end by itself, it still does.
 */
function moveCoverage(
  { facts, asOf }: View,
  { organizationId, into, formation, reason }: OrganizationMerger,
): readonly DraftOf[] {
  const own = facts.where(coverage, 'organizationId', organizationId).filter(({ to }) => to > asOf)
  return own.flatMap(({ key: { unitId }, attributes, from, to, closedBy, previous }) => {
    const on = from > asOf ? from : asOf
    const there = facts.where(coverage, 'organizationId', into).filter(({ key }) => key.unitId === unitId)
    if (there.some((row) => holdsOn(row, on)) || (previous && previous.to > asOf)) return []
    const later = facts
      .events('CoverageExtended')
      .filter(
        ({ effectiveOn, data }) => effectiveOn > on && data['organizationId'] === into && data['unitId'] === unitId,
      )
    const ends = facts.events('CoverageWithdrawn').some(({ position }) => position === closedBy)
    return [
      draft('CoverageExtended', on, { organizationId: into, unitId, formation: formation ?? attributes.formation }),
      ...later.map(({ id }) => draft('EventWithdrawn', asOf, { eventId: id, reason })),
      ...(ends && later.length === 0 ? [draft('CoverageWithdrawn', to, { organizationId: into, unitId })] : []),
    ]
  })
}
