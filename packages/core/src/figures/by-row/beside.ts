import { defineStock, plusYears } from '@taizhang/kernel/define'
import type { Facts, Row } from '@taizhang/kernel'
import { ofNone } from '@taizhang/kernel/internal'
import { scope } from '../../domain/book/scope.ts'
import { membership } from '../../domain/member/membership.ts'
import { partyAgeBand, partyAgeBands, partyAgeOn } from '../../domain/member/party-age.ts'
import { endOfTerm, term } from '../../domain/term/term.ts'
import { organization } from '../../domain/organization/organization.ts'
import { unit } from '../../domain/unit/unit.ts'
import {
  coversUnitOf,
  furtherOfMember,
  furtherOfOrganization,
  furtherOfUnit,
  isUncovered,
  listedIn,
} from '../conditions.ts'
import {
  areForAnOrganization,
  assignedToUnit,
  countedAnywhere,
  countedIn,
  counts,
  covers,
  coveringUnit,
  headcountOfUnit,
  organizationOfMember,
  peopleOfUnit,
} from '../counting.ts'

/** What stands on a day, beside what the work report tells. All count by the day itself. */

const membersWith = <const I extends string>(id: I, status: 'full' | 'probationary', zh: string, en: string) =>
  defineStock({
    id,
    title: { zh: `${zh}数`, en: `${en} members` },
    doc: {
      zh: `当日组织关系在该口径党组织的${zh}数`,
      en: `${en} members on the day, of organizations in the scope.`,
    },
    measure: 'persons',
    scopedBy: scope,
    of: membership,
    further: furtherOfMember,
    near: { organizations: organizationOfMember },
    counts: (seen) =>
      seen.row.attributes.status === status && countedIn(seen.scope, seen.organizations) && coversUnitOf(seen),
  })

export const membersFull = membersWith('members-full', 'full', '正式党员', 'Full')
export const membersProbationary = membersWith('members-probationary', 'probationary', '预备党员', 'Probationary')

/** A full member over the days of each band of Party age; where the day of becoming one is not known, as it is. */
function byPartyAge(_facts: Facts, row: Row<typeof membership>): readonly Row<typeof membership>[] {
  const { status, fullSince } = row.attributes
  if (status !== 'full') return []
  if (fullSince === undefined) return [row]
  const beginnings = partyAgeBands.map((years) => plusYears(fullSince, years))
  return beginnings
    .map((begins, at) => {
      const ends = beginnings[at + 1] ?? row.to
      return { ...row, from: begins > row.from && at > 0 ? begins : row.from, to: ends < row.to ? ends : row.to }
    })
    .filter(({ from, to }) => from < to)
}

export const membersByPartyAge = defineStock({
  id: 'members-by-party-age',
  title: { zh: '正式党员数（按党龄）', en: 'Full members by Party age' },
  doc: {
    zh: '当日的正式党员数，按党龄分；党龄从转为正式党员之日算起，留党察看、停止党籍后恢复和纠错恢复的连续计算；转正日期不详的未注明',
    en: 'Full members on the day, by the years since they became full ones; probation within the Party, a suspension and a wrong expulsion that was undone do not interrupt them. Where that day is unknown, so is the age.',
  },
  measure: 'persons',
  of: membership,
  subjects: byPartyAge,
  near: { organizations: organizationOfMember },
  by: 'partyAge',
  byOf: ({ from, attributes: { fullSince } }) =>
    fullSince === undefined ? ofNone : partyAgeBand(partyAgeOn(fullSince, from)),
  counts: ({ organizations }) => countedAnywhere(organizations),
})

export const employeesCovered = defineStock({
  id: 'employees-covered',
  title: { zh: '覆盖单位从业人员数', en: 'Employees of covered units' },
  doc: {
    zh: '当日党组织覆盖的单位最近一次填报的从业人员数之和，没有填报的计 0',
    en: 'The latest headcounts of the units that are covered on the day, added up; none is 0.',
  },
  measure: 'persons',
  scopedBy: scope,
  of: unit,
  further: furtherOfUnit,
  near: { headcounts: headcountOfUnit, coverages: coveringUnit },
  counts: (seen) =>
    listedIn(seen) && covers(seen.scope, seen.coverages) ? (seen.headcounts[0]?.attributes.employees ?? 0) : 0,
})

