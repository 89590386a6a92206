import * as z from 'zod'
import { aboutPercentUsual } from '../figures/reported.ts'
import { count } from '../kernel/schemas.ts'
import type { View } from '../view.ts'
import { figureGap } from './checks/figure-gap.ts'
import { ruleHistory } from './rulebook.ts'

const leeway = z.object({ aboutPercent: count })

/** How many percent off “about” a number may be on a day: as FIGURE-GAP then says, else what is usual. */
export function aboutPercentOn({ facts, asOf }: Pick<View, 'facts' | 'asOf'>): number {
  const text = ruleHistory(facts, figureGap.id).texts.find(({ from, to }) => from <= asOf && asOf < to)
  const read = leeway.safeParse(text?.parameters)
  return read.success ? read.data.aboutPercent : aboutPercentUsual
}
