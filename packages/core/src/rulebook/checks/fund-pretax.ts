import type * as z from 'zod'
import { occurrence } from '../../domain/book/occurrence.ts'
import { preTaxExpenseClaimed } from '../../domain/resources/pre-tax-expense-claimed.ts'
import { openEnd } from '../../kernel/civil-date.ts'
import type { Facts } from '../../kernel/facts.ts'
import type { Row } from '../../kernel/row.ts'
import { occurrencesOf, type FactSubject } from '../around.ts'
import { defineCheck } from '../check.ts'
import { yuan } from '../../domain/typography.ts'

type Claim = z.output<typeof preTaxExpenseClaimed.data>
const claimOf = (row: Row<typeof occurrence>): Claim => row.attributes.data as Claim

/** Claims, each from its day on: it is an act, and nothing that it made ends. */
const claims = (facts: Facts): readonly FactSubject<typeof occurrence>[] =>
  facts
    .where(occurrence, 'type', preTaxExpenseClaimed.type)
    .map((row) => ({ id: claimOf(row).unitId, from: row.from, to: openEnd, row }))

/** 税前列支. The claims of a calendar year add up and are held against the payroll that the last of them states. */
export const fundPretax = defineCheck({
  id: 'FUND-PRETAX',
  says: ({ perMilleMax }) => ({
    zh: `党组织工作经费的税前列支，不超过年度工资薪金总额的 ${perMilleMax}‰`,
    en: `Party expenses deducted before tax are at most ${perMilleMax}‰ of the year's payroll.`,
  }),
  next: {
    zh: '核对列支金额和工资薪金总额：记错的更正；超过部分不得税前列支',
    en: 'Check the amount and the payroll and correct what is wrong; what is above the limit is not deducted.',
  },
  looks: (look) => [
    look({
      subjects: claims,
      judgedOn: ({ from }) => from,
      holds: ({ subject: { id, row }, facts }, { perMilleMax }) => {
        const { payrollFen } = claimOf(row)
        if (payrollFen === undefined) return undefined
        const year = row.from.slice(0, 4)
        const ofYear = occurrencesOf(facts, preTaxExpenseClaimed.type, 'unitId', id).filter(
          ({ from }) => from.startsWith(year) && from <= row.from,
        )
        const amountFen = ofYear.reduce((sum, claim) => sum + claimOf(claim).amountFen, 0)
        return amountFen * 1000 <= payrollFen * perMilleMax
          ? undefined
          : {
              message: {
                zh: `${year} 年至 ${row.from} 税前列支 ${yuan(amountFen)} 元，工资薪金总额 ${yuan(payrollFen)} 元，超过 ${perMilleMax}‰`,
                en: `${yuan(amountFen)} yuan deducted in ${year} up to ${row.from}, with a payroll of ${yuan(payrollFen)}: more than ${perMilleMax}‰.`,
              },
              rows: ofYear.filter((claim) => claim !== row),
            }
      },
    }),
  ],
  texts: [
    {
      id: 'FUND-PRETAX',
      title: { zh: '税前列支超限', en: 'Pre-tax expense above the limit' },
      severity: 'violation',
      citation: {
        zh: '《关于非公有制企业党组织工作经费问题的通知》（组通字〔2014〕42 号，2014-12-05）：列入管理费，不超过职工年度工资薪金总额 1% 的部分，据实在企业所得税前扣除',
        en: 'Notice on the expenses of organizations in non-public enterprises (组通字〔2014〕42号, 2014-12-05): up to 1 % of the year’s payroll is deducted',
      },
      parameters: { perMilleMax: 10 },
      from: '2014-12-05',
    },
  ],
})