/** Units without an organization, by how many members they have; those that have enough for one are should-have-but-lacks. */
export const uncoveredFewMembers = defineStock({
  id: 'uncovered-few-members',
  title: { zh: '未建且仅有个别党员的单位数', en: 'Units uncovered with a few members' },
  doc: {
    zh: '当日未被党组织覆盖、有党员而正式党员不足 3 名的单位数；社会组织中兼职的不计入 3 名',
    en: 'Listed units on the day that are not covered and have members, but fewer than 3 full ones; part-time staff of social organizations are none of the 3.',
  },
  measure: 'units',
  scopedBy: scope,
  of: unit,
  further: furtherOfUnit,
  near: { coverages: coveringUnit, people: peopleOfUnit },
  absent: true,
  counts: (seen) => isUncovered(seen) && seen.people.some(counts) && !areForAnOrganization(seen.row, seen.people),
})

export const uncoveredNoMembers = defineStock({
  id: 'uncovered-no-members',
  title: { zh: '未建且没有党员的单位数', en: 'Units uncovered without members' },
  doc: {
    zh: '当日未被党组织覆盖、没有党员的单位数',
    en: 'Listed units on the day that are not covered and have no members.',
  },
  measure: 'units',
  scopedBy: scope,
  of: unit,
  further: furtherOfUnit,
  near: { coverages: coveringUnit, people: peopleOfUnit },
  absent: true,
  counts: (seen) => isUncovered(seen) && !seen.people.some(counts),
})

export const uncoveredWithInstructor = defineStock({
  id: 'uncovered-with-instructor',
  title: { zh: '未建但有指导员的单位数', en: 'Units uncovered with an instructor' },
  doc: {
    zh: '当日未被党组织覆盖、有党建指导员或联络员结对的单位数',
    en: 'Listed units on the day that are not covered and have an instructor or liaison assigned.',
  },
  measure: 'units',
  scopedBy: scope,
  of: unit,
  further: furtherOfUnit,
  near: { coverages: coveringUnit, assignments: assignedToUnit },
  absent: true,
  counts: (seen) => isUncovered(seen) && seen.assignments.length > 0,
})

export const jointWithEnoughMembers = defineStock({
  id: 'joint-with-enough-members',
  title: { zh: '联合组建中有 3 名以上正式党员的单位数', en: 'Units under joint branches with three full members' },
  doc: {
    zh: '当日由联合组建的党组织覆盖、没有单独组建、自己有 3 名以上正式党员（社会组织中兼职的不计）的单位数：可以单独组建',
    en: 'Listed units on the day that a joint organization covers and no solo one, with at least 3 full members of their own (part-time staff of social organizations do not count): they could have one.',
  },
  measure: 'units',
  scopedBy: scope,
  of: unit,
  further: furtherOfUnit,
  near: { coverages: coveringUnit, people: peopleOfUnit },
  absent: true,
  counts: (seen) => {
    const formations = seen.coverages.map(({ attributes }) => attributes.formation)
    return (
      listedIn(seen) &&
      formations.includes('joint') &&
      !formations.includes('solo') &&
      areForAnOrganization(seen.row, seen.people)
    )
  },
})

/** A term counts as overdue from the first day without one by its years, or by its approved extension. */
const whereOverdue = (_facts: Facts, row: Row<typeof term>): readonly Row<typeof term>[] => {
  const due = endOfTerm(row)
  return due < row.to ? [{ ...row, from: due > row.from ? due : row.from }] : []
}

export const termsOverdue = defineStock({
  id: 'terms-overdue',
  title: { zh: '逾期未换届的党组织数', en: 'Terms overdue' },
  doc: {
    zh: '当日任期已经届满（批准延期的，延期已满）而没有换届的党组织数',
    en: 'Organizations on the day whose term, or its approved extension, is over, and that have no new one.',
  },
  measure: 'organizations',
  scopedBy: scope,
  of: term,
  further: furtherOfOrganization,
  subjects: whereOverdue,
  near: { organizations: (facts, { key }) => facts.where(organization, 'organizationId', key.organizationId) },
  counts: (seen) => countedIn(seen.scope, seen.organizations) && coversUnitOf(seen),
})
