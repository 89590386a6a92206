import * as z from 'zod'
import type { FigureRow, View } from '@taizhang/kernel'
import { ruleHistory, expectObject, expectView } from '@taizhang/kernel/internal'
import { count } from '../domain/schemas.ts'
import { aboutPercentUsual, atVariance, unrounded } from '../figures/variance.ts'
import { figureGap } from './checks/figure-gap.ts'

const leeway = z.object({ aboutPercent: count })

/** How many percent off “about” a number may be on a day: as FIGURE-GAP then says, else what is usual. */
function aboutPercentOn(view: Pick<View, 'domain' | 'facts' | 'asOf'>): number {
  const { asOf } = view
  const text = ruleHistory(view, figureGap.id).texts.find(({ from, to }) => from <= asOf && asOf < to)
  const read = leeway.safeParse(text?.parameters)
  return read.success ? read.data.aboutPercent : aboutPercentUsual
}

/**
 * Returns a function that says whether the derived and the reported value of a row contradict each other, as the check FIGURE-GAP judges it
 * on the view's day.
 *
 * @example
 * const differs = differsOn(view)
 * figureRows(view, members).filter(differs) // => []
 */
export function differsOn(view: Pick<View, 'domain' | 'facts' | 'asOf'>): (row: FigureRow) => boolean {
  expectView(view)
  const aboutPercent = aboutPercentOn(view)
  return (row) => {
    expectObject(row, 'row')
    if (row.reported === undefined) return false
    return atVariance(
      { ...row, unrounded: unrounded(view.facts, row, view.domain.figures) },
      row.reported,
      aboutPercent,
    )
  }
}
