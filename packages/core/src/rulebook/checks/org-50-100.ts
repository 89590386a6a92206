import { membership } from '../../domain/member/membership.ts'
import { branchUpgraded } from '../../domain/organization/branch-upgraded.ts'
import { organizationDowngraded } from '../../domain/organization/organization-downgraded.ts'
import type { organization } from '../../domain/organization/organization.ts'
import { counts } from '../../figures/counting.ts'
import { beginningOf, type CivilDate, type LiveEvent, type Facts, type Row } from '@taizhang/kernel'
import { inOrder } from '@taizhang/kernel/internal'
import { eventsNaming, everUnder, isCounted, organizations, treeOf, type FactSubject } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 党总支、党委的规模. Members are those of the organization and of everything under it on the day (docs/semantics.md, 26). */
export const org50100 = defineCheck({
  id: 'ORG-50-100',
  says: ({ generalBranchMin, committeeMin }) => ({
    zh: `党总支应有党员 ${generalBranchMin} 名以上、${committeeMin} 名以下，党委应有 ${committeeMin} 名以上，预备党员计入；不足的须经上级批准`,
    en: `A general branch has ${generalBranchMin} to under ${committeeMin} members, a committee ${committeeMin} or more, probationary ones counted; fewer need an approved exception.`,
  }),
  next: {
    zh: '改设相应的党组织（BranchUpgraded、OrganizationDowngraded）；经批准保留的，补记批件（更正升格事件，填写 exceptionApproval）',
    en: 'Give it the kind that fits (BranchUpgraded, OrganizationDowngraded); where an exception was approved, correct the event that gave it its kind and state exceptionApproval.',
  },
  looks: (look) => [
    look({
      subjects: ofSomeSize,
      near: {
        under: (facts, { id }) => everUnder(facts, id),
        people: (facts, { id }) =>
          [...new Set([id, ...everUnder(facts, id).map(({ key }) => key.organizationId)])].flatMap((organizationId) =>
            facts.where(membership, 'organizationId', organizationId),
          ),
      },
      holds: ({ subject: { row, id }, on, facts, under, people }, limits) => {
        const limit = limitOf(row, limits)
        if (!limit) return undefined
        const tree = treeOf(id, under)
        const members = people.filter((member) => counts(member) && tree.has(member.attributes.organizationId))
        const { length } = members
        const wrong = length < limit.from ? 'few' : length >= limit.to ? 'many' : undefined
        if (!wrong || (wrong === 'few' && isException(facts, row, on))) return undefined
        const kind = kinds[row.attributes.kind]
        return {
          message: {
            zh: `${kind.zh}及所属党组织共有党员 ${length} 名，${wrong === 'few' ? `不足 ${limit.from} 名，且没有批准例外的记录` : `已达 ${limit.to} 名`}`,
            en: `A ${kind.en} with ${length} members, those under it included: ${wrong === 'few' ? `under ${limit.from}, and no approved exception is recorded` : `${limit.to} or more`}.`,
          },
          rows: members,
        }
      },
    }),
  ],
  texts: [
    {
      id: 'ORG-50-100',
      title: { zh: '党总支、党委规模不符', en: 'General branch or committee of the wrong size' },
      severity: 'violation',
      citation: {
        zh: '党务工作手册（仅据摘录，未核对原文）',
        en: 'Party-affairs manual (known from excerpts only)',
      },
      parameters: { generalBranchMin: 50, committeeMin: 100 },
    },
  ],
})

type Organization = Row<typeof organization>

const kinds: Readonly<Record<Organization['attributes']['kind'], { zh: string; en: string }>> = {
  committee: { zh: '党委', en: 'committee' },
  'general-branch': { zh: '党总支', en: 'general branch' },
  branch: { zh: '党支部', en: 'branch' },
  'temporary-branch': { zh: '临时党支部', en: 'temporary branch' },
}

/** Branches have no size of their own here, so nothing under them is looked at. */
function ofSomeSize(facts: Facts): readonly FactSubject<typeof organization>[] {
  return organizations(facts).filter(({ row }) => limitOf(row, { generalBranchMin: 0, committeeMin: 0 }))
}

/** How many members the kind has, `[from, to)`; `undefined` where this rule says nothing. */
function limitOf(
  row: Organization,
  { generalBranchMin, committeeMin }: { readonly generalBranchMin: number; readonly committeeMin: number },
): { readonly from: number; readonly to: number } | undefined {
  if (!isCounted(row)) return undefined
  switch (row.attributes.kind) {
    case 'committee':
      return { from: committeeMin, to: Infinity }
    case 'general-branch':
      return { from: generalBranchMin, to: committeeMin }
    case 'branch':
    case 'temporary-branch':
      return undefined
  }
}

/** Whether the event that gave the organization its present kind names an approval. A change of kind is a turn by itself. */
function isException(facts: Facts, row: Organization, on: CivilDate): boolean {
  const founded = beginningOf(row).from
  const gaveKind = [branchUpgraded.type, organizationDowngraded.type]
    .flatMap((type): readonly LiveEvent[] => eventsNaming(facts, type, 'organizationId', row.key.organizationId))
    .filter(({ effectiveOn }) => founded <= effectiveOn && effectiveOn <= on)
    .toSorted(inOrder)
    .at(-1)
  return gaveKind?.data['exceptionApproval'] !== undefined
}
