import * as z from 'zod'
import type { FigureRow } from '../figures/figure-rows.ts'
import { aboutPercentUsual, atVariance, unrounded } from '../figures/variance.ts'
import { count } from '../kernel/schemas.ts'
import type { View } from '../view.ts'
import { figureGap } from './checks/figure-gap.ts'
import { ruleHistory } from './rulebook.ts'

const leeway = z.object({ aboutPercent: count })

/** How many percent off “about” a number may be on a day: as FIGURE-GAP then says, else what is usual. */
function aboutPercentOn({ facts, asOf }: Pick<View, 'facts' | 'asOf'>): number {
  const text = ruleHistory(facts, figureGap.id).texts.find(({ from, to }) => from <= asOf && asOf < to)
  const read = leeway.safeParse(text?.parameters)
  return read.success ? read.data.aboutPercent : aboutPercentUsual
}

/** Whether a value and what was reported of it cannot both be right, as FIGURE-GAP judges it on the view's day. */
export function differsOn(view: Pick<View, 'facts' | 'asOf'>): (row: FigureRow) => boolean {
  const aboutPercent = aboutPercentOn(view)
  return (row) =>
    row.reported !== undefined &&
    atVariance({ ...row, unrounded: unrounded(view.facts, row) }, row.reported, aboutPercent)
}
