import { budgetAppropriated } from '../../domain/resources/budget-appropriated.ts'
import { duesPaid as duesPaidEvent } from '../../domain/resources/dues-paid.ts'
import { duesReturned as duesReturnedEvent } from '../../domain/resources/dues-returned.ts'
import { enterpriseContributionMade } from '../../domain/resources/enterprise-contribution-made.ts'
import { preTaxExpenseClaimed } from '../../domain/resources/pre-tax-expense-claimed.ts'
import { eventCounts } from '../counting.ts'
import { countEvents, defineFlow, defineFlowRate } from '@taizhang/kernel/define'
import { recentYears } from '../windows.ts'
import { whatEventsName } from '../scoped-as.ts'

/** 5: 财政预算. */
export const budget = defineFlow({
  id: 'budget',
  title: { zh: '财政预算经费', en: 'Budget appropriated' },
  doc: { zh: '期内财政预算安排的党建活动经费', en: 'Money that the budget provided in the window.' },
  measure: 'fen',
  since: recentYears,
  entries: countEvents(budgetAppropriated, ({ data }) => ({ value: data.amountFen })),
})

/** 5: 税前列支. */
export const preTax = defineFlow({
  id: 'pre-tax',
  title: { zh: '税前列支经费', en: 'Pre-tax expenses' },
  doc: { zh: '期内单位税前列支的党组织工作经费', en: 'Party expenses that units deducted before tax in the window.' },
  measure: 'fen',
  scopedAs: whatEventsName,
  since: recentYears,
  entries: countEvents(preTaxExpenseClaimed, ({ data }) => ({ value: data.amountFen })),
})

/** 5: 上缴党费. */
export const duesPaid = defineFlow({
  id: 'dues-paid',
  title: { zh: '上缴党费', en: 'Dues paid' },
  doc: { zh: '期内党组织上缴的党费', en: 'Dues that organizations paid over in the window.' },
  measure: 'fen',
  scopedAs: whatEventsName,
  since: recentYears,
  entries: countEvents(duesPaidEvent, ({ data, effectiveOn }, facts) =>
    eventCounts(facts, data.organizationId, effectiveOn) ? { value: data.amountFen } : undefined,
  ),
})

/** 5: 返还党费. */
export const duesReturned = defineFlow({
  id: 'dues-returned',
  title: { zh: '返还党费', en: 'Dues returned' },
  doc: { zh: '期内返还党组织的党费', en: 'Dues returned to organizations in the window.' },
  measure: 'fen',
  scopedAs: whatEventsName,
  since: recentYears,
  entries: countEvents(duesReturnedEvent, ({ data, effectiveOn }, facts) =>
    eventCounts(facts, data.organizationId, effectiveOn) ? { value: data.amountFen } : undefined,
  ),
})

/** 5: 党费返还. */
export const duesReturnRate = defineFlowRate({
  id: 'dues-return-rate',
  title: { zh: '党费返还率', en: 'Dues return rate' },
  doc: { zh: '期内返还党费 / 期内上缴党费', en: 'Dues returned / dues paid in the window.' },
  part: duesReturned,
  whole: duesPaid,
})

/** 5: 企业投入. */
export const enterpriseContributions = defineFlow({
  id: 'enterprise-contributions',
  title: { zh: '企业投入经费', en: 'Enterprise contributions' },
  doc: { zh: '期内单位投入的党建工作经费', en: 'Money that units spent on Party activities in the window.' },
  measure: 'fen',
  scopedAs: whatEventsName,
  since: recentYears,
  entries: countEvents(enterpriseContributionMade, ({ data }) => ({ value: data.amountFen })),
})
