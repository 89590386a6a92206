import { draft, plusYears, type CivilDate } from '@taizhang/core'
import { dayBetween } from './days.ts'
import type { Deed } from './desk.ts'
import type { District } from './district.ts'
import { headcountOf, type Headcounts } from './headcounts.ts'
import type { People } from './person.ts'
import { districtClerk } from './places-and-names.ts'
import { randomOf, type Random } from './random.ts'
import { standingOn, unitsStandingOn } from './standing.ts'

const yuan = 100

/** “四位一体”: the budget, pre-tax expenses, dues returned in full, what firms spend. */
export const moneyDeeds = (district: District, people: People, headcounts: Headcounts): readonly Deed[] => [
  ...[2018, 2019, 2020, 2021].map((year): Deed => {
    const on = `${year}-02-26`
    const amountFen = (420_000 + 35_000 * (year - 2018)) * yuan
    return { on, actor: districtClerk, drafts: [draft('BudgetAppropriated', on, { amountFen, year })] }
  }),
  ...dues(district, people),
  ...preTaxExpenses(district, headcounts),
  ...contributions(district),
]

/** Paid in December, and returned in the March after. */
function dues(district: District, people: People): readonly Deed[] {
  const random = randomOf('dues')
  return [2018, 2019, 2020, 2021].flatMap((year) => {
    const paidOn: CivilDate = `${year}-12-18`
    return standingOn(district, paidOn).flatMap((organization): Deed[] => {
      const { id: organizationId, town } = organization
      const members = people.membersOn(organization, paidOn).length
      if (members === 0) return []
      const data = { organizationId, amountFen: members * random.int(140, 460) * yuan }
      const filed = (on: CivilDate, type: 'DuesPaid' | 'DuesReturned'): Deed => ({
        on,
        return: `党费 ${town.clerk}`,
        actor: town.clerk,
        drafts: [draft(type, on, data)],
      })
      return year === 2021
        ? [filed(paidOn, 'DuesPaid')]
        : [
            filed(paidOn, 'DuesPaid'),
            filed(dayBetween(random, `${year + 1}-03-09`, `${year + 1}-03-24`), 'DuesReturned'),
          ]
    })
  })
}

/** Firms deduct what they spent on Party work last year, at most a hundredth of their payroll; one went above it in 2020. */
function preTaxExpenses(district: District, headcounts: Headcounts): readonly Deed[] {
  const random = randomOf('pre-tax')
  const firms = largest(district, random, 14)
  return [2018, 2019, 2020, 2021].flatMap((year) =>
    firms.map((unit, index): Deed => {
      const { id: unitId, town } = unit
      const on = dayBetween(random, `${year}-05-11`, `${year}-05-28`)
      const employees = headcountOf(headcounts, unit, on)
      const payrollFen = employees * random.int(52_000, 68_000) * yuan
      const share = year === 2020 && index === 5 ? 13 : random.int(2, 8)
      const amountFen = Math.floor((payrollFen * share) / 1000)
      const drafts = [draft('PreTaxExpenseClaimed', on, { unitId, amountFen, payrollFen })]
      return { on, return: `税前列支 ${town.clerk}`, actor: town.clerk, drafts }
    }),
  )
}

function contributions(district: District): readonly Deed[] {
  const random = randomOf('contributions')
  return largest(district, random, 10).flatMap(({ id: unitId, town }) =>
    [0, 1, 2, 3].map((year): Deed => {
      const on = plusYears(dayBetween(random, '2018-04-10', '2018-10-30'), year)
      const drafts = [draft('EnterpriseContributionMade', on, { unitId, amountFen: random.int(4, 26) * 5000 * yuan })]
      return { on, return: `企业投入 ${town.clerk}`, actor: town.clerk, drafts }
    }),
  )
}

const largest = (district: District, random: Random, count: number) =>
  random
    .shuffled(unitsStandingOn(district, '2018-03-01', 'enterprise'))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, count)
