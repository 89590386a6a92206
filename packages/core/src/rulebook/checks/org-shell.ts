import { coverage } from '../../domain/organization/coverage.ts'
import type { membership } from '../../domain/member/membership.ts'
import { organization } from '../../domain/organization/organization.ts'
import { coverageOf, everAbove, isCounted, organizations, isFull, membersOf } from '../around.ts'
import { defineCheck } from '../define-check.ts'
import { unit } from '../../domain/unit/unit.ts'
import { holdsOn } from '@taizhang/kernel/define'
import { type Row } from '@taizhang/kernel'

/** What makes a branch without a unit: a market, a building, members on the move. */
const fullMembersUsual = 3

/** 空壳党组织. A coverage ends with its unit's listing, so what is covered is listed. */
export const orgShell = defineCheck({
  id: 'ORG-SHELL',
  says: ({ fullMembersMin = fullMembersUsual }) => ({
    zh: `党组织不覆盖任何纳入管理的单位、没有下级，其上级也都不覆盖单位，正式党员又不足 ${fullMembersMin} 人的，应当调整或者撤销；功能型党组织、临时党支部、流动党员党组织除外，单位已不再纳入管理的党员不计`,
    en: `An organization that covers no listed unit, has none under it, none above it that covers one, and fewer than ${fullMembersMin} full members is to be adjusted or dissolved; functional organizations, temporary branches and those of mobile members are not, and members of a unit that is gone do not count.`,
  }),
  next: {
    zh: '转出党员后撤销或者合并，或者扩大覆盖，并记入台账；先列入整顿的，记录列入整顿',
    en: 'Move its members and dissolve or merge it, or let it cover a unit, and record that; until then record that it is flagged.',
  },
  looks: (look) => [
    look({
      subjects: organizations,
      near: {
        coverages: coverageOf,
        people: membersOf,
        units: (facts, subject) =>
          [...new Set(membersOf(facts, subject).map(({ attributes }) => attributes.unitId))].flatMap((unitId) =>
            facts.where(unit, 'unitId', unitId),
          ),
        subordinates: (facts, { id }) => facts.where(organization, 'superiorId', id),
        above: (facts, { id }) =>
          everAbove(facts, id).flatMap((above) => facts.where(organization, 'organizationId', above)),
        coveragesAbove: (facts, { id }) =>
          everAbove(facts, id).flatMap((above) => facts.where(coverage, 'organizationId', above)),
      },
      holds: (
        { subject: { row }, on, facts, coverages, people, subordinates, above, coveragesAbove },
        { fullMembersMin = fullMembersUsual },
      ) => {
        if (!isCounted(row) || coverages.length > 0 || subordinates.length > 0 || hasOtherGround(row)) return undefined
        const isGone = ({ attributes: { unitId } }: Row<typeof membership>): boolean => {
          const ever = facts.where(unit, 'unitId', unitId)
          return ever.some(({ to }) => to <= on) && !ever.some((one) => holdsOn(one, on))
        }
        const full = people.filter((member) => isFull(member) && !isGone(member))
        if (full.length >= fullMembersMin) return undefined
        const chain: (typeof row)[] = []
        for (let next = row.attributes.superiorId; next !== undefined;) {
          const superior = above.find(({ key }) => key.organizationId === next)
          if (!superior || chain.includes(superior)) break
          if (coveragesAbove.some(({ key }) => key.organizationId === next)) return undefined
          chain.push(superior)
          next = superior.attributes.superiorId
        }
        return {
          message: {
            zh: `不覆盖任何纳入管理的单位，没有下级，各级上级也不覆盖单位，可计的正式党员 ${full.length} 人`,
            en: `It covers no listed unit, has none under it, and none above it covers one; full members that count: ${full.length}.`,
          },
          rows: [...chain, ...full],
        }
      },
    }),
  ],
  texts: [
    {
      id: 'ORG-SHELL',
      title: { zh: '空壳党组织', en: 'Shell organization' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党支部工作条例（试行）》（2018-10-28）第七条：党员人数或者所在单位、区域变化，不再符合设立条件的，上级党组织应当及时调整或者撤销；第四、五条：正式党员 3 人以上应当成立，市场、商圈、楼宇和流动党员相对集中的地方，符合条件的也应当成立。“空壳”的判断标准是工作中的做法',
        en: 'Branch regulations (支部工作条例, 2018-10-28), art. 7: the superior adjusts or dissolves what no longer meets the conditions of its founding; arts. 4 and 5: three full members make a branch, also in a market, a building, or of mobile members who are close together. What counts as a shell is practice',
      },
      parameters: { fullMembersMin: fullMembersUsual },
      from: '2018-10-28',
    },
  ],
})

/** Functional organizations and temporary branches are there for a task, not for a unit, and those of mobile members for people who belong elsewhere. */
const hasOtherGround = ({ attributes: { kind, formation, forMobileMembers } }: Row<typeof organization>): boolean =>
  formation === 'functional' || kind === 'temporary-branch' || forMobileMembers === true
