import { labelOf } from '../../domain/labels.ts'
import { membership } from '../../domain/member/membership.ts'
import { branchUpgraded } from '../../domain/organization/branch-upgraded.ts'
import { organizationDowngraded } from '../../domain/organization/organization-downgraded.ts'
import type { organization } from '../../domain/organization/organization.ts'
import { begins, counts } from '../../figures/counting.ts'
import { beginningOf } from '@taizhang/kernel/define'
import { type CivilDate, type LiveEvent, type Facts, type Row } from '@taizhang/kernel'
import { inOrder } from '@taizhang/kernel/internal'
import { eventsNaming, everUnder, isCounted, organizations, treeOf, type FactSubject } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 党总支、党委的规模. Members are those of the organization and of everything under it on the day (docs/semantics.md, 26). */
export const org50100 = defineCheck({
  id: 'ORG-50-100',
  says: ({ generalBranchMin, committeeMin }) => ({
    zh: `党总支应有党员 ${generalBranchMin} 名以上、${committeeMin} 名以下（均含本数），党委应有 ${committeeMin} 名以上，预备党员计入；不足或者超过的，须经上级批准`,
    en: `A general branch has ${generalBranchMin} to ${committeeMin} members, both included, a committee ${committeeMin} or more, probationary ones counted; fewer or more need an approved exception.`,
  }),
  next: {
    zh: '改设相应的党组织并记入台账；经批准保留的，更正升格或者降格的记录，填写批准例外的文件',
    en: 'Give it the kind that fits and record that; where an exception was approved, correct the record that gave it its kind and state the approval.',
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
        const isFew = length < limit.min
        if ((!isFew && length <= limit.max) || isException(facts, row, on)) return undefined
        const kind = labelOf(row.attributes.kind)
        return {
          ...(isFew ? {} : { severity: 'warning' }),
          message: {
            zh: `${kind.zh}及所属党组织共有党员 ${length} 名，${isFew ? `不足 ${limit.min} 名` : `超过 ${limit.max} 名`}，没有批准例外的记录`,
            en: `A ${kind.en} with ${length} members, those under it included: ${isFew ? `under ${limit.min}` : `more than ${limit.max}`}, and no approved exception is recorded.`,
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
        zh: '《中国共产党章程》第三十条（2017 年修改）只说根据工作需要和党员人数、经上级批准设立；100 人以上设党委、50 人以上 100 人以下设党总支，不足的经批准也可以设，见于《国有企业基层组织工作条例（试行）》（2019-12-30）第四条和《党和国家机关基层组织工作条例》（2020-01-05 公布）第五、六条，对两新组织只见于党务手册和地方规定',
        en: 'Party constitution, art. 30 (2017), says no numbers: by need and members, with the superior’s approval. A committee from 100 members on, a general branch from 50 to 100, with fewer where it is approved: that stands in the regulations of state enterprises (国有企业基层组织工作条例, 2019-12-30, art. 4) and of offices (党和国家机关基层组织工作条例, published 2020-01-05, arts. 5 and 6); for others manuals and local rules alone have it',
      },
      parameters: { generalBranchMin: 50, committeeMin: 100 },
    },
  ],
})

type Organization = Row<typeof organization>

/** Branches have no size of their own here, so nothing under them is looked at. */
function ofSomeSize(facts: Facts): readonly FactSubject<typeof organization>[] {
  return organizations(facts).filter(({ row }) => limitOf(row, { generalBranchMin: 0, committeeMin: 0 }))
}

/** How many members the kind has, both ends included; `undefined` where this rule says nothing. */
function limitOf(
  row: Organization,
  { generalBranchMin, committeeMin }: { readonly generalBranchMin: number; readonly committeeMin: number },
): { readonly min: number; readonly max: number } | undefined {
  if (!isCounted(row)) return undefined
  switch (row.attributes.kind) {
    case 'committee':
      return { min: committeeMin, max: Infinity }
    case 'general-branch':
      return { min: generalBranchMin, max: committeeMin }
    case 'branch':
    case 'temporary-branch':
      return undefined
  }
}

/** Whether the event that gave the organization its present kind names an approval. A change of kind is a turn by itself. */
function isException(facts: Facts, row: Organization, on: CivilDate): boolean {
  const founded = beginningOf(row).from
  const gaveKind = [...begins, branchUpgraded.type, organizationDowngraded.type]
    .flatMap((type): readonly LiveEvent[] => eventsNaming(facts, type, 'organizationId', row.key.organizationId))
    .filter(({ effectiveOn }) => founded <= effectiveOn && effectiveOn <= on)
    .toSorted(inOrder)
    .at(-1)
  return gaveKind?.data['exceptionApproval'] !== undefined
}
