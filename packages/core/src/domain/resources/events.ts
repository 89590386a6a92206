import { budgetAppropriated } from './budget-appropriated.ts'
import { duesPaid } from './dues-paid.ts'
import { duesReturned } from './dues-returned.ts'
import { enterpriseContributionMade } from './enterprise-contribution-made.ts'
import { preTaxExpenseClaimed } from './pre-tax-expense-claimed.ts'
import { venueAssessed } from './venue-assessed.ts'
import { venueClosed } from './venue-closed.ts'
import { venueOpened } from './venue-opened.ts'

/** In the order of the catalogue. A new event is one new file and one line here. */
export const resourceEvents = [
  budgetAppropriated,
  duesPaid,
  duesReturned,
  preTaxExpenseClaimed,
  enterpriseContributionMade,
  venueOpened,
  venueAssessed,
  venueClosed,
] as const
