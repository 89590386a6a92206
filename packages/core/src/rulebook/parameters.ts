import * as z from 'zod'
import { count } from '../domain/schemas.ts'

/**
 * The checks in the order of the rulebook, each with the numbers that a rule on it takes: all that an event can say of them. Books hold both, so
 * no check may go, and none may take less than it did. They stand apart from the checks themselves, in one list, so that one
 * look shows what books may hold.
 */
export const checkParameters = {
  'ORG-3': z.strictObject({ fullMembersMin: count }),
  'ORG-50-100': z.strictObject({ generalBranchMin: count, committeeMin: count }),
  'ORG-MAX': z.strictObject({ membersMax: count }),
  'ORG-JOINT': z.strictObject({ unitsMax: count, fullMembersMin: count }),
  'ORG-TEMP': z.strictObject({}),
  'ORG-SHELL': z.strictObject({ fullMembersMin: count.optional() }),
  'ORG-SMALL': z.strictObject({ fullMembersMin: count, months: count }),
  'ORG-MOBILE': z.strictObject({}),
  'COM-7': z.strictObject({ fullMembersMin: count, committeeMin: count, committeeMax: count }),
  'OFFICE-HOLDER': z.strictObject({}),
  'OFFICE-MEMBER': z.strictObject({}),
  'OFFICE-TWO': z.strictObject({}),
  'TERM-YEARS': z.strictObject({
    committeeMin: count,
    committeeMax: count,
    branchMin: count,
    branchMax: count,
    villageYears: count.optional(),
    isUsual: z.boolean().optional(),
  }),
  'TERM-OVERDUE': z.strictObject({}),
  'TERM-EXTENSION': z.strictObject({ monthsMax: count, monthsOrdinary: count }),
  'TERM-REMIND': z.strictObject({ monthsBefore: count }),
  'ELEC-QUORUM': z.strictObject({ part: count, whole: count.min(1), equalSuffices: z.boolean() }),
  'ELEC-ELIGIBLE': z.strictObject({}),
  'DEV-ACTIVIST': z.strictObject({ monthsMin: count }),
  'DEV-APPROVE': z.strictObject({ monthsMax: count, monthsSpecial: count }),
  'DEV-INTRODUCERS': z.strictObject({ introducersMin: count }),
  'DEV-PROBATION': z.strictObject({ monthsMin: count, monthsMax: count }),
  'DEV-OVERDUE': z.strictObject({}),
  'DEV-EARLY': z.strictObject({}),
  'DEV-REJOIN': z.strictObject({ yearsMin: count, afterRemoval: z.boolean() }),
  'MEM-SUSPENDED': z.strictObject({ monthsMin: count }),
  'MEM-LOST': z.strictObject({ months: count }),
  'MEM-DISCIPLINE': z.strictObject({ monthsMax: count.optional() }),
  'MEM-CORRECTION': z.strictObject({ monthsUsual: count.optional(), monthsMax: count }),
  'MEM-DATES': z.strictObject({}),
  'MEM-MOBILE': z.strictObject({ months: count }),
  'REL-ORPHAN': z.strictObject({ months: count }),
  'UNIT-NO-MEMBERS': z.strictObject({ employeesMin: count }),
  'UNIT-NO-ORGANIZATION': z.strictObject({ employeesMin: count }),
  'UNIT-REASON': z.strictObject({}),
  'UNIT-REPRESENTATIVE': z.strictObject({}),
  'UNIT-CODE': z.strictObject({}),
  'UNIT-CODE-KIND': z.strictObject({}),
  'UNIT-DUPLICATE': z.strictObject({}),
  'UNIT-SIZE': z.strictObject({
    industrial: count,
    wholesale: count,
    retail: count,
    lodging: count,
    transport: count.optional(),
    business: count.optional(),
    personal: count.optional(),
  }),
  'UNIT-PLACE': z.strictObject({}),
  'FUND-RETURN': z.strictObject({ months: count }),
  'FUND-PRETAX': z.strictObject({ perMilleMax: count }),
  'VENUE-SIX': z.strictObject({}),
  'INTERVIEW-OVERDUE': z.strictObject({}),
  'DOSSIER-STALE': z.strictObject({ months: count }),
  'FIGURE-GAP': z.strictObject({ aboutPercent: count }),
  'RECORDED-LATE': z.strictObject({ daysMax: count }),
} as const

export type CheckId = keyof typeof checkParameters

/** What no book has until it adopts it. */
const onOffer: ReadonlySet<string> = new Set<CheckId>(['FUND-RETURN', 'UNIT-REPRESENTATIVE'])

/**
 * The rules that a book may switch off without having adopted them: one on each check, of the same name, and those that were in force
 * before. REL-ORPHAN was a default rule once, and books have switched it off: it stays here.
 */
export const defaultRules: ReadonlySet<string> = new Set(
  ['TERM-YEARS-OLD', ...Object.keys(checkParameters)].filter((id) => !onOffer.has(id)),
)
