import * as z from 'zod'
import type { AdoptableRules, EventContext } from '@taizhang/kernel/define'
import { endsLater } from '../admit.ts'
import { asBefore } from '../earlier.ts'
import { civilDate, subjectId } from '../schemas.ts'

const data = { memberId: subjectId, until: civilDate }

const admit = (
  { until }: { readonly until: string },
  _rules: AdoptableRules,
  { effectiveOn }: EventContext,
): ReturnType<typeof endsLater> => endsLater(until, effectiveOn)

/**
 * What an order about a member says that ends with a day. In version 1 another one was refused while the first lasted; from version 2 on it extends
 * it, which a program of version 1 would take for damage.
 */
export const forATime = {
  earlier: asBefore(data, { admit: ({ until }, ...rest) => admit({ until: String(until) }, ...rest) }),
  data: z.strictObject(data),
  admit,
}
