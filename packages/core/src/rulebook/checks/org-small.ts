import type { organization } from '../../domain/organization/organization.ts'
import { membership } from '../../domain/member/membership.ts'
import { beginningOf, holdsOn, plusMonths } from '@taizhang/kernel/define'
import { type CivilDate, type Facts } from '@taizhang/kernel'
import { branches, isFull, membersOf, type FactSubject } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** The days since which the branch has had too few full members without a break: its beginning, and each day on which it came to have too few. */
function shortSince(facts: Facts, { id, row }: FactSubject<typeof organization>, min: number): readonly CivilDate[] {
  const full = facts.where(membership, 'organizationId', id).filter(isFull)
  const start = organizationBegan(row)
  const days = [...new Set([start, ...full.flatMap(({ from, to }) => [from, to])])]
    .filter((day) => day >= start)
    .toSorted()
  let short = false
  return days.filter((day) => {
    const was = short
    short = full.filter((one) => holdsOn(one, day)).length < min
    return short && !was
  })
}

const organizationBegan = (row: FactSubject<typeof organization>['row']): CivilDate => beginningOf(row).from

/** 单独组建的党支部长期不足三人. For how long is practice. */
export const orgSmall = defineCheck({
  id: 'ORG-SMALL',
  says: ({ fullMembersMin, months }) => ({
    zh: `单独组建的党支部，正式党员不足 ${fullMembersMin} 人的，应当调整：满 ${months} 个月仍不足的提示`,
    en: `A branch of one unit has ${fullMembersMin} full members or more; it is to be adjusted where it has had fewer for ${months} months.`,
  }),
  next: {
    zh: '与其他单位组建联合党支部，或者调整、撤销，并记入台账；已发展或者转入党员的补录',
    en: 'Form a joint branch with other units, adjust or dissolve it, and record that; record members who have come.',
  },
  looks: (look) => [
    look({
      subjects: branches,
      near: { people: membersOf },
      turns: (subject, limits, facts) =>
        shortSince(facts, subject, limits.fullMembersMin).map((day) => plusMonths(day, limits.months)),
      holds: ({ subject, on, facts, people }, { fullMembersMin, months }) => {
        // Of a branch of mobile members the memberships are elsewhere.
        const { formation, forMobileMembers } = subject.row.attributes
        if (formation !== 'solo' || forMobileMembers) return undefined
        const full = people.filter(isFull)
        if (full.length >= fullMembersMin) return undefined
        const since = shortSince(facts, subject, fullMembersMin).findLast((day) => day <= on)
        if (since === undefined || on < plusMonths(since, months)) return undefined
        return {
          message: {
            zh: `自 ${since} 起正式党员不足 ${fullMembersMin} 人，现有 ${full.length} 人`,
            en: `Fewer than ${fullMembersMin} full members since ${since}; there are ${full.length}.`,
          },
          rows: full,
        }
      },
    }),
  ],
  texts: [
    {
      id: 'ORG-SMALL',
      title: { zh: '单独组建的党支部长期不足三人', en: 'Branch too small for long' },
      severity: 'warning',
      citation: {
        zh: '《中国共产党支部工作条例（试行）》（2018-10-28）第四、五条：正式党员 3 人以上的单位应当成立党支部，不足的成立联合党支部；第七条：不再符合设立条件的，及时调整或者撤销。“长期”按 12 个月是做法',
        en: 'Branch regulations (支部工作条例, 2018-10-28), arts. 4 and 5: three full members make a branch, fewer a joint one; art. 7: adjusted where it no longer meets that. Twelve months are practice',
      },
      parameters: { fullMembersMin: 3, months: 12 },
      from: '2018-10-28',
    },
  ],
})
