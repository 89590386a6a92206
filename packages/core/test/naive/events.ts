import { bookAndUnitEvents } from './book-and-unit-events.ts'
import type { Reading } from './change.ts'
import { memberEvents } from './member-events.ts'
import { organizationEvents } from './organization-events.ts'
import { outcomeEvents } from './outcome-events.ts'

/** Events that open no fact: one row of `occurrence` each. */
export const occurrences: readonly string[] = [
  'EarlyElectionApproved',
  'RenewalReminderSent',
  'InventoryOpened',
  'InventoryClosed',
  'DossierReviewed',
  'FigureReported',
  'DualReviewHeld',
  'AppraisalScored',
  'BudgetAppropriated',
  'DuesPaid',
  'DuesReturned',
  'PreTaxExpenseClaimed',
  'EnterpriseContributionMade',
  'SuggestionSubmitted',
  'SuggestionAdopted',
  'AwardGranted',
]

const readings = new Map<string, Reading>([
  ...Object.entries(bookAndUnitEvents),
  ...Object.entries(organizationEvents),
  ...Object.entries(memberEvents),
  ...Object.entries(outcomeEvents),
  ...occurrences.map((type): [string, Reading] => [type, () => []]),
])

export function readingOf(type: string): Reading {
  const reading = readings.get(type)
  if (reading === undefined) throw new Error(`the naive model does not know ${type}`)
  return reading
}
