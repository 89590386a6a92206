import * as z from 'zod'
import { count, decimal } from '../define/schemas.ts'

/** How exact a number is: 确数、多、以上、约. */
export const qualifier = z.enum(['exact', 'more-than', 'at-least', 'about'])
/** 不足、近、至多 are said in reports alone: what the ledger counts is never less than it says. */
export const reportedQualifier = z.enum([...qualifier.options, 'less-than', 'nearly', 'at-most'])

/** 60多名 is `more-than` 60 and stays so. At most three decimals, so that sums are exact. */
export const quantity = z.strictObject({ value: decimal(3).max(1_000_000_000_000), qualifier })
/** A quantity of what cannot be divided. */
export const wholeQuantity = z.strictObject({ value: count.max(1_000_000_000_000), qualifier })
/** A quantity as somebody reported it, whatever it is. */
export const reportedQuantity = z.strictObject({ value: z.number(), qualifier: reportedQualifier })
