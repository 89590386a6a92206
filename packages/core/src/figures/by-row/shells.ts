import { organizationDissolved } from '../../domain/organization/organization-dissolved.ts'
import { organizationFlagged } from '../../domain/organization/organization-flagged.ts'
import { organizationMerged } from '../../domain/organization/organization-merged.ts'
import { organizationTransferredOut } from '../../domain/organization/organization-transferred-out.ts'
import { rectificationClosed } from '../../domain/organization/rectification-closed.ts'
import type { LiveEvent, Facts } from '@taizhang/kernel'
import { inOrder } from '@taizhang/kernel/internal'
import { eventCounts } from '../counting.ts'
import { countEvents, countTogether, defineFlow } from '@taizhang/kernel/define'
import { recentYears } from '../windows.ts'
import { whatEventsName } from '../scoped-as.ts'

/** Who leaves for another book has ended here, and settled nothing. */
const ends = [organizationDissolved.type, organizationMerged.type, organizationTransferredOut.type] as readonly string[]
const types = [organizationFlagged.type, rectificationClosed.type, ...ends]

/** Counted from events, because a rectification that began and ended on one day counts too and has no row. */
const settled = (ending: typeof rectificationClosed | typeof organizationDissolved | typeof organizationMerged) =>
  countEvents(ending, ({ position, type, effectiveOn, data: { organizationId } }, facts) => {
    const flagged = flaggedBefore(facts, organizationId, position)
    return flagged?.data['reason'] === 'shell' && eventCounts(facts, organizationId, effectiveOn)
      ? { by: type, events: [flagged.position, position] }
      : undefined
  })

/** What flagged an organization as it was when an event ended that; nothing where it was not flagged then. */
function flaggedBefore(facts: Facts, organizationId: string, ending: number): LiveEvent | undefined {
  const own = types.flatMap((type) => facts.naming(type, 'organizationId', organizationId)).toSorted(endsFirst)
  const before = own[own.findIndex(({ position }) => position === ending) - 1]
  return before?.type === organizationFlagged.type ? before : undefined
}

/** On its last day an organization's end comes before its own changes (docs/semantics.md, 2). */
const endsFirst = (a: LiveEvent, b: LiveEvent): number =>
  a.effectiveOn === b.effectiveOn
    ? Number(ends.includes(b.type)) - Number(ends.includes(a.type)) || inOrder(a, b)
    : inOrder(a, b)

/** 9: 空壳党组织调整、撤销和合并. */
export const shellsSettled = defineFlow({
  id: 'shells-settled',
  title: { zh: '空壳党组织处置数', en: 'Shells settled' },
  doc: {
    zh: '期内结束的空壳整顿数，按结束方式分：调整后整顿销号、撤销、合并',
    en: 'Rectifications of shells that ended in the window, by the event that ended them: closed, dissolved or merged.',
  },
  measure: 'organizations',
  scopedAs: whatEventsName,
  since: recentYears,
  by: 'how',
  entries: countTogether(settled(rectificationClosed), settled(organizationDissolved), settled(organizationMerged)),
})
